test_that("the blocks of the guide run", {
  page <- Sys.getenv("SIMRUN_GUIDE")
  if (!nzchar(page)) skip("SIMRUN_GUIDE names no page; Tests/System/r.sh does")
  lines <- readLines(page, encoding = "UTF-8")
  fences <- grep("^```", lines)
  starts <- fences[seq(1, length(fences), 2)]
  ends <- fences[seq(2, length(fences), 2)]
  blocks <- Map(function(start, end) lines[(start + 1):(end - 1)], starts, ends)[lines[starts] == "```r"]
  expect_gt(length(blocks), 5)
  new_place()
  # The guide begins with nothing there.
  unlink("results", recursive = TRUE)
  names <- new.env(parent = globalenv())
  withr::local_pdf(NULL)
  utils::capture.output(suppressWarnings(classes = "simrun_input_warning", {
    for (block in blocks) source(exprs = parse(text = block), local = names, print.eval = TRUE)
  }))
  expect_s3_class(names$study, "simrun_study")
  expect_true(file.exists("effects.png"))
})

test_that("the examples of the help pages run", {
  new_place()
  pages <- tools::Rd_db("simrun")
  withr::local_pdf(NULL)
  ran <- 0
  for (page in pages) {
    file <- withr::local_tempfile(fileext = ".R")
    tools::Rd2ex(page, file)
    if (!file.exists(file)) next
    utils::capture.output(suppressWarnings(classes = "simrun_input_warning", {
      source(file, local = new.env(parent = globalenv()), print.eval = TRUE)
    }))
    ran <- ran + 1
  }
  expect_gte(ran, 9)
})
