# The colours of Okabe and Ito, which people with any colour vision can tell apart; the baseline is grey.
# Shapes and dashes go with them, for print without colour.
baseline_colour <- "#6b7078"
colours <- c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
shapes <- c(21, 22, 24, 23, 25)
dashes <- c("solid", "22", "4212", "12", "62")
soft <- "#545b66"

# Colour, shape and dashes of each scenario, the same in every picture of the study.
looks_of <- function(study) {
  names <- study$scenarios
  index <- seq_along(names[-1]) - 1
  named <- function(values) stats::setNames(values, names)
  list(
    colour = named(c(baseline_colour, colours[index %% length(colours) + 1])),
    # Five of these and six colours: the first thirty scenarios differ in one of both.
    shape = named(c(21, shapes[index %% length(shapes) + 1])),
    dash = named(c("solid", dashes[index %% length(dashes) + 1]))
  )
}

#' Draw effects with their ranges over draws
#'
#' A row for each scenario. Thick: half of the draws of what is not known (`q25` to `q75`); thin: nine in ten
#' (`q05` to `q95`); both with chance taken out. The point is the mean. Where draws do not differ by more than
#' chance, or there are none, the point is empty and a dashed line is the 95% interval of the mean. At the
#' right is the share of the draws in which the value is lower than in the baseline.
#'
#' @param study a result, as [read_study()] opens it.
#' @param indicator a column of `study$outcomes`; the axis has its unit.
#' @param scenarios names of scenarios, the first on top; `NULL` draws all.
#' @return A plot of ggplot2, to print, to add to, or to save with [ggplot2::ggsave()].
#' @examplesIf dir.exists("results/casmart-study")
#' plot_effects(read_study("results/casmart-study"))
#' @export
plot_effects <- function(study, indicator = "true_cases", scenarios = NULL) {
  check_study(study)
  rows <- effects(study, indicator, scenarios)
  looks <- looks_of(study)
  names <- unique(as.character(rows$scenario))
  rows$ranged <- !is.na(rows$q05)
  rows$fill <- ifelse(rows$ranged, looks$colour[as.character(rows$scenario)], "white")
  rows$lower <- ifelse(is.na(rows$p_decrease), "", scales::label_percent(1)(rows$p_decrease))
  ranged <- rows[rows$ranged, ]
  others <- rows[!rows$ranged, ]
  key <- c(
    if (nrow(ranged)) "Thick: half of the draws; thin: nine in ten; point: mean.",
    if (!all(is.na(others$ci_low))) "Dashed: 95% interval of the mean.",
    if (any(nzchar(rows$lower))) "At the right: share of the draws in which it is lower."
  )
  ggplot2::ggplot(rows, ggplot2::aes(
    x = .data$effect, y = .data$scenario, colour = .data$scenario, shape = .data$scenario
  )) +
    ggplot2::geom_vline(xintercept = 0, colour = soft, linewidth = 0.4) +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$q05, xmax = .data$q95),
      data = ranged, linewidth = 0.7
    ) +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$q25, xmax = .data$q75),
      data = ranged, linewidth = 3, alpha = 0.55
    ) +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$ci_low, xmax = .data$ci_high),
      data = others[!is.na(others$ci_low), ], linewidth = 0.7, linetype = "32"
    ) +
    ggplot2::geom_point(ggplot2::aes(fill = I(.data$fill)), size = 2.6, stroke = 0.9) +
    ggplot2::geom_text(
      ggplot2::aes(x = Inf, label = .data$lower),
      hjust = -0.2, size = 3.2, colour = soft
    ) +
    ggplot2::scale_y_discrete(limits = rev(names)) +
    ggplot2::scale_x_continuous(labels = numbers()) +
    ggplot2::scale_colour_manual(values = looks$colour, guide = "none") +
    ggplot2::scale_shape_manual(values = looks$shape, guide = "none") +
    # The shares stand beside the panel.
    ggplot2::coord_cartesian(clip = "off") +
    ggplot2::labs(
      title = wrapped(meaning_of(study, "outcomes", indicator)), subtitle = wrapped(key),
      x = paste0("Change against ", rows$baseline[1], " (", rows$unit[1], ")"), y = NULL
    ) +
    theme_plain() +
    ggplot2::theme(
      panel.grid.major.y = ggplot2::element_blank(), plot.margin = ggplot2::margin(6, 44, 6, 6)
    )
}

