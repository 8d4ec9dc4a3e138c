test_that("a study tells what it is", {
  study <- small_study()
  expect_identical(study$name, "casmart-study")
  expect_identical(study$replicates, 6L)
  expect_identical(study$ending, "complete")
  expect_match(study$digest, "^[0-9a-f]{64}$")
  expect_identical(study$manifest$detail, "monthly")
  expect_true(is.na(study$brief))
  expect_output(print(study), "casmart-study: 6 scenarios, 6 replicates, complete", fixed = TRUE)
  expect_true(all(c("effects", "monthly", "table") %in% names(study)))
  expect_identical(utils::.DollarNames(study, "^eff"), "effects")
})

test_that("a table that is not there is an error that names those that are", {
  study <- small_study()
  expect_error(study$transitions, "detail \"monthly\".*effects", class = "simrun_table_not_found_error")
  expect_error(study[["eff"]], class = "simrun_table_not_found_error")
  expect_error(study$table("nothing"), class = "simrun_table_not_found_error")
  expect_error(describe(study, "nothing"), class = "simrun_table_not_found_error")
  expect_error(tables("results"), "read_study")
})

test_that("columns are described as in the program's own list", {
  study <- small_study()
  listed <- jsonlite::fromJSON(paste(call_program("columns", "--format", "json"), collapse = "\n"))
  for (name in tables(study)) {
    said <- describe(study, name)
    expected <- listed[listed$file == paste0(name, ".csv"), ]
    expected <- expected[match(said$column, expected$column), ]
    expect_identical(said$type, expected$type, info = name)
    expect_identical(said$unit, expected$unit, info = name)
    expect_identical(said$description, expected$summary, info = name)
  }
  all <- describe(study)
  expect_identical(all$table, tables(study))
  expect_identical(all$columns, unname(vapply(all$table, function(name) ncol(study[[name]]), 1L)))
})

test_that("effects are rows of the table", {
  study <- small_study()
  rows <- effects(study)
  file <- cells(study, "effects")
  file <- file[file$indicator == "true_cases", ]
  expect_identical(as.character(rows$scenario), file$scenario)
  expect_identical(rows$effect, as.numeric(file$effect))
  expect_identical(rows$q05, as.numeric(ifelse(file$q05 == "", NA, file$q05)))
  expect_identical(rows$settled_by, factor(file$settled_by, levels = levels(study$effects$settled_by)))
  turned <- effects(study, "departures", c("all", "savings"))
  expect_identical(as.character(turned$scenario), c("all", "savings"))
  expect_identical(nrow(effects(study, NULL)), nrow(study$effects))
  expect_error(effects(study, "cases"), "no indicator cases; it has true_cases",
    class = "simrun_choice_error")
  expect_error(effects(study, scenarios = "none"), "no scenario none", class = "simrun_choice_error")
})

test_that("the summary has the figures of the tables", {
  study <- small_study()
  expect_identical(summary(study)$figures, effects(study))
  expect_output(print(summary(study)), "Effects on true cases against baseline (persons):", fixed = TRUE)
})
