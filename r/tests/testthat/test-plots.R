layers_of <- function(plot) ggplot2::ggplot_build(plot)$data

test_that("the picture of effects has the figures of the table and their unit", {
  study <- small_study()
  rows <- effects(study)
  plot <- plot_effects(study)
  expect_identical(plot$labels$x, "Change against baseline (persons)")
  drawn <- layers_of(plot)
  points <- drawn[[5]]
  # The first scenario is on top.
  expect_equal(points$x[order(-points$y)], rows$effect)
  ranges <- rows[!is.na(rows$q05), ]
  expect_gt(nrow(ranges), 0)
  expect_equal(sort(drawn[[2]]$xmin), sort(ranges$q05))
  expect_equal(sort(drawn[[2]]$xmax), sort(ranges$q95))
  expect_equal(sort(drawn[[3]]$xmin), sort(ranges$q25))
  shares <- rows$p_decrease[!is.na(rows$p_decrease)]
  expect_setequal(setdiff(drawn[[6]]$label, ""), paste0(round(100 * shares), "%"))
  expect_equal(nrow(layers_of(plot_effects(study, "departures", c("all", "savings")))[[5]]), 2)
  expect_error(plot_effects(study, "nothing"), class = "simrun_choice_error")
})

test_that("effects without ranges have the interval of the mean", {
  csv <- c(
    paste0("scenario,baseline,indicator,unit,effect,ci_low,ci_high,q05,q25,q75,q95,p_decrease,p_increase"),
    "all,base,true_cases,persons,-20,-31,-9,,,,,,"
  )
  types <- rep(c("string", "number"), c(4, 9))
  study <- read_study(made_study(csv, unname(Map(field, strsplit(csv[1], ",")[[1]], types)), "effects"))
  drawn <- layers_of(plot_effects(study))
  expect_equal(nrow(drawn[[2]]), 0)
  expect_equal(unlist(drawn[[4]][c("xmin", "xmax")], use.names = FALSE), c(-31, -9))
  expect_identical(drawn[[5]]$fill, I("white"))
})

test_that("the picture of months has the figures of the table and its unit", {
  study <- small_study()
  plot <- plot_months(study, "abroad_irregular")
  expect_identical(plot$labels$y, "Persons")
  expect_match(plot$labels$title, "Abroad by an irregular channel")
  rows <- study$bands
  rows <- rows[rows$indicator == "abroad_irregular" & rows$scenario %in% c("baseline", "all"), ]
  drawn <- layers_of(plot)
  expect_equal(sort(drawn[[2]]$y), sort(rows$mean))
  expect_equal(sort(drawn[[1]]$ymin), sort(rows$p05))
  expect_equal(sort(drawn[[1]]$ymax), sort(rows$p95))
  expect_equal(length(unique(drawn[[2]]$PANEL)), 2)
  one <- layers_of(plot_months(study, "spent_usd", c("savings", "all"), "010904"))
  expect_equal(nrow(one[[2]]), 24)
  expect_error(plot_months(study, "nothing"), class = "simrun_choice_error")
  expect_error(plot_months(study, communes = "1"), "no commune 1", class = "simrun_choice_error")
})

test_that("a scenario looks the same in every picture, and no two look alike", {
  study <- small_study()
  looks <- looks_of(study)
  expect_identical(names(looks$colour), study$scenarios)
  expect_false(any(duplicated(looks$colour)))
  many <- looks_of(list(scenarios = paste0("s", 1:31)))
  expect_false(any(duplicated(paste(many$colour, many$shape))))
  expect_false(any(duplicated(paste(many$colour, many$dash))))
})
