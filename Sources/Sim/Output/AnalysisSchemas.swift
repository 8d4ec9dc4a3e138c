/// The tables that are computed from `outcomes.csv` as written and answer a question of their own.
extension ResultSchemas {
  /// In factorial studies only.
  package static let contrasts = TableSchema(
    file: "contrasts.csv",
    summary: "What each factor of a factorial study does, alone and together, paired by replicate",
    detail: .summary, key: ["kind", "factors", "indicator"],
    columns: [
      Column(
        "kind", .text, unit: "",
        "main: mean effect over all settings of the others; interaction: of two, how much more both do than the sum of each, of three how much the third changes that, and so on: the alternating sum of the cells, averaged over the settings of the others, not halved for each factor as some books do; shapley: mean of what a factor adds over all orders of adding; total: all factors less none"
      ),
      Column("factors", .text, unit: "", "The factors, joined by +"),
      Column("indicator", .text, unit: "", "Name of a column of outcomes.csv"),
      Column("unit", .text, unit: "", "Unit of the effect and its interval"),
      Column("effect", .number, unit: "", "Mean over the replicates"),
      Column(
        "ci_low", .number, unit: "", "Lower bound of the paired 95% t-interval; as in effects.csv"),
      Column("ci_high", .number, unit: "", "Upper bound of the paired 95% t-interval"),
      Column(
        "share", .number, unit: "share",
        "Of a Shapley value: over the total; empty where the total's interval holds 0"),
      Column("replicates", .integer, unit: "", "Replicates that have a value in every arm"),
      Column("verdict", .text, unit: "", "decrease, increase, unresolved or identical"),
    ])

  package static let costs = TableSchema(
    file: "costs.csv", summary: "What a scenario costs per unit of what it brings",
    detail: .summary, key: ["scenario", "measure"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column(
        "baseline", .text, unit: "", "Name of the scenario it is compared with; empty for none"),
      Column(
        "measure", .text, unit: "",
        "usd_per_direct: per direct beneficiary; usd_per_reached: per person reached with families; both with what services spend on persons in transit, who are no beneficiaries, and with _residents without it; usd_per_case_averted: additional USD per true case averted"
      ),
      Column("cost_usd", .number, unit: "USD", "Spent, or spent beyond the baseline; mean"),
      Column("quantity", .number, unit: "persons", "Beneficiaries, or true cases averted; mean"),
      Column(
        "ratio", .number, unit: "USD",
        "Mean cost over mean quantity; empty unless resolved"),
      Column(
        "ci_low", .number, unit: "USD",
        "Lower bound of Fieller's 95% interval; empty unless resolved; cut at 0 where no cost can be below"
      ),
      Column(
        "ci_high", .number, unit: "USD",
        "Upper bound of Fieller's 95% interval; empty unless resolved"),
      Column("replicates", .integer, unit: "", "Replicates that have both values"),
      Column(
        "verdict", .text, unit: "",
        "resolved: the quantity is above 0, cases averted by 6 replicates or more and an interval; unresolved: cases averted may be 0 or less; dominant: cheaper, fewer cases; dominated: dearer, more cases; cheaper: cheaper, more cases; none: the quantity is 0"
      ),
    ])

  package static let plane = TableSchema(
    file: "plane.csv", summary: "The cost-effectiveness plane: a point for each replicate",
    detail: .summary, key: ["scenario", "replicate"],
    columns: runColumns + [
      Column("cost_usd", .number, unit: "USD", "Spent beyond the baseline"),
      Column(
        "cases_averted", .number, unit: "persons", "True cases of the baseline less the scenario's"),
    ])

  package static let acceptability = TableSchema(
    file: "acceptability.csv",
    summary: "How likely a scenario is the best use of money, by what a true case averted is worth",
    detail: .summary, key: ["scenario", "threshold_usd"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario, the baseline too"),
      Column(
        "threshold_usd", .number, unit: "USD",
        "What a true case averted is worth: round numbers, and both sides of where the best changes"
      ),
      Column(
        "net_benefit_usd", .number, unit: "USD",
        "Threshold times cases averted, less the cost beyond the baseline; mean"),
      Column(
        "probability", .number, unit: "share",
        "Bootstrap resamples in which no scenario has more net benefit; ties share"),
    ])

  /// In studies with a budget only.
  package static let budget = TableSchema(
    file: "budget.csv", summary: "The best mix that the budget allows, by true cases",
    detail: .summary, key: ["scenario"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario, the baseline too"),
      Column("budget_usd", .number, unit: "USD", "The budget of the study"),
      Column("spent_usd", .number, unit: "USD", "Spent; mean"),
      Column("spent_most_usd", .number, unit: "USD", "Spent in the dearest replicate"),
      Column("true_cases", .number, unit: "persons", "True cases; mean"),
      Column(
        "cases_averted", .number, unit: "persons", "True cases of the baseline less these; mean"),
      Column(
        "probability", .number, unit: "share",
        "Bootstrap resamples in which it has the fewest true cases of those within the budget"),
      Column(
        "verdict", .text, unit: "",
        "best; tied: in the smallest set that holds the best in 95% of the resamples; worse; over_budget"
      ),
    ])

  package static let uncertainty = TableSchema(
    file: "uncertainty.csv", summary: "Where the variance between replicates comes from",
    detail: .summary, key: ["scenario", "quantity", "indicator", "source"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("quantity", .text, unit: "", "level of the indicator, or effect against the baseline"),
      Column("indicator", .text, unit: "", "Name of a column of outcomes.csv"),
      Column(
        "source", .text, unit: "",
        "chance, population (the initial one), parameters, or two of these where they can't be told apart"
      ),
      Column("variance", .number, unit: "", "Variance of one replicate from this source"),
      Column("share", .number, unit: "share", "Of the variance of all sources"),
      Column("share_low", .number, unit: "share", "Lower bound of the 95% interval of the share"),
      Column("share_high", .number, unit: "share", "Upper bound of the 95% interval of the share"),
      Column("populations", .integer, unit: "", "Initial populations, or draws of the parameters"),
      Column("replicates", .integer, unit: "", "Replicates"),
      Column(
        "p05", .number, unit: "", "5% of the quantity over the replicates, all sources together"),
      Column("p50", .number, unit: "", "Its median"),
      Column("p95", .number, unit: "", "95% of it"),
    ])
}
