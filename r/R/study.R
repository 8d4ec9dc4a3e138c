#' Open a results folder
#'
#' A table is read when it is asked for, once: `study$effects`, or `study$table("effects")`. Types are those
#' of the folder's data package:
#'
#' * codes, such as that of a commune, are text and keep their zeros in front;
#' * words of a list are factors in the order of the file. Scenarios have the order of the study, the baseline
#'   first, and the same levels in every table;
#' * the first day of a month is a `Date`;
#' * whole numbers are integers, other numbers doubles, read to the last bit; a missing value is `NA`.
#'
#' Where another result takes the folder's place meanwhile, tables are errors, so that none stands beside those
#' of another run: open the folder again. Where the folder is gone, tables that were read are still there.
#'
#' @param folder the results folder, as [run_study()] or the program has written it.
#'
#' @return An object of the class `simrun_study`. Beside its tables it has:
#'   \item{folder}{the results folder.}
#'   \item{name, title}{name and title of the study.}
#'   \item{scenarios}{names of the scenarios, the baseline first.}
#'   \item{replicates}{number of replicates that are done.}
#'   \item{ending}{how the run ended: `complete`, `interrupted` or `enough`.}
#'   \item{digest}{the hash of all that the results depend on: equal digests mean equal tables.}
#'   \item{manifest}{`run.json` as a list: scenarios as resolved, seeds, digests, program.}
#'   \item{brief}{path of the decision brief, an HTML page; `NA` where none was written.}
#'   \item{table(name)}{a function: the table of that name.}
#'
#'   Errors have the classes of [simrun_conditions].
#' @seealso [tables()], [describe()], [effects()][effects.simrun_study], [plot_effects()], [plot_months()]
#' @examplesIf dir.exists("results/casmart-study")
#' study <- read_study("results/casmart-study")
#' study
#' head(study$effects)
#' study$table("monthly")$date[1]
#' @export
read_study <- function(folder) {
  folder <- path.expand(folder)
  opened <- identity_of(folder)
  if (is.na(opened)) {
    fail("simrun_result_not_found_error", nothing_in(folder), folder = folder)
  }
  study <- new.env(parent = emptyenv())
  # It stays the same folder where the working directory changes.
  place <- normalizePath(folder)
  tables <- tables_of(place)
  seen <- new.env(parent = emptyenv())
  manifest <- file.path(folder, "run.json")
  manifest <- if (file.exists(manifest)) jsonlite::read_json(manifest) else list()
  name <- if (is.null(manifest$study)) basename(normalizePath(folder)) else manifest$study
  brief <- file.path(folder, "report.html")
  scenarios <- vapply(manifest$scenarios, `[[`, "", "name")

  # Promises: each is read at its first use.
  for (table in tables) {
    local({
      table <- table
      delayedAssign(table$name, {
        read <- read_table(table, scenarios)
        assign(table$name, TRUE, envir = seen)
        read
      }, assign.env = study)
    })
  }
  facts <- list(
    .tables = tables,
    .opened = opened,
    .place = place,
    .seen = seen,
    folder = folder,
    name = name,
    title = if (is.null(manifest$title)) name else manifest$title,
    scenarios = scenarios,
    replicates = length(manifest$replicates),
    ending = manifest$ending,
    digest = manifest$run,
    manifest = manifest,
    brief = if (file.exists(brief)) brief else NA_character_,
    table = function(name) part(study, known_table(study, name)$name)
  )
  list2env(facts, study)
  lockEnvironment(study, bindings = TRUE)
  structure(study, class = "simrun_study")
}

# A hash of the first file that says what result a folder has; NA where there is none.
identity_of <- function(folder) {
  files <- file.path(folder, c("datapackage.json", "run.json", "SHA256SUMS", "settings.csv"))
  files <- files[file.exists(files)]
  if (length(files)) unname(tools::md5sum(files[[1]])) else NA_character_
}

# Stops where the folder has another result, or none and the table is yet to be read.
check_unchanged <- function(study, table) {
  own <- function(name) get(name, envir = study, inherits = FALSE)
  found <- identity_of(own(".place"))
  is_read <- exists(table, envir = own(".seen"), inherits = FALSE)
  if (!identical(found, own(".opened")) && !(is.na(found) && is_read)) {
    folder <- own("folder")
    fail("simrun_replaced_result_error", paste(
      folder, "has another result than when it was opened, or none: open it again"
    ), folder = folder)
  }
}

