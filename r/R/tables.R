# Texts that name single things, such as a code or a path. All others are words of a list, and factors.
single_things <- c("commune", "commune_name", "parameter", "factors", "mix", "path", "why")
# Columns that name a scenario: their levels are all scenarios of the study, in every table.
of_scenarios <- c("scenario", "baseline", "decision")

# The tables of a results folder by name, not read yet: those of its data package in its order, then other
# files, such as those of `sim-run optimise`.
tables_of <- function(folder) {
  tables <- list()
  package <- file.path(folder, "datapackage.json")
  if (file.exists(package)) {
    resources <- jsonlite::read_json(package)$resources
    tables <- lapply(resources, table_of, folder = folder)
    names(tables) <- vapply(tables, `[[`, "", "name")
  }
  # In the order of bytes, which is the same in every locale.
  for (file in sort(enc2utf8(list.files(folder, "[.]csv$")), method = "radix")) {
    path <- file.path(folder, file)
    name <- sub("[.]csv$", "", file)
    if (is.null(tables[[name]])) {
      tables[[name]] <- list(name = name, path = path, description = "", columns = NULL, missing = "")
    }
  }
  tables
}

table_of <- function(resource, folder) {
  text_of <- function(value) if (is.null(value)) "" else value
  fields <- resource$schema$fields
  list(
    name = resource$name,
    path = file.path(folder, resource$path),
    description = text_of(resource$description),
    columns = data.frame(
      column = vapply(fields, `[[`, "", "name"),
      type = vapply(fields, `[[`, "", "type"),
      unit = vapply(fields, function(field) text_of(field$unit), ""),
      key = vapply(fields, function(field) field$name %in% unlist(resource$schema$primaryKey), NA),
      description = vapply(fields, function(field) text_of(field$description), "")
    ),
    missing = if (is.null(resource$schema$missingValues)) "" else unlist(resource$schema$missingValues),
    size = resource$bytes
  )
}

# What the columns of a table are.
columns_of <- function(table) {
  if (!is.null(table$columns)) return(table$columns)
  cells <- read_cells(table, character())
  data.frame(
    column = names(cells),
    type = vapply(cells, type_of, "", USE.NAMES = FALSE),
    unit = rep("", length(cells)),
    key = rep(FALSE, length(cells)),
    description = rep("", length(cells))
  )
}

# The type of a column that no data package tells of: that of all its cells. A number with a zero in front is
# a code.
type_of <- function(cells) {
  cells <- unique(cells[!is.na(cells)])
  if (length(cells) == 0) return("string")
  if (all(cells %in% c("yes", "no")) || all(cells %in% c("true", "false"))) return("boolean")
  if (all(grepl("^-?(0|[1-9][0-9]*)$", cells))) return("integer")
  if (all(grepl("^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?$", cells))) return("number")
  "string"
}

# A table as a data frame with the types of its columns.
read_table <- function(table, scenarios) {
  size <- file.size(table$path)
  if (!is.null(table$size) && !is.na(size) && size != table$size) {
    fail("simrun_table_error", paste0(
      table$path, " has ", format(size, scientific = FALSE), " bytes and was written with ",
      format(table$size, scientific = FALSE), ": it was changed, or cut"
    ))
  }
  columns <- columns_of(table)
  is_number <- columns$type %in% c("integer", "number")
  frame <- read_cells(table, ifelse(is_number, "numeric", "character"), columns$column)
  for (place in seq_along(frame)) {
    frame[[place]] <- typed(frame[[place]], columns$column[place], columns$type[place], scenarios)
  }
  frame
}

# Base R reads numbers to the last bit, as faster readers do not.
read_cells <- function(table, classes, names = NULL) {
  read <- function(...) {
    utils::read.csv(
      table$path, ..., check.names = FALSE, na.strings = table$missing, encoding = "UTF-8", fill = FALSE
    )
  }
  tryCatch(
    {
      found <- names(read(nrows = 0, colClasses = "character"))
      if (!is.null(names) && !identical(found, names)) {
        stop("it has the columns ", paste(found, collapse = ", "), "; expected were ",
          paste(names, collapse = ", "))
      }
      read(colClasses = if (length(classes)) classes else "character")
    },
    error = function(error) {
      fail("simrun_table_error", paste0(table$path, " cannot be read: ", conditionMessage(error)))
    }
  )
}

typed <- function(values, name, type, scenarios) {
  switch(type,
    # A count beyond R's integers stays a double, which holds it exactly.
    integer = if (all(abs(values) <= .Machine$integer.max, na.rm = TRUE)) as.integer(values) else values,
    number = values,
    date = as.Date(values, format = "%Y-%m-%d"),
    boolean = unname(c(yes = TRUE, true = TRUE, no = FALSE, false = FALSE)[values]),
    if (name %in% single_things) {
      values
    } else {
      # Words in the order of the file.
      known <- if (name %in% of_scenarios) scenarios
      found <- unique(values[!is.na(values)])
      factor(values, levels = c(known, setdiff(found, known)))
    }
  )
}
