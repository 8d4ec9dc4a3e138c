test_that("types are those of the data package", {
  folder <- made_study(
    c(
      "scenario,commune,date,n,large,x,met,why",
      "NA,011002,2016-01-01,3,3000000000,0.1,yes,\"one, two\"",
      "base,000007,2016-02-01,,1,-1.5e-7,no,",
      "base,011002,,4,,,,caf\u00e9"
    ),
    list(
      field("scenario", "string"), field("commune", "string"), field("date", "date"),
      field("n", "integer", unit = "persons", description = "How many"), field("large", "integer"),
      field("x", "number", unit = "USD"), field("met", "boolean"), field("why", "string")
    )
  )
  study <- read_study(folder)
  expect_identical(tables(study), "things")
  # A scenario may be called NA, and is then no gap.
  expect_identical(study$things$scenario, factor(c("NA", "base", "base"), levels = c("NA", "base")))
  expect_identical(study$things$commune, c("011002", "000007", "011002"))
  expect_identical(study$things$date, as.Date(c("2016-01-01", "2016-02-01", NA)))
  expect_identical(study$things$n, c(3L, NA, 4L))
  expect_identical(study$things$large, c(3e9, 1, NA))
  expect_identical(study$things$x, c(0.1, -1.5e-7, NA))
  expect_identical(study$things$met, c(TRUE, FALSE, NA))
  expect_identical(study$things$why, c("one, two", NA, "caf\u00e9"))
  expect_identical(
    describe(study, "things")[c(1, 4), ],
    data.frame(
      column = c("scenario", "n"), type = c("string", "integer"), unit = c("", "persons"),
      key = c(TRUE, FALSE), description = c("", "How many"), row.names = c(1L, 4L)
    )
  )
})

test_that("a table without rows has its types", {
  study <- read_study(made_study("scenario,n", list(field("scenario", "string"), field("n", "integer"))))
  expect_identical(study$things, data.frame(scenario = factor(character()), n = integer()))
})

test_that("a file that is not as the data package says is an error that names it", {
  fields <- list(field("scenario", "string"), field("n", "integer"))
  for (csv in list(c("scenario,m", "a,1"), c("scenario,n", "a"), c("scenario,n", "a,one"))) {
    study <- read_study(made_study(csv, fields))
    expect_error(study$things, "things.csv cannot be read", class = "simrun_table_error")
  }
})

test_that("types of a file that no data package tells of are those of its cells", {
  folder <- made_study("scenario", list(field("scenario", "string")))
  writeLines(
    c("mix,code,rank,share,listed,kind", "savings=40%,01,1,0.5,yes,a", "none,02,-2,1e-3,no,b", "x,03,,,,"),
    file.path(folder, "other.csv")
  )
  study <- read_study(folder)
  expect_identical(tables(study), c("things", "other"))
  expect_identical(study$other$mix, c("savings=40%", "none", "x"))
  expect_identical(as.character(study$other$code), c("01", "02", "03"))
  expect_identical(study$other$rank, c(1L, -2L, NA))
  expect_identical(study$other$share, c(0.5, 1e-3, NA))
  expect_identical(study$other$listed, c(TRUE, FALSE, NA))
  expect_identical(study$other$kind, factor(c("a", "b", NA)))
  expect_identical(
    describe(study, "other")$type, c("string", "string", "integer", "number", "boolean", "string")
  )
})

test_that("a folder without a result says so", {
  folder <- file.path(withr::local_tempdir(), "none")
  expect_error(read_study(folder), "does not exist", class = "simrun_result_not_found_error")
  dir.create(paste0(folder, ".part"))
  expect_error(read_study(folder), "resume = TRUE", class = "simrun_result_not_found_error")
  dir.create(folder)
  expect_error(read_study(folder), "has no run.json", class = "simrun_result_not_found_error")
})

