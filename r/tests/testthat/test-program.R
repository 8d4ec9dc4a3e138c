test_that("without a program there is an error that says the ways out", {
  # A path with what R itself needs to look for it, and no sim-run.
  withr::local_envvar(SIM_RUN = NA, PATH = dirname(Sys.which("which")))
  withr::local_options(simrun.program = NULL)
  expect_error(find_program(), "was not found.*SIM_RUN.*simrun.program",
    class = "simrun_program_not_found_error")
  withr::local_envvar(SIM_RUN = "/nowhere/sim-run")
  expect_error(find_program(), "variable SIM_RUN is \"/nowhere/sim-run\"",
    class = "simrun_program_not_found_error")
  # The option goes before the variable.
  withr::local_options(simrun.program = "/elsewhere")
  expect_error(find_program(), "\"/elsewhere\", which is no program", class = "simrun_error")
})

test_that("each exit status has its class", {
  for (status in names(by_status)) {
    error <- tryCatch(
      with_program(c("echo said >&2", paste("exit", status)), call_program("anything")),
      simrun_error = identity
    )
    expect_s3_class(error, by_status[[status]])
    expect_s3_class(error, "simrun_program_error")
    expect_identical(error$status, as.integer(status))
    expect_match(conditionMessage(error), "said")
  }
  expect_error(with_program("exit 3", call_program("anything")), "ended with status 3",
    class = "simrun_program_error")
  expect_error(with_program("kill -9 $$", call_program("anything")), "signal 9",
    class = "simrun_killed_error")
})

test_that("a command that succeeds returns its lines", {
  expect_identical(with_program("printf '%s\\n' \"$@\"", call_program("a b", c("*", "--x=$y"))),
    c("a b", "*", "--x=$y"))
})

test_that("problems are read with place and hint", {
  text <- c(
    "a: b/c.yaml:12:5: error: unknown key \"x: error: y\"", "    did you mean \"z\"?", "    or this?",
    "something else", "    no hint of anything",
    "c.yaml:3: warning: doubtful", "d.csv: error: the file does not exist",
    "--set a:1:2=160%: error: must be at most 100%", "    say less"
  )
  expect_identical(parse_problems(paste(text, collapse = "\n")), data.frame(
    severity = c("error", "warning", "error", "error"),
    file = c("a: b/c.yaml", "c.yaml", "d.csv", "--set a:1:2=160%"),
    line = c(12L, 3L, NA, NA), column = c(5L, NA, NA, NA),
    message = c(
      "unknown key \"x: error: y\"", "doubtful", "the file does not exist", "must be at most 100%"
    ),
    hint = c("did you mean \"z\"?\nor this?", "", "", "say less")
  ))
  expect_identical(nrow(parse_problems("")), 0L)
  expect_identical(nrow(parse_problems("nothing of the kind\n")), 0L)
})

test_that("settings become arguments", {
  expect_identical(
    set_arguments(list("a.b" = "17%", a = list(c = 6, d = TRUE), e = c("x", "y"), f = 0.1 + 0.2, g = 1e6)),
    c(
      "--set", "a.b=17%", "--set", "a.c=6", "--set", "a.d=true", "--set", "e=[x, y]",
      "--set", "f=0.30000000000000004", "--set", "g=1000000"
    )
  )
  expect_null(set_arguments(list()))
  expect_error(set_arguments(list(1)), "must name a path")
  expect_error(set_arguments(list(a = NA)), "must not be NA")
})

test_that("a study is run as told and opened", {
  new_place()
  # Two communes cannot reach the programme's targets.
  suppressWarnings(classes = "simrun_input_warning", {
    study <- run_study(
      "scenarios/casmart-study.yaml",
      replicates = 2, set = list(calendar = list(months = 3)), out = "results/short", seed = 7,
      report = FALSE, progress = FALSE
    )
  })
  expect_identical(study$folder, "results/short")
  expect_identical(study$replicates, 2L)
  expect_identical(max(study$monthly$month), 3L)
  # The same, as the program is told by hand.
  call_program(
    "run", "scenarios/casmart-study.yaml", "--replicates=2", "--set", "calendar.months=3", "--seed=7",
    "--out=results/by-hand", "--no-report", "--quiet"
  )
  expect_identical(read_study("results/by-hand")$digest, study$digest)
  expect_identical(read_study("results/by-hand")$effects, study$effects)
  # Without a name the folder is that of the scenario.
  shown <- utils::capture.output(type = "message", {
    alone <- run_study("scenarios/savings-only.yaml", 1,
      set = list(calendar.months = 2), alone = TRUE, detail = "summary", report = FALSE, progress = TRUE
    )
  })
  expect_match(paste(shown, collapse = ""), "1/1 replicate")
  expect_identical(alone$folder, "results/savings-only")
  expect_error(effects(alone), "has no rows", class = "simrun_choice_error")
  expect_identical(summary(alone)$figures$indicator[1], factor("true_cases", levels(alone$summary$indicator)))
  # The folder of another run is not replaced.
  expect_error(
    run_study("scenarios/savings-only.yaml", 1, alone = TRUE, out = "results/short", progress = FALSE),
    class = "simrun_refused_output_error"
  )
})