nothing_in <- function(folder) {
  text <- if (dir.exists(folder)) {
    paste(folder, "holds no result: it has no run.json")
  } else if (file.exists(folder)) {
    paste(folder, "is no folder")
  } else {
    paste(folder, "does not exist")
  }
  if (dir.exists(paste0(folder, ".part"))) {
    text <- paste0(text, "; an unfinished run stands beside it: run it again with resume = TRUE")
  }
  text
}

# A part of a study by its exact name, without the method of `$`.
part <- function(study, name) {
  if (name %in% names(get(".tables", envir = study))) check_unchanged(study, name)
  get(name, envir = study, inherits = FALSE)
}

check_study <- function(study) {
  if (!inherits(study, "simrun_study")) {
    stop("study must be a result that read_study() or run_study() has opened", call. = FALSE)
  }
}

known_table <- function(study, name) {
  tables <- part(study, ".tables")
  table <- tables[[name, exact = TRUE]]
  if (is.null(table)) {
    detail <- part(study, "manifest")$detail
    how <- if (!is.null(detail)) paste0(", which was written with detail \"", detail, "\"")
    fail("simrun_table_not_found_error", paste0(
      part(study, "folder"), " has no table \"", name, "\"", how, "; its tables: ",
      paste(names(tables), collapse = ", ")
    ))
  }
  table
}

#' @export
`$.simrun_study` <- function(x, name) {
  if (exists(name, envir = x, inherits = FALSE)) part(x, name) else known_table(x, name)
}

#' @export
`[[.simrun_study` <- function(x, i) {
  if (exists(i, envir = x, inherits = FALSE)) part(x, i) else known_table(x, i)
}

#' @export
names.simrun_study <- function(x) ls(x)

#' @export
.DollarNames.simrun_study <- function(x, pattern = "") grep(pattern, ls(x), value = TRUE)

#' Names of the tables of a study
#'
#' @param study a result, as [read_study()] opens it.
#' @return Names, in the order of the data package.
#' @examplesIf dir.exists("results/casmart-study")
#' tables(read_study("results/casmart-study"))
#' @export
tables <- function(study) {
  check_study(study)
  names(part(study, ".tables"))
}

#' What the columns of a table are
#'
#' @param study a result, as [read_study()] opens it.
#' @param table name of a table; `NULL` lists the tables instead, with what a row of each is.
#' @return A data frame. Of a table: a row for each column with its type, its unit (empty where it has none),
#'   whether it is part of the table's key, and its description. Of a study: name, description and number of
#'   columns of each table.
#' @examplesIf dir.exists("results/casmart-study")
#' study <- read_study("results/casmart-study")
#' describe(study)
#' describe(study, "effects")[, c("column", "unit", "description")]
#' @export
describe <- function(study, table = NULL) {
  check_study(study)
  if (!is.null(table)) return(columns_of(known_table(study, table)))
  all <- part(study, ".tables")
  data.frame(
    table = names(all),
    description = vapply(all, `[[`, "", "description"),
    columns = vapply(all, function(table) nrow(columns_of(table)), 1L),
    row.names = NULL
  )
}

#' Effects against the baseline, with their ranges over draws
#'
#' Rows of the table `effects`, with the columns that say how large an effect is, how far it ranges and what
#' settles it. All columns are in `study$effects`.
#'
#' @param object a result, as [read_study()] opens it.
#' @param indicator names of indicators, which are columns of `study$outcomes`; `NULL` takes all.
#' @param scenarios names of scenarios, in the order that is wanted; `NULL` takes all.
#' @param ... not used.
#' @return A data frame with a row for each indicator and scenario. `effect` is the mean of scenario minus
#'   baseline in the unit of `unit`; `ci_low` and `ci_high` are its 95% interval; `q05`, `q25`, `q75` and
#'   `q95` are percentiles of the effect over the draws of what is not known, with chance taken out. They are
#'   `NA` where the draws do not differ by more than chance, or there are none. `describe(study, "effects")`
#'   says what the others are.
#' @examplesIf dir.exists("results/casmart-study")
#' effects(read_study("results/casmart-study"), "true_cases")
#' @export
effects.simrun_study <- function(object, indicator = "true_cases", scenarios = NULL, ...) {
  rows <- chosen(object, "effects", "indicator", indicator)
  rows <- chosen_scenarios(rows, "effects", scenarios)
  columns <- c(
    "scenario", "baseline", "indicator", "unit", "effect", "ci_low", "ci_high", "q05", "q25", "q75", "q95",
    "p_decrease", "p_increase", "draws", "replicates", "verdict", "settled_by"
  )
  rows[intersect(columns, names(rows))]
}