#' Draw the monthly course of a quantity
#'
#' A panel for each commune. The line is the mean over the replicates, the band the 5th to 95th percentile, as
#' the table `bands` has them.
#'
#' @param study a result, as [read_study()] opens it, written with the detail `"monthly"` or `"full"`.
#' @param column a column of `study$monthly`; the axis has its unit.
#' @param scenarios names of scenarios; `NULL` draws the first, which is the baseline, and the last.
#' @param communes codes of communes, as text; `NULL` draws all.
#' @return A plot of ggplot2, to print, to add to, or to save with [ggplot2::ggsave()].
#' @examplesIf dir.exists("results/casmart-study")
#' plot_months(read_study("results/casmart-study"), "abroad_irregular")
#' @export
plot_months <- function(study, column = "trafficked", scenarios = NULL, communes = NULL) {
  check_study(study)
  rows <- chosen(study, "bands", "indicator", column)
  if (is.null(scenarios)) scenarios <- unique(study$scenarios[c(1, length(study$scenarios))])
  rows <- chosen_scenarios(rows, "bands", scenarios)
  if (is.null(communes)) communes <- unique(rows$commune)
  unknown <- setdiff(communes, rows$commune)
  if (length(unknown) > 0) {
    fail("simrun_choice_error", paste0(
      "bands has no commune ", paste(unknown, collapse = ", "), "; it has ",
      paste(unique(rows$commune), collapse = ", ")
    ))
  }
  rows <- rows[rows$commune %in% communes, ]
  rows$commune <- factor(rows$commune, levels = communes)
  looks <- looks_of(study)
  columns <- describe(study, "monthly")
  unit <- columns$unit[columns$column == column]
  if (length(unit) == 0 || !nzchar(unit)) unit <- column
  ggplot2::ggplot(rows, ggplot2::aes(x = .data$month, colour = .data$scenario)) +
    ggplot2::geom_ribbon(
      ggplot2::aes(ymin = .data$p05, ymax = .data$p95, fill = .data$scenario),
      colour = NA, alpha = 0.16
    ) +
    ggplot2::geom_line(ggplot2::aes(y = .data$mean, linetype = .data$scenario), linewidth = 0.7) +
    ggplot2::facet_wrap(ggplot2::vars(.data$commune), ncol = min(5, length(communes))) +
    ggplot2::scale_colour_manual("Scenario", values = looks$colour, breaks = scenarios) +
    ggplot2::scale_fill_manual("Scenario", values = looks$colour, breaks = scenarios) +
    ggplot2::scale_linetype_manual("Scenario", values = looks$dash, breaks = scenarios) +
    ggplot2::scale_x_continuous(breaks = whole_months) +
    # From 0, so that heights can be compared.
    ggplot2::scale_y_continuous(labels = numbers(), limits = c(min(0, rows$p05), NA)) +
    ggplot2::labs(
      title = wrapped(meaning_of(study, "monthly", column)),
      subtitle = wrapped("Line: mean over the replicates; band: 5th to 95th percentile. A panel a commune."),
      x = "Month of the run", y = paste0(toupper(substr(unit, 1, 1)), substring(unit, 2))
    ) +
    theme_plain() +
    ggplot2::theme(legend.position = "top", legend.justification = "left", legend.margin = ggplot2::margin())
}

# Commas between thousands. Below 0 with a hyphen: R's device for PDF has no longer minus.
numbers <- function() scales::label_comma()

# Marks at whole months only.
whole_months <- function(limits) unique(round(pretty(limits, 4)))

meaning_of <- function(study, table, column) {
  if (!table %in% tables(study)) return(column)
  columns <- describe(study, table)
  text <- columns$description[columns$column == column]
  if (length(text) == 1 && nzchar(text)) text else column
}

wrapped <- function(text) {
  if (length(text) == 0) NULL else paste(strwrap(paste(text, collapse = " "), 96), collapse = "\n")
}

theme_plain <- function() {
  ggplot2::theme_minimal(base_size = 11) +
    ggplot2::theme(
      panel.grid.minor = ggplot2::element_blank(),
      plot.title.position = "plot",
      plot.title = ggplot2::element_text(size = 12),
      plot.subtitle = ggplot2::element_text(size = 9.5, colour = soft),
      axis.text = ggplot2::element_text(colour = soft)
    )
}
