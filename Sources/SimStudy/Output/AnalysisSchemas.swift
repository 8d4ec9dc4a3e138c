import SimModel
import SimStatistics

/// The tables that are computed from `outcomes.csv` as written and answer a question of their own.
extension ResultSchemas {
  /// In factorial studies only.
  package static let contrasts = TableSchema(
    file: "contrasts.csv",
    summary: "What each factor of a factorial study does, alone and together, paired by replicate",
    detail: .summary, key: ["kind", "factors", "indicator"],
    columns: [
      Column(
        "kind", .text, "",
        "main: mean effect over all settings of the others; interaction: of two, how much more both do than the sum of each, of three how much the third changes that, and so on: the alternating sum of the cells, averaged over the settings of the others, not halved for each factor as some books do; shapley: mean of what a factor adds over all orders of adding; total: all factors less none"
      ),
      Column("factors", .text, "", "The factors, joined by +"),
      Column("indicator", .text, "", "Name of a column of outcomes.csv"),
      Column("unit", .text, "", "Unit of the effect and its interval"),
      Column("effect", .number, "", "Mean over the replicates"),
      Column("ci_low", .number, "", "Lower bound of the paired 95% t-interval; as in effects.csv"),
      Column("ci_high", .number, "", "Upper bound of the paired 95% t-interval"),
      Column(
        "share", .number, "share",
        "Of a Shapley value: over the total; empty where the total's interval holds 0"),
      Column("replicates", .integer, "", "Replicates that have a value in every arm"),
      Column("verdict", .text, "", "decrease, increase, unresolved or identical"),
    ])

  package static let costs = TableSchema(
    file: "costs.csv", summary: "What a scenario costs per unit of what it brings",
    detail: .summary, key: ["scenario", "measure"],
    columns: [
      Column("scenario", .text, "", "Name of the scenario"),
      Column("baseline", .text, "", "Name of the scenario it is compared with; empty for none"),
      Column(
        "measure", .text, "",
        "usd_per_direct: per direct beneficiary; usd_per_reached: per person reached with families; both with what services spend on persons in transit, who are no beneficiaries, and with _residents without it; usd_per_case_averted: additional USD per true case averted"
      ),
      Column("cost_usd", .number, "USD", "Spent, or spent beyond the baseline; mean"),
      Column("quantity", .number, "persons", "Beneficiaries, or true cases averted; mean"),
      Column(
        "ratio", .number, "USD",
        "Mean cost over mean quantity; empty unless resolved"),
      Column(
        "ci_low", .number, "USD",
        "Lower bound of Fieller's 95% interval; empty unless resolved; cut at 0 where no cost can be below"
      ),
      Column(
        "ci_high", .number, "USD", "Upper bound of Fieller's 95% interval; empty unless resolved"),
      Column("replicates", .integer, "", "Replicates that have both values"),
      Column(
        "verdict", .text, "",
        "resolved: the quantity is above 0, cases averted by 6 replicates or more and an interval; unresolved: cases averted may be 0 or less; dominant: cheaper, fewer cases; dominated: dearer, more cases; cheaper: cheaper, more cases; none: the quantity is 0"
      ),
    ])

  package static let plane = TableSchema(
    file: "plane.csv", summary: "The cost-effectiveness plane: a point for each replicate",
    detail: .summary, key: ["scenario", "replicate"],
    columns: runColumns + [
      Column("cost_usd", .number, "USD", "Spent beyond the baseline"),
      Column("cases_averted", .number, "persons", "True cases of the baseline less the scenario's"),
    ])

  package static let acceptability = TableSchema(
    file: "acceptability.csv",
    summary: "How likely a scenario is the best use of money, by what a true case averted is worth",
    detail: .summary, key: ["scenario", "threshold_usd"],
    columns: [
      Column("scenario", .text, "", "Name of the scenario, the baseline too"),
      Column(
        "threshold_usd", .number, "USD",
        "What a true case averted is worth: round numbers, and both sides of where the best changes"
      ),
      Column(
        "net_benefit_usd", .number, "USD",
        "Threshold times cases averted, less the cost beyond the baseline; mean"),
      Column(
        "probability", .number, "share",
        "Bootstrap resamples in which no scenario has more net benefit; ties share"),
    ])

  /// In studies with a budget only.
  package static let budget = TableSchema(
    file: "budget.csv", summary: "The best mix that the budget allows, by true cases",
    detail: .summary, key: ["scenario"],
    columns: [
      Column("scenario", .text, "", "Name of the scenario, the baseline too"),
      Column("budget_usd", .number, "USD", "The budget of the study"),
      Column("spent_usd", .number, "USD", "Spent; mean"),
      Column("spent_most_usd", .number, "USD", "Spent in the dearest replicate"),
      Column("true_cases", .number, "persons", "True cases; mean"),
      Column("cases_averted", .number, "persons", "True cases of the baseline less these; mean"),
      Column(
        "probability", .number, "share",
        "Bootstrap resamples in which it has the fewest true cases of those within the budget"),
      Column(
        "verdict", .text, "",
        "best; tied: in the smallest set that holds the best in 95% of the resamples; worse; over_budget"
      ),
    ])

  package static let uncertainty = TableSchema(
    file: "uncertainty.csv", summary: "Where the variance between replicates comes from",
    detail: .summary, key: ["scenario", "quantity", "indicator", "source"],
    columns: [
      Column("scenario", .text, "", "Name of the scenario"),
      Column("quantity", .text, "", "level of the indicator, or effect against the baseline"),
      Column("indicator", .text, "", "Name of a column of outcomes.csv"),
      Column(
        "source", .text, "",
        "chance, population (the initial one), parameters, or two of these where they can't be told apart"
      ),
      Column("variance", .number, "", "Variance of one replicate from this source"),
      Column("share", .number, "share", "Of the variance of all sources"),
      Column("share_low", .number, "share", "Lower bound of the 95% interval of the share"),
      Column("share_high", .number, "share", "Upper bound of the 95% interval of the share"),
      Column("populations", .integer, "", "Initial populations, or draws of the parameters"),
      Column("replicates", .integer, "", "Replicates"),
      Column("p05", .number, "", "5% of the quantity over the replicates, all sources together"),
      Column("p50", .number, "", "Its median"),
      Column("p95", .number, "", "95% of it"),
    ])
}