test_that("a mistake in a scenario is an error with its place", {
  new_place()
  lines <- readLines("scenarios/savings-only.yaml")
  at <- grep("coverage:", lines)
  writeLines(sub("coverage", "coverge", lines), "scenarios/wrong.yaml")
  error <- tryCatch(run_study("scenarios/wrong.yaml"), simrun_input_error = identity)
  expect_s3_class(error, "simrun_input_error")
  expect_identical(error$status, 65L)
  expect_identical(error$file, "scenarios/wrong.yaml")
  expect_identical(error$line, at)
  expect_identical(error$column, 5L)
  expect_match(error$message, "unknown key \"levers.savings.coverge\"")
  expect_match(error$hint, "levers.savings.coverage")
  expect_match(conditionMessage(error), paste0("scenarios/wrong.yaml:", at, ":5: error: unknown key"))
  error <- tryCatch(
    run_study("scenarios/savings-only.yaml", set = list(levers.savings.coverage = "160%")),
    simrun_error = identity
  )
  expect_match(error$file, "^--set levers.savings.coverage=160%")
  expect_identical(error$line, NA_integer_)
  expect_error(run_study("scenarios/none.yaml"), "does not exist", class = "simrun_missing_input_error")
  expect_error(run_study("scenarios/savings-only.yaml", 0), class = "simrun_usage_error")
})

test_that("what is doubtful is a warning with its place", {
  new_place()
  few_places <- list(levers.savings = list(coverage = 0.9, capacity = 5), calendar.months = 2)
  warned <- tryCatch(
    run_study("scenarios/savings-only.yaml", 1, set = few_places, report = FALSE, progress = FALSE),
    simrun_input_warning = identity
  )
  expect_match(warned$file, "^--set levers.savings.c|savings-only.yaml$")
  expect_match(warned$message, "capacity gives")
  expect_match(conditionMessage(warned), "warning: .*capacity gives")
  expect_warning(
    study <- run_study("scenarios/savings-only.yaml", 1,
      set = few_places, resume = TRUE, report = FALSE, progress = FALSE
    ),
    "capacity gives"
  )
  expect_identical(study$replicates, 1L)
})

test_that("a precision that is not reached is an error that has the result so far", {
  new_place()
  error <- tryCatch(
    run_study("scenarios/savings-only.yaml", 6,
      set = list(calendar.months = 2), precision = "0.001%", report = FALSE, progress = FALSE
    ),
    simrun_unfinished_error = identity
  )
  expect_s3_class(error, "simrun_unfinished_error")
  expect_s3_class(error$study, "simrun_study")
  expect_gt(error$study$replicates, 0)
})

test_that("an interrupt lets the program end in order, and the run can go on", {
  new_place()
  script <- quote({
    library(simrun)
    tryCatch(
      run_study("scenarios/savings-only.yaml", 400, report = FALSE, progress = FALSE),
      interrupt = function(condition) writeLines("interrupted", "said")
    )
  })
  writeLines(deparse(script), "run.R")
  r <- processx::process$new(file.path(R.home("bin"), "Rscript"), c("--vanilla", "run.R"),
    env = c("current", R_LIBS = paste(.libPaths(), collapse = ":")), stdout = "out", stderr = "err"
  )
  part <- "results/savings-only.part"
  for (tenth in 1:1200) {
    if (dir.exists(part) || !r$is_alive()) break
    Sys.sleep(0.1)
  }
  expect_true(dir.exists(part), info = paste(readLines("err"), collapse = "\n"))
  r$interrupt()
  r$wait(120000)
  expect_identical(readLines("said"), "interrupted")
  expect_match(paste(readLines("err"), collapse = "\n"), "resume = TRUE")
  # What is done is a result, unless the interrupt came before the first replicate was.
  done <- if (dir.exists("results/savings-only")) read_study("results/savings-only")$replicates else 0
  expect_lt(done, 400)
  study <- run_study("scenarios/savings-only.yaml", done + 1,
    resume = TRUE, report = FALSE, progress = FALSE
  )
  expect_equal(study$replicates, done + 1)
})

test_that("a number is an argument in digits", {
  expect_identical(
    with_program("echo \"$@\"", call_program("run", 1e5, 0.25, 123456789)), "run 100000 0.25 123456789"
  )
})
