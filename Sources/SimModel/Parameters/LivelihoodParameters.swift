/// Income, consumption, shocks, debt and savings of a household at home.
package struct LivelihoodParameters: ParameterGroup {
  @Parameter(
    .usdPerMonth, in: 80...260, "Monthly income of one worker in a household that is not poor.",
    source: .calibrated(
      "towards mean income USD 352, all Cambodia 2014 (CSES 2014); it stays below"))
  package var workerIncome: Float = 148

  @Parameter(
    .number, in: 0.4...1, "Exponent of the number of workers in household income.",
    source: .assumption)
  package var workerExponent: Float = 0.75

  @Parameter(
    .number, in: 0.8...1.4, "Income factor of households that are not poor.", source: .assumption)
  package var notPoorFactor: Float = 1.08

  @Parameter(.number, in: 0.4...1, "Income factor of ID-Poor 2 households.", source: .assumption)
  package var poorFactor: Float = 0.74

  @Parameter(.number, in: 0.3...1, "Income factor of ID-Poor 1 households.", source: .assumption)
  package var veryPoorFactor: Float = 0.60

  @Parameter(
    .number, in: 0...0.8, "Lasting spread of income between households (sd of its logarithm).",
    source: .assumption)
  package var incomeSpread: Float = 0.40

  @Parameter(
    .number, in: 0...0.5, "Monthly noise of income (sd of its logarithm).", source: .assumption)
  package var incomeNoise: Float = 0.20

  @Parameter(
    .share, in: 0...0.4, "Seasonal swing of farm labour income around its mean.",
    source: .evidence("rice and cassava calendar; day wage KHR 25-30 thousand in season, 2012"))
  package var seasonSwing: Float = 0.18

  @Parameter(
    .share, in: 0...1, "Share of the income of landless households that comes from farm labour.",
    source: .assumption)
  package var farmShareLandless: Float = 0.35

  @Parameter(
    .share, in: 0...1, "Share of the income of households with land that comes from farming.",
    source: .assumption)
  package var farmShareLanded: Float = 0.55

  @Parameter(
    .share, in: 0...1, "Chance that a year brings a flood or drought.", source: .assumption)
  package var floodProbability: Float = 0.20

  @Parameter(
    .share, in: 0...1, "Share of farm income lost in the months of a flood or drought.",
    source: .assumption)
  package var floodLoss: Float = 0.35

  @Parameter(
    .usdPerMonth, in: 40...100, "Poverty line per person.",
    source: .evidence("KHR 10,951 a person and day, 2019/20: USD 61 at prices of 2011"))
  package var povertyLine: Float = 61

  @Parameter(
    .share, in: 0.3...1, "Consumption floor as a share of the poverty line.", source: .assumption)
  package var consumptionFloor: Float = 0.6

  @Parameter(
    .share, in: 0.5...1, "Marginal propensity to consume out of cash above the floor.",
    source: .assumption)
  package var propensityToConsume: Float = 0.88

  @Parameter(
    .months, in: 0...6, "Savings that a household aims at, in monthly incomes.", source: .assumption
  )
  package var savingsTarget: Float = 1.2

  @Parameter(
    .perMonth, in: 0...0.5, "Share of savings above the target that a household spends each month.",
    source: .assumption)
  package var excessSpent: Float = 0.08

  @Parameter(.perMonth, in: 0...0.1, "Chance of an illness that costs money.", source: .assumption)
  package var illnessRate: Float = 0.025

  @Parameter(.usd, in: 10...500, "Mean cost of an illness.", source: .assumption)
  package var illnessCost: Float = 110

  @Parameter(
    .perMonth, in: 0...0.1, "Chance of a loan for inputs, a ceremony or health.",
    source: .assumption)
  package var loanRate: Float = 0.03

  @Parameter(
    .months, in: 0.5...6,
    "Mean size of a loan for inputs, a ceremony or health, in monthly incomes.",
    source: .calibrated("mean debt USD 993 in 2014 (CSES 2014)"))
  package var loanSize: Float = 3.2

  @Parameter(
    .perMonth, in: 0.01...0.15, "Share of the debt that is repaid each month.",
    source: .evidence("mean loan shorter than 12 months, rolled over; CSES 2014"))
  package var amortisation: Float = 0.045

  @Parameter(
    .perMonth, in: 0...0.05, "Interest rate of a loan from a savings group.", source: .assumption)
  package var rateGroup: Float = 0.015

  @Parameter(
    .perMonth, in: 0.01...0.06, "Interest rate of a microfinance loan.",
    source: .evidence("mean rural rate 34.5% a year, CMA 2017"))
  package var rateMicrofinance: Float = 0.029

  @Parameter(
    .perMonth, in: 0.02...0.2, "Interest rate of a loan from a moneylender.", source: .assumption)
  package var rateMoneylender: Float = 0.05

  @Parameter(.usd, in: 0...500, "Largest debt that a savings group allows.", source: .design)
  package var limitGroup: Float = 150

  @Parameter(
    .months, in: 2...20, "Largest debt that microfinance allows, in monthly incomes.",
    source: .evidence("mean loan USD 4,280 in 2020 (CMA), taken for the upper tail"))
  package var limitMicrofinance: Float = 10.7

  @Parameter(
    .months, in: 0...5, "Largest debt that a moneylender allows, in monthly incomes.",
    source: .assumption)
  package var limitMoneylender: Float = 1.2

  @Parameter(
    .perMonth, in: 0...0.2, "Profit of a business as a share of its capital, before training.",
    source: .assumption)
  package var businessReturn: Float = 0.06

  @Parameter(
    .share, in: 0...0.2, "Rise of a business's profit after training.",
    source: .evidence("McKenzie 2021: profits and sales +5 to +10%"))
  package var trainingGain: Float = 0.075

  @Parameter(
    .share, in: 0...0.8, "Share of a surplus that a member deposits in the savings group.",
    source: .assumption)
  package var groupDeposit: Float = 0.30

  package init() {}
}