test_that("every cell of every table is that of its file", {
  study <- small_study()
  compared <- 0
  for (name in tables(study)) {
    frame <- study[[name]]
    file <- cells(study, name)
    expect_identical(names(frame), names(file))
    expect_identical(nrow(frame), nrow(file))
    for (column in names(frame)) {
      values <- frame[[column]]
      is_empty <- file[[column]] == ""
      expect_identical(is.na(values), is_empty, info = paste(name, column))
      # JSON's reader is another one than R's.
      told <- file[[column]][!is_empty]
      same <- if (is.numeric(values)) {
        values[!is_empty] == jsonlite::fromJSON(paste0("[", paste(told, collapse = ","), "]"))
      } else {
        as.character(values)[!is_empty] == told
      }
      expect_true(all(same), info = paste(name, column))
      compared <- compared + length(same)
    }
  }
  expect_gt(compared, 10000)
})

test_that("columns of a study have the types that are told of them", {
  study <- small_study()
  expect_identical(unique(study$monthly$commune), c("010903", "010904"))
  expect_identical(levels(study$monthly$scenario), study$scenarios)
  expect_identical(study$scenarios, c("baseline", "awareness", "savings", "training", "services", "all"))
  # The baseline has no effect, and is a level all the same.
  expect_identical(levels(study$effects$scenario), study$scenarios)
  expect_false("baseline" %in% study$effects$scenario)
  expect_s3_class(study$monthly$date, "Date")
  expect_identical(range(study$monthly$date), as.Date(c("2016-01-01", "2016-12-01")))
  expect_type(study$monthly$persons, "integer")
  expect_type(study$effects$effect, "double")
  expect_s3_class(study$effects$verdict, "factor")
  for (name in tables(study)) {
    said <- describe(study, name)
    is <- vapply(study[[name]], function(values) class(values)[1], "")
    kinds <- list(string = c("character", "factor"), integer = "integer", number = "numeric", date = "Date")
    for (row in seq_len(nrow(said))) {
      expect_true(is[row] %in% kinds[[said$type[row]]], info = paste(name, said$column[row]))
    }
  }
})

test_that("a table is read once, when it is asked for", {
  folder <- made_study(c("scenario,n", "a,1"), list(field("scenario", "string"), field("n", "integer")))
  study <- read_study(folder)
  writeLines(c("scenario,n", "a,2"), file.path(folder, "things.csv"))
  expect_identical(study$things$n, 2L)
  writeLines(c("scenario,n", "a,3"), file.path(folder, "things.csv"))
  expect_identical(study$table("things")$n, 2L)
  expect_error(study$things <- 1, "locked")
})

test_that("a folder may have any name, and a table that was cut is not read as a whole", {
  folder <- file.path(withr::local_tempdir(), enc2utf8("r\u00e9sultats \u1781"))
  dir.create(folder)
  file.copy(list.files(small_study()$folder, full.names = TRUE), folder, recursive = TRUE)
  study <- read_study(folder)
  expect_identical(tables(study), tables(small_study()))
  expect_identical(study$summary, small_study()$summary)
  path <- file.path(folder, "effects.csv")
  lines <- readLines(path, encoding = "UTF-8")
  writeLines(lines[-length(lines)], path, useBytes = TRUE)
  expect_error(study$table("effects"), "was changed, or cut", class = "simrun_table_error")
})

test_that("a folder that another result replaces is opened again", {
  folder <- file.path(withr::local_tempdir(), "result")
  dir.create(folder)
  file.copy(list.files(small_study()$folder, full.names = TRUE), folder, recursive = TRUE)
  study <- read_study(folder)
  expect_identical(study$effects, small_study()$effects)
  package <- file.path(folder, "datapackage.json")
  lines <- readLines(package, encoding = "UTF-8")
  writeLines(c(lines, ""), package, useBytes = TRUE)
  expect_error(study$outcomes, "open it again", class = "simrun_replaced_result_error")
  expect_error(study$table("outcomes"), class = "simrun_replaced_result_error")
  expect_error(study[["effects"]], class = "simrun_replaced_result_error")
  expect_identical(read_study(folder)$outcomes, small_study()$outcomes)
  gone <- read_study(folder)
  read <- gone$effects
  unlink(folder, recursive = TRUE)
  expect_error(gone$summary, class = "simrun_replaced_result_error")
  expect_identical(gone$effects, read)
})