# The rows of a table in which a column has one of the values, all of which must be there.
chosen <- function(study, name, column, values) {
  rows <- study$table(name)
  if (is.null(values)) return(rows)
  found <- unique(as.character(rows[[column]]))
  if (length(found) == 0) fail("simrun_choice_error", paste(name, "has no rows in", part(study, "folder")))
  unknown <- setdiff(values, found)
  if (length(unknown) > 0) {
    fail("simrun_choice_error", paste0(
      name, " has no ", column, " ", paste(unknown, collapse = ", "), "; it has ",
      paste(found, collapse = ", ")
    ))
  }
  rows <- rows[rows[[column]] %in% values, ]
  row.names(rows) <- NULL
  rows
}

# The rows of scenarios, in their order.
chosen_scenarios <- function(rows, name, scenarios) {
  if (is.null(scenarios)) return(rows)
  found <- unique(as.character(rows$scenario))
  unknown <- setdiff(scenarios, found)
  if (length(unknown) > 0) {
    fail("simrun_choice_error", paste0(
      name, " has no scenario ", paste(unknown, collapse = ", "), "; it has ", paste(found, collapse = ", ")
    ))
  }
  rows <- rows[rows$scenario %in% scenarios, ]
  rows <- rows[order(match(rows$scenario, scenarios)), ]
  row.names(rows) <- NULL
  rows
}

#' @export
format.simrun_study <- function(x, ...) {
  facts <- if (length(x$manifest) == 0) {
    paste(length(tables(x)), "tables")
  } else {
    paste0(length(x$scenarios), " scenarios, ", x$replicates, " replicates, ", x$ending)
  }
  paste0("<simrun_study ", x$name, ": ", facts, "; ", x$folder, ">")
}

#' Print and sum up a study
#'
#' `print()` names the study, its scenarios and its tables. `summary()` adds the effects on true cases of
#' trafficking with their ranges, or their levels where the study has no baseline.
#'
#' @param x,object a result, as [read_study()] opens it, or its summary.
#' @param digits significant digits of the figures that are printed.
#' @param ... not used.
#' @return `print()` returns its argument, invisibly. `summary()` returns a list of the class
#'   `summary.simrun_study`: `study`, and `figures`, a data frame of rows of `study$effects` or
#'   `study$summary`, `NULL` where the result has neither.
#' @examplesIf dir.exists("results/casmart-study")
#' summary(read_study("results/casmart-study"))
#' @export
print.simrun_study <- function(x, ...) {
  cat(format(x), "\n", sep = "")
  lines <- c(
    if (x$title != x$name) x$title,
    if (length(x$scenarios)) paste("Scenarios:", paste(x$scenarios, collapse = ", ")),
    paste("Tables:", paste(tables(x), collapse = ", "))
  )
  cat(strwrap(lines, exdent = 2), sep = "\n")
  invisible(x)
}

#' @rdname print.simrun_study
#' @export
summary.simrun_study <- function(object, ...) {
  has <- function(name) name %in% tables(object)
  figures <- if (has("effects") && any(object$effects$indicator == "true_cases")) {
    effects(object, "true_cases")
  } else if (has("summary")) {
    chosen(object, "summary", "indicator", "true_cases")
  }
  structure(list(study = object, figures = figures), class = "summary.simrun_study")
}

#' @rdname print.simrun_study
#' @export
print.summary.simrun_study <- function(x, digits = 4, ...) {
  print(x$study)
  figures <- x$figures
  if (!is.null(figures)) {
    is_effect <- "effect" %in% names(figures)
    unit <- as.character(figures$unit[1])
    head <- if (is_effect) {
      paste0("Effects on true cases against ", figures$baseline[1], " (", unit, "):")
    } else {
      paste0("True cases (", unit, "):")
    }
    cat("\n", head, "\n", sep = "")
    print(
      figures[setdiff(names(figures), c("baseline", "indicator", "unit", "p_increase", "draws"))],
      digits = digits, row.names = FALSE
    )
  }
  invisible(x)
}
