#' Errors and warnings of this package
#'
#' Every error has the class `simrun_error`, so that `tryCatch()` can tell it from others. An error of the
#' program has the class of its exit status as well, and `simrun_program_error`, with the fields `status`,
#' `stderr`, `stdout` and `command`.
#'
#' | status | class | meaning |
#' |---|---|---|
#' | 1 | `simrun_check_failed` | a check failed, or results differ |
#' | 64 | `simrun_usage_error` | the command line is wrong |
#' | 65 | `simrun_input_error` | a scenario or its data are invalid |
#' | 66 | `simrun_missing_input_error` | a file that was named does not exist; a `simrun_input_error` too |
#' | 70 | `simrun_internal_error` | a fault of the program |
#' | 73 | `simrun_refused_output_error` | the folder may not be written, or holds something else |
#' | 74 | `simrun_read_write_error` | reading or writing failed, such as on a full disk |
#' | 75 | `simrun_unfinished_error` | interrupted, or `precision` not reached; `study` is what there is |
#' | 130 | `simrun_stopped_error` | stopped at once, by a second interrupt |
#' | below 0 | `simrun_killed_error` | ended by the signal of that number |
#'
#' @section Invalid input:
#' A `simrun_input_error` has the place of the first error in its fields `file`, `line` and `column` (from 1;
#' `NA` where a whole file or a setting is meant), the value and the rule that it breaks in `message`, and the
#' way out in `hint`. `problems` is a data frame of these for all errors and warnings. `conditionMessage()`
#' gives errors with their places, as they are printed.
#'
#' What is doubtful and still runs is a warning of the class `simrun_input_warning`, with the same fields.
#'
#' @section Errors without the program:
#' `simrun_program_not_found_error`: there is no program. `simrun_result_not_found_error`: a folder holds no
#' result. `simrun_replaced_result_error`: a folder has another result than when it was opened.
#' `simrun_table_not_found_error`: a result has no such table. `simrun_table_error`: a file is not as
#' the data package says. `simrun_choice_error`: an argument names something that a table does not have.
#'
#' @name simrun_conditions
NULL

by_status <- c(
  "1" = "simrun_check_failed",
  "64" = "simrun_usage_error",
  "65" = "simrun_input_error",
  "66" = "simrun_missing_input_error",
  "70" = "simrun_internal_error",
  "73" = "simrun_refused_output_error",
  "74" = "simrun_read_write_error",
  "75" = "simrun_unfinished_error",
  "130" = "simrun_stopped_error"
)

# Stops with an error of a class.
fail <- function(class, message, ...) {
  stop(structure(
    class = c(class, "simrun_error", "error", "condition"),
    list(message = message, call = NULL, ...)
  ))
}

# Stops with the error of an exit status. `study` is the result so far, where there is one.
fail_of_status <- function(outcome, study = NULL) {
  status <- outcome$status
  class <- if (status < 0) "simrun_killed_error" else unname(by_status[as.character(status)])
  said <- trimws(if (nzchar(trimws(outcome$stderr))) outcome$stderr else outcome$stdout)
  if (status < 0) {
    said <- trimws(paste0("the program was ended by signal ", -status, "\n", said))
  } else if (!nzchar(said)) {
    said <- paste("the program ended with status", status)
  }
  classes <- c(stats::na.omit(class), "simrun_program_error")
  fields <- list(status = status, stderr = outcome$stderr, stdout = outcome$stdout, command = outcome$command)
  if (status %in% c(65, 66)) {
    problems <- parse_problems(outcome$stderr)
    first <- c(which(problems$severity == "error"), seq_len(nrow(problems)))[1]
    classes <- unique(c(class, "simrun_input_error", "simrun_program_error"))
    fields$problems <- problems
    if (!is.na(first)) {
      fields <- c(fields, problems[first, c("file", "line", "column", "hint")])
      said <- problems$message[first]
    }
  }
  if (status == 75) fields["study"] <- list(study)
  do.call(fail, c(list(classes, said), fields))
}

#' @export
conditionMessage.simrun_input_error <- function(c) {
  # What is doubtful besides stands in `problems`.
  errors <- c$problems[c$problems$severity == "error", ]
  if (nrow(errors) == 0) c$message else paste(problem_text(errors), collapse = "\n")
}

# Warns of what is doubtful.
warn_of <- function(problems) {
  for (row in seq_len(nrow(problems))) {
    problem <- problems[row, ]
    warning(structure(
      class = c("simrun_input_warning", "warning", "condition"),
      c(list(message = problem$message, call = NULL), problem[c("file", "line", "column", "hint")])
    ))
  }
}

#' @export
conditionMessage.simrun_input_warning <- function(c) {
  problem_text(data.frame(
    severity = "warning", file = c$file, line = c$line, column = c$column, message = c$message, hint = c$hint
  ))
}

problem_text <- function(problems) {
  line <- ifelse(is.na(problems$line), "", paste0(":", problems$line))
  column <- ifelse(is.na(problems$column), "", paste0(":", problems$column))
  hint <- ifelse(nzchar(problems$hint), paste0("\n    ", gsub("\n", "\n    ", problems$hint)), "")
  paste0(problems$file, line, column, ": ", problems$severity, ": ", problems$message, hint)
}

# The problems that the program has printed, a row for each; other lines are passed over. A problem is
# file:line:column: error: text, and below it, indented, the way out.
parse_problems <- function(text) {
  lines <- strsplit(text, "\n", fixed = TRUE)[[1]]
  # The text of a flag may have colons, so the place is everything before the first ": error: ".
  heads <- regmatches(lines, regexec("^(.+?): (error|warning): (.*)$", lines, perl = TRUE))
  is_head <- lengths(heads) > 0
  is_hint <- startsWith(lines, "    ")
  # Each line belongs to the last head; a hint ends where a line is neither.
  owner <- cumsum(is_head)
  broken <- stats::ave(!is_head & !is_hint, owner, FUN = cumsum) > 0
  hints <- vapply(seq_len(sum(is_head)), function(number) {
    paste(trimws(lines[owner == number & is_hint & !broken]), collapse = "\n")
  }, "")
  heads <- heads[is_head]
  place <- vapply(heads, `[`, "", 2)
  parts <- regmatches(place, regexec("^(.+?)(?::([0-9]+)(?::([0-9]+))?)?$", place, perl = TRUE))
  is_flag <- startsWith(place, "--")
  number_of <- function(which) {
    as.integer(ifelse(is_flag, NA, vapply(parts, `[`, "", which)))
  }
  data.frame(
    severity = vapply(heads, `[`, "", 3),
    file = ifelse(is_flag, place, vapply(parts, `[`, "", 2)),
    line = number_of(3),
    column = number_of(4),
    message = vapply(heads, `[`, "", 4),
    hint = hints
  )
}
