#' Run a scenario or study
#'
#' Calls the program ([find_program()]) and opens its results folder. What is doubtful in the scenario is
#' warned of; see [simrun_conditions] for warnings and errors.
#'
#' Ctrl-C lets the program end in order: it keeps what is done. The same call with `resume = TRUE` goes on.
#'
#' @param scenario the scenario or study file.
#' @param replicates number of replicates, instead of that in the file.
#' @param set values instead of those in the file, by path: `list("levers.awareness.coverage" = "17%")`. Lists
#'   may be nested: `list(calendar = list(months = 12))`.
#' @param out results folder; `results/NAME` if not given.
#' @param seed seed from which those of the replicates derive. A text, where it has more than 15 digits.
#' @param seeds seed list: CSV file with replicate and seed.
#' @param alone run a scenario without its baseline: levels, but no effect.
#' @param precision add replicates until half the interval of the effect is at most this share of it, such as
#'   `"5%"`.
#' @param within add replicates until this time is over: `"60s"`, `"10m"` or `"2h"`.
#' @param detail how much is written: `"monthly"`, `"summary"` or `"full"`.
#' @param burn_in write the months of the burn-in too.
#' @param share write a result for publication, with rounded reach and no rows by commune and month.
#' @param shard run a part of the replicates for `sim-run merge`, such as `"2/8"`; it is the part's folder
#'   that is opened.
#' @param threads threads; all processors if not given.
#' @param force replace the result of another run.
#' @param resume continue an unfinished run, or add replicates to a finished one.
#' @param report write the decision brief.
#' @param lang language of the brief, `"en"` or `"fr"`; by default that of the locale.
#' @param catalogue file of texts in another language.
#' @param beyond_limits run even if the estimate exceeds memory or disk.
#' @param progress show a bar on standard error.
#'
#' @return The result, as [read_study()] opens it.
#' @examplesIf dir.exists("results/casmart-study") && nzchar(Sys.getenv("SIM_RUN"))
#' study <- run_study(
#'   "scenarios/casmart-study.yaml",
#'   replicates = 2, set = list(calendar.months = 6), out = tempfile("study"), report = FALSE
#' )
#' @export
run_study <- function(scenario, replicates = NULL, set = list(), out = NULL, seed = NULL, seeds = NULL,
                      alone = FALSE, precision = NULL, within = NULL,
                      detail = c("monthly", "summary", "full"), burn_in = FALSE, share = FALSE, shard = NULL,
                      threads = NULL, force = FALSE, resume = FALSE, report = TRUE, lang = NULL,
                      catalogue = NULL, beyond_limits = FALSE, progress = interactive()) {
  arguments <- c(
    "run", path_text(scenario), set_arguments(set),
    flags(
      replicates = replicates, out = path_of(out), seed = seed, seeds = path_of(seeds), alone = alone,
      precision = precision, within = within, detail = match.arg(detail), burn_in = burn_in, share = share,
      shard = shard, threads = threads, force = force, resume = resume, no_report = !report, lang = lang,
      catalogue = path_of(catalogue), beyond_limits = beyond_limits
    )
  )
  # What would be run: names the folder, and is where problems are told.
  planned <- execute(c(arguments, "--dry-run"))
  if (planned$status != 0) fail_of_status(planned)
  folder <- sub("^\\S+: would write ", "", strsplit(planned$stdout, "\n", fixed = TRUE)[[1]][1])
  outcome <- execute(c(arguments, if (progress) "--progress=always" else "--quiet"), progress)
  if (outcome$status != 0) {
    fail_of_status(outcome, if (file.exists(file.path(folder, "run.json"))) read_study(folder))
  }
  warn_of(parse_problems(planned$stderr))
  read_study(folder)
}

# Flags of the command line; NULL and FALSE leave one out.
flags <- function(...) {
  values <- list(...)
  words <- Map(function(name, value) {
    flag <- paste0("--", gsub("_", "-", name))
    if (isTRUE(value)) flag else if (!is.null(value) && !isFALSE(value)) paste0(flag, "=", set_text(value))
  }, names(values), values)
  unlist(words, use.names = FALSE)
}

path_of <- function(path) if (is.null(path)) NULL else path.expand(path)

# A path that is not taken for a flag or for standard input.
path_text <- function(path) {
  path <- path.expand(path)
  if (startsWith(path, "-")) paste0("./", path) else path
}

# Settings as --set path=value; nested lists are joined by dots.
set_arguments <- function(settings, above = "") {
  names <- names(settings)
  if (length(settings) > 0 && (is.null(names) || !all(nzchar(names)))) {
    stop("set must name a path for each value, such as list(\"calendar.months\" = 12)", call. = FALSE)
  }
  words <- Map(function(name, value) {
    path <- paste0(above, name)
    if (is.list(value) && !is.null(names(value))) {
      set_arguments(value, paste0(path, "."))
    } else {
      c("--set", paste0(path, "=", set_text(value)))
    }
  }, names, settings)
  unlist(words, use.names = FALSE)
}

set_text <- function(value) {
  if (is.factor(value)) value <- as.character(value)
  if (!(is.list(value) || is.atomic(value)) || is.null(value) || inherits(value, "Date")) {
    stop("a value is a text, a number, TRUE or FALSE, or a vector of these", call. = FALSE)
  }
  if (is.list(value) || length(value) != 1) {
    return(paste0("[", paste(vapply(value, set_text, ""), collapse = ", "), "]"))
  }
  if (is.na(value)) stop("a value must not be NA", call. = FALSE)
  if (is.logical(value)) return(if (value) "true" else "false")
  if (is.character(value)) return(value)
  # The shortest text that is the same number.
  texts <- sprintf(c("%.15g", "%.16g", "%.17g"), value)
  texts[as.numeric(texts) == value][1]
}
