ways_out <- paste(
  "Install the Debian package of sim-run, or set the environment variable SIM_RUN or options(simrun.program = )",
  "to its path, such as .build/release/sim-run of a checkout after `make build`."
)

#' The program that this package runs
#'
#' It is that of `options(simrun.program = )`, else that of the environment variable `SIM_RUN`, else the first
#' `sim-run` on `PATH`.
#'
#' @return Its path. Where there is none, an error of the class `simrun_program_not_found_error` says the ways
#'   out.
#' @examples
#' tryCatch(find_program(), simrun_program_not_found_error = conditionMessage)
#' @export
find_program <- function() {
  given <- c(
    "options(simrun.program = )" = getOption("simrun.program", ""),
    "the environment variable SIM_RUN" = Sys.getenv("SIM_RUN")
  )
  given <- given[nzchar(given)]
  found <- Sys.which(if (length(given)) path.expand(given[[1]]) else "sim-run")
  if (nzchar(found)) return(normalizePath(found))
  fail("simrun_program_not_found_error", if (length(given)) {
    paste0(names(given)[1], " is \"", given[[1]], "\", which is no program. ", ways_out)
  } else {
    paste("The program sim-run was not found.", ways_out)
  })
}

#' Run any command of the program
#'
#' @param ... the command, its arguments and flags, as on the command line; vectors are taken apart.
#' @return What the program prints, a text for each line. Errors have the classes of [simrun_conditions].
#' @examplesIf dir.exists("results/casmart-study") && nzchar(Sys.getenv("SIM_RUN"))
#' head(call_program("columns"))
#' @export
call_program <- function(...) {
  words <- lapply(list(...), function(word) {
    # 100000, not 1e+05.
    if (is.numeric(word)) format(word, scientific = FALSE, trim = TRUE, digits = 15) else as.character(word)
  })
  outcome <- execute(unlist(words))
  if (outcome$status != 0) fail_of_status(outcome)
  strsplit(outcome$stdout, "\n", fixed = TRUE)[[1]]
}

# What the program draws over itself: [####....] 12/60 replicates, 0:05, 0:20 left.
bar <- "\\[[#.]+\\] "

# Runs the program to its end: a list of status (below 0 for a signal), stdout, stderr and command.
#
# An interrupt is passed on once, so that the program ends in order and keeps what is done; it is R's turn
# after that. A second one makes the program stop at once.
execute <- function(arguments, progress = FALSE) {
  program <- find_program()
  environment <- character()
  # The program draws no bar on a terminal of this kind.
  if (progress && Sys.getenv("TERM", "dumb") == "dumb") environment <- c("current", TERM = "xterm")
  child <- processx::process$new(
    program, arguments,
    stdout = "|", stderr = "|", encoding = "UTF-8", env = if (length(environment)) environment
  )
  on.exit(child$kill())
  stdout <- stderr <- character()
  listen <- function() {
    repeat {
      child$poll_io(-1)
      stdout <<- c(stdout, child$read_output())
      said <- child$read_error()
      stderr <<- c(stderr, said)
      if (progress && grepl(bar, said)) cat(said, file = stderr())
      if (!child$is_incomplete_output() && !child$is_incomplete_error()) break
    }
    child$wait()
    TRUE
  }
  is_interrupted <- FALSE
  while (!tryCatch(listen(), interrupt = function(condition) FALSE)) {
    is_interrupted <- TRUE
    child$interrupt()
  }
  outcome <- list(
    status = child$get_exit_status(),
    stdout = paste(stdout, collapse = ""),
    stderr = without_bars(paste(stderr, collapse = "")),
    command = c(program, arguments)
  )
  if (is_interrupted) {
    message("The program was stopped", if (outcome$status == 75) "; resume = TRUE goes on from there", ".")
    signalCondition(structure(class = c("interrupt", "condition"), list(message = "", call = NULL)))
    invokeRestart("abort")
  }
  outcome
}

without_bars <- function(text) {
  lines <- strsplit(text, "[\r\n]+")[[1]]
  paste(lines[!grepl(paste0("^", bar), lines) & nzchar(trimws(lines))], collapse = "\n")
}
