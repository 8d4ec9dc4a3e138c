# A folder with scenarios/ (a year of two communes) and results/casmart-study, which the program has written
# from them. Tests/System/r.sh makes it; without it these tests cannot run.
place <- function() {
  folder <- Sys.getenv("SIMRUN_PLACE")
  if (!nzchar(folder)) skip("SIMRUN_PLACE names no folder with a study; Tests/System/r.sh makes one")
  folder
}

small_study <- function() read_study(file.path(place(), "results", "casmart-study"))

# A copy of it to work in, until the test ends.
new_place <- function(env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  file.copy(file.path(place(), c("scenarios", "results")), folder, recursive = TRUE)
  withr::local_dir(folder, .local_envir = env)
}

# The cells of a table as they stand in the file. They have no quotes in these tables.
cells <- function(study, name) {
  lines <- strsplit(readLines(file.path(study$folder, paste0(name, ".csv")), encoding = "UTF-8"), ",", TRUE)
  width <- length(lines[[1]])
  rows <- lapply(lines[-1], function(line) c(line, rep("", width - length(line))))
  text <- matrix(as.character(unlist(rows)), ncol = width, byrow = TRUE)
  stats::setNames(as.data.frame(text), lines[[1]])
}

# A results folder with one table, which a data package tells of.
made_study <- function(csv, fields, name = "things", env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  writeLines(csv, file.path(folder, paste0(name, ".csv")))
  schema <- list(fields = fields, primaryKey = list("scenario"), missingValues = list(""))
  resource <- list(name = name, path = paste0(name, ".csv"), schema = schema)
  jsonlite::write_json(list(resources = list(resource)), file.path(folder, "datapackage.json"),
    auto_unbox = TRUE)
  folder
}

field <- function(name, type, ...) list(name = name, type = type, ...)

# A program that says something and ends with a status.
with_program <- function(script, code) {
  program <- withr::local_tempfile(lines = c("#!/bin/sh", script))
  Sys.chmod(program, "755")
  withr::local_options(simrun.program = program)
  code
}
