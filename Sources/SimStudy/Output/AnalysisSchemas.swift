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
        "kind", .text, unit: "",
        "main: mean effect over all settings of the other factors; interaction: for two factors, the effect of both together minus the sum of their single effects; for three, how much the third factor changes that interaction, and so on (alternating sum of the cells, averaged over the settings of the other factors, not halved for each factor as in some textbooks); shapley: mean of what a factor adds, over all orders of adding the factors; total: all factors minus none"
      ),
      Column("factors", .text, unit: "", "The factors, joined by +"),
      Column("indicator", .text, unit: "", "Name of a column of outcomes.csv"),
      Column("unit", .text, unit: "", "Unit of the effect and its interval"),
      Column(
        "effect", .number, unit: "",
        "Mean over the replicates (over the draws or populations, where replicates share one)"),
      Column(
        "ci_low", .number, unit: "", "Lower bound of the paired 95% t-interval; as in effects.csv"),
      Column("ci_high", .number, unit: "", "Upper bound of the paired 95% t-interval"),
      Column(
        "share", .number, unit: "share",
        "For shapley: the value divided by the total; empty if the interval of the total includes 0"
      ),
      Column("replicates", .integer, unit: "", "Replicates that have a value in every arm"),
      Column("verdict", .text, unit: "", "decrease, increase, unresolved or identical"),
    ])

  package static let costs = TableSchema(
    file: "costs.csv", summary: "Cost of a scenario per beneficiary and per true case averted",
    detail: .summary, key: ["scenario", "measure"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column(
        "baseline", .text, unit: "",
        "Name of the scenario it is compared with; empty if there is none"),
      Column(
        "measure", .text, unit: "",
        "usd_per_direct: per direct beneficiary; usd_per_reached: per person reached, families included; both include services for persons in transit, who are not beneficiaries; the two measures that end in _residents leave these services out; usd_per_case_averted: additional USD per true case averted"
      ),
      Column(
        "cost_usd", .number, unit: "USD",
        "Mean spending; for cases averted: mean spending minus that of the baseline"),
      Column(
        "quantity", .number, unit: "persons",
        "Mean number of beneficiaries or of true cases averted"),
      Column(
        "ratio", .number, unit: "USD",
        "Mean cost divided by mean quantity; empty unless resolved"),
      Column(
        "ci_low", .number, unit: "USD",
        "Lower bound of Fieller's 95% interval; empty unless resolved; cut at 0 if the cost cannot be negative"
      ),
      Column(
        "ci_high", .number, unit: "USD",
        "Upper bound of Fieller's 95% interval; empty unless resolved"),
      Column("replicates", .integer, unit: "", "Replicates that have both values"),
      Column(
        "verdict", .text, unit: "",
        "resolved: the quantity is above 0 (cases averted: with 6 replicates or more and an interval above 0); unresolved: cases averted may be 0 or less; dominant: lower cost, fewer cases; dominated: higher cost, more cases; cheaper: lower cost, more cases; none: the quantity is 0"
      ),
    ])

  package static let plane = TableSchema(
    file: "plane.csv", summary: "The cost-effectiveness plane: a point for each replicate",
    detail: .summary, key: ["scenario", "replicate"],
    columns: runColumns + [
      Column("cost_usd", .number, unit: "USD", "Spending minus that of the baseline"),
      Column(
        "cases_averted", .number, unit: "persons",
        "True cases of the baseline minus those of the scenario"),
    ])

  package static let acceptability = TableSchema(
    file: "acceptability.csv",
    summary:
      "Probability that a scenario is the best use of money, by the value of a true case averted",
    detail: .summary, key: ["scenario", "threshold_usd"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario; the baseline has rows too"),
      Column(
        "threshold_usd", .number, unit: "USD",
        "Value of a true case averted: round numbers, and the values just below and above each change of the best scenario"
      ),
      Column(
        "net_benefit_usd", .number, unit: "USD",
        "Mean of threshold times cases averted, minus the cost beyond the baseline"),
      Column(
        "probability", .number, unit: "share",
        "Share of bootstrap resamples in which no scenario has more net benefit; scenarios that tie share the resample"
      ),
    ])

  /// In studies with a budget only.
  package static let budget = TableSchema(
    file: "budget.csv", summary: "The best mix that the budget allows, by true cases",
    detail: .summary, key: ["scenario"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario; the baseline has rows too"),
      Column("budget_usd", .number, unit: "USD", "The budget of the study"),
      Column("spent_usd", .number, unit: "USD", "Mean spending"),
      Column("spent_most_usd", .number, unit: "USD", "Spending in the most expensive replicate"),
      Column("true_cases", .number, unit: "persons", "Mean true cases"),
      Column(
        "cases_averted", .number, unit: "persons",
        "Mean true cases of the baseline minus those of the scenario"),
      Column(
        "probability", .number, unit: "share",
        "Share of bootstrap resamples in which the scenario has the fewest true cases of all within the budget"
      ),
      Column(
        "verdict", .text, unit: "",
        "best; tied: in the smallest set of scenarios that includes the best one in 95% of the resamples; worse; over_budget"
      ),
    ])

  /// In studies over draws of the parameters only.
  package static let information = TableSchema(
    file: "voi.csv",
    summary:
      "What knowing more would be worth to whoever chooses between the scenarios, 32 at most",
    detail: .summary, key: ["parameter", "kind"],
    columns: [
      Column(
        "decision", .text, unit: "",
        "The scenario that is best without knowing more: on average over the draws, of all within the budget of the study"
      ),
      Column(
        "parameter", .text, unit: "",
        "What would be known: everything, tag:NAME (all parameters that one inquiry could settle), a parameter, or the name of a survey (whose answers are a share of the simulated baseline, or a parameter)"
      ),
      Column(
        "kind", .text, unit: "",
        "evpi: expected value of perfect information; evppi: of one parameter or tag; evsi: of a survey"
      ),
      Column("n", .integer, unit: "persons", "Persons asked in a survey; else empty"),
      Column(
        "value_cases", .number, unit: "persons",
        "Additional true cases averted on average by choosing with that knowledge; with value_of_a_case, net of money"
      ),
      Column("se", .number, unit: "persons", "Standard error of value_cases"),
      Column("value_usd", .number, unit: "USD", "value_cases times value_of_a_case; empty without"),
      Column(
        "p_changes_choice", .number, unit: "share",
        "Share of the draws in which that knowledge would change the choice"),
      Column("cost_usd", .number, unit: "USD", "Cost of the survey"),
      Column("net_usd", .number, unit: "USD", "value_usd minus cost_usd"),
      Column(
        "verdict", .text, unit: "",
        "resolved: above 0 beyond its error, and above what any row of its kind (tags, parameters, surveys) reaches when the draws are shuffled; unresolved; none: it changes the choice in no draw; pays or costs_more: the value of a survey is above or below its cost beyond the error"
      ),
    ])

  /// In studies over draws of the parameters only.
  package static let boxes = TableSchema(
    file: "boxes.csv",
    summary:
      "Conditions under which a scenario, of 32 at most, raises the true cases: bounds of parameters",
    detail: .summary, key: ["scenario", "box", "parameter"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("box", .integer, unit: "", "Number of the box: 1"),
      Column("parameter", .text, unit: "", "Path of a parameter that the draws vary"),
      Column("low", .number, unit: "", "Lower bound, in the unit of the parameter; empty if none"),
      Column("high", .number, unit: "", "Upper bound; empty if none"),
      Column(
        "coverage", .number, unit: "share",
        "Share of the box in all draws in which the scenario raises the true cases"),
      Column(
        "density", .number, unit: "share",
        "Share of the draws in the box in which the scenario raises the true cases"),
      Column(
        "quasi_p", .number, unit: "share",
        "Chance that this bound raises the density so much by luck; times the number of parameters it is at most 0.05"
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
        "chance, population (the initial population), parameters, or two of these if the study cannot separate them"
      ),
      Column("variance", .number, unit: "", "Variance of one replicate from this source"),
      Column(
        "share", .number, unit: "share", "Share of this source in the variance of all sources"),
      Column("share_low", .number, unit: "share", "Lower bound of the 95% interval of the share"),
      Column("share_high", .number, unit: "share", "Upper bound of the 95% interval of the share"),
      Column(
        "populations", .integer, unit: "",
        "Number of initial populations, or of draws of the parameters"),
      Column("replicates", .integer, unit: "", "Number of replicates"),
      Column(
        "p05", .number, unit: "",
        "5th percentile of the quantity over the replicates, all sources together"),
      Column("p50", .number, unit: "", "Median of the quantity over the replicates"),
      Column("p95", .number, unit: "", "95th percentile of the quantity over the replicates"),
    ])
}
