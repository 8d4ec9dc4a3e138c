#' Run the simulation sim-run and read its results
#'
#' [run_study()] runs a scenario or study; [read_study()] opens a results folder. Tables are data frames with
#' the types of the folder's data package; [describe()] says what their columns are, with units.
#' [plot_effects()] and [plot_months()] draw them.
#'
#' Every figure is one that the program has written: nothing of the model is computed in R.
#'
#' @keywords internal
#' @importFrom ggplot2 .data
#' @importFrom stats effects
#' @importFrom utils .DollarNames
"_PACKAGE"
