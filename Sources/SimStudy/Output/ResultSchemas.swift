import SimModel
import SimStatistics

/// The tables of a results folder.
package enum ResultSchemas {
  /// Every table, in the order in which the documents list them.
  package static let all = [
    Tables.monthly, Tables.posts, Tables.reach, Tables.targets, outcomes, summary, effects,
    contrasts, costs, plane, acceptability, budget, information, boxes, uncertainty, bands,
    Tables.flips, Tables.survey, Tables.transitions,
  ]

  /// The tables that a run with this level of detail writes, whatever the study.
  package static func written(at detail: Detail) -> [TableSchema] {
    all.filter { $0.detail <= detail }
  }

  /// What a study with a design of points writes besides; each varied setting adds a column, named by
  /// its path.
  package static let design = TableSchema(
    file: DesignTable.file,
    summary: "Settings that the arms vary: one column per path, in the units of scenario files",
    detail: .summary, key: ["scenario"],
    columns: [Column("scenario", .text, unit: "", "Name of the arm: a point of the design")])

  /// The tables that a run of this study with this level of detail writes.
  package static func written(at detail: Detail, for study: Study) -> [TableSchema] {
    let fixed = written(at: detail).filter { schema in
      switch schema.file {
      case contrasts.file: study.factorial != nil
      case budget.file: study.budget != nil
      case information.file, boxes.file: study.draws != nil && study.arms.count > 1
      default: true
      }
    }
    return fixed + (study.design.map { [$0.schema] } ?? [])
  }

  /// Of these the tables that every replicate appends its rows to; the others are computed when all
  /// replicates are known.
  package static func byReplicate(at detail: Detail) -> [TableSchema] {
    let files = [
      Tables.monthly, Tables.posts, Tables.reach, Tables.targets, outcomes, Tables.flips,
      Tables.survey, Tables.transitions,
    ].map(\.file)
    return written(at: detail).filter { files.contains($0.file) }
  }

  package static let outcomes = TableSchema(
    file: "outcomes.csv", summary: "One value per indicator over the reported months",
    detail: .summary, key: ["scenario", "replicate"],
    columns: runColumns
      + Indicator.allCases.map { Column($0.name, .number, unit: $0.unit, $0.summary) })

  package static let summary = TableSchema(
    file: "summary.csv", summary: "Each indicator over the replicates, by scenario",
    detail: .summary, key: ["scenario", "indicator"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("indicator", .text, unit: "", "Name of a column of outcomes.csv"),
      Column("unit", .text, unit: "", "Unit of the values in this row"),
      Column(
        "mean", .number, unit: "",
        "Mean over the replicates that have a value (over the draws or populations, where replicates share one); for usd_per_*: mean spending divided by mean persons, as in costs.csv"
      ),
      Column(
        "sd", .number, unit: "", "Standard deviation between replicates; empty with one replicate"),
      Column("p05", .number, unit: "", "5th percentile over the replicates"),
      Column("p50", .number, unit: "", "Median over the replicates"),
      Column("p95", .number, unit: "", "95th percentile over the replicates"),
      Column(
        "ci_low", .number, unit: "",
        "Lower bound of the 95% t-interval of the mean (for usd_per_*: Fieller's interval); cut at the lowest possible value, such as 0 for a count; empty if fewer than 6 replicates are all equal"
      ),
      Column(
        "ci_high", .number, unit: "",
        "Upper bound of the same interval; cut at the highest possible value, such as 1 for a share"
      ),
      Column("replicates", .integer, unit: "", "Replicates that have a value"),
    ])

  package static let effects = TableSchema(
    file: "effects.csv", summary: "Each indicator against the baseline, paired by replicate",
    detail: .summary, key: ["scenario", "indicator"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("baseline", .text, unit: "", "Name of the scenario it is compared with"),
      Column("indicator", .text, unit: "", "Name of a column of outcomes.csv"),
      Column("unit", .text, unit: "", "Unit of the effect and its interval"),
      Column(
        "effect", .number, unit: "",
        "Mean of scenario minus baseline over the replicates (over the draws or populations, where replicates share one)"
      ),
      Column(
        "ci_low", .number, unit: "",
        "Lower bound of the paired 95% t-interval; empty if fewer than 6 pairs all differ by the same amount. Bounds of shares are cut at -1 and 1"
      ),
      Column("ci_high", .number, unit: "", "Upper bound of the paired 95% t-interval"),
      Column("boot_low", .number, unit: "", "Lower bound of the paired 95% percentile bootstrap"),
      Column("boot_high", .number, unit: "", "Upper bound of the paired 95% percentile bootstrap"),
      Column(
        "cs_low", .number, unit: "",
        "Lower bound of the paired 95% confidence sequence, which stays valid when replicates are added step by step; empty below 6 pairs"
      ),
      Column(
        "cs_high", .number, unit: "",
        "Upper bound of the paired 95% confidence sequence; empty below 6 pairs"),
      Column(
        "relative_effect", .number, unit: "share",
        "Effect divided by the baseline's mean; empty if that mean is 0"),
      Column("replicates", .integer, unit: "", "Pairs of replicates that have a value"),
      Column(
        "pairing_gain", .number, unit: "",
        "Variance of the unpaired difference divided by that of the paired difference; empty if either is 0"
      ),
      Column(
        "verdict", .text, unit: "",
        "decrease or increase: 6 pairs or more, and the interval excludes 0; identical: every pair is the same; unresolved: all other cases"
      ),
      Column(
        "replicates_to_resolve", .number, unit: "",
        "Replicates needed for the t-interval to exclude 0 in four of five studies, if effect and variance are as estimated here; empty below 6 pairs"
      ),
    ] + drawColumns)

  /// Of effects over draws of the parameters; empty in other studies.
  private static let drawColumns = [
    Column(
      "draws", .integer, unit: "",
      "Draws of the parameters that have a value; this and the next nine columns are empty if all replicates have the same parameters"
    ),
    Column(
      "q05", .number, unit: "",
      "5th percentile of the effect over the draws, without the variation that is due to chance; this and the next seven columns are empty if the draws do not differ by more than chance, or if no draw has two replicates"
    ),
    Column("q25", .number, unit: "", "25th percentile, in the same way"),
    Column("q75", .number, unit: "", "75th percentile, in the same way"),
    Column("q95", .number, unit: "", "95th percentile, in the same way"),
    Column(
      "p_decrease", .number, unit: "share",
      "Probability that the effect is below 0: the share of the draws, without the variation that is due to chance"
    ),
    Column("p_increase", .number, unit: "share", "Probability that the effect is above 0"),
    Column(
      "p_matters", .number, unit: "share",
      "Probability that the effect is at least 1% of the baseline's mean, in either direction; empty if that mean is 0"
    ),
    Column(
      "p_se", .number, unit: "share",
      "Standard error of these probabilities that is due to the number of draws; the largest of the three"
    ),
    Column(
      "settled_by", .text, unit: "",
      "settled: the direction of the effect is the same in nine draws of ten or more; knowledge: it is not, and only better knowledge of the parameters can change that; replicates: more draws or replicates are needed to say"
    ),
  ]

  package static let bands = TableSchema(
    file: "bands.csv", summary: "Each column of monthly.csv over the replicates",
    detail: .monthly, key: ["scenario", "month", "commune", "indicator"],
    columns: [
      Column("scenario", .text, unit: "", "Name of the scenario"),
      Column("month", .integer, unit: "month", "Month of the run"),
      Column("commune", .text, unit: "", "Code of the commune of origin"),
      Column("indicator", .text, unit: "", "Name of a column of monthly.csv"),
      Column("mean", .number, unit: "", "Mean over the replicates"),
      Column("p05", .number, unit: "", "5th percentile over the replicates"),
      Column("p50", .number, unit: "", "Median over the replicates"),
      Column("p95", .number, unit: "", "95th percentile over the replicates"),
    ])
}

extension ColumnType {
  /// What a cell is divided by to give its value.
  package var scale: Double {
    (0..<places).reduce(1) { product, _ in product * 10 }
  }

  /// Decimals of a fixed-point number; 0 for other types.
  package var places: Int {
    if case .decimal(let places) = self { places } else { 0 }
  }
}
