/// Income, consumption, shocks, debt and savings of a household at home.
package struct LivelihoodParameters: ParameterGroup {
  @Parameter(
    .usdPerMonth, in: 80...260, "Monthly income of one worker in a household that is not poor.",
    source: .calibrated(
      "towards mean income USD 352, all Cambodia 2014 (CSES 2014); it stays below"),
    judgement: Judgement(
      98, 143, 200,
      "USD 352 a household, all Cambodia 2014 (CSES 2014), less outside the capital, over two workers; day wage near USD 7 for 15-20 days.",
      .money))
  package var workerIncome: Float = 148

  @Parameter(
    .number, in: 0.4...1, "Exponent of the number of workers in household income.",
    source: .assumption,
    judgement: Judgement(
      0.53, 0.77, 0.95,
      "No local figure; further workers earn less than the first (young, old, unpaid farm help), but most find day labour.",
      .money))
  package var workerExponent: Float = 0.75

  @Parameter(
    .number, in: 0.8...1.4, "Income factor of households that are not poor.", source: .assumption,
    judgement: Judgement(
      0.94, 1.1, 1.28,
      "Follows from the definition of a worker's income for the not poor; about three quarters of households are not ID-Poor (2010).",
      .money))
  package var notPoorFactor: Float = 1.08

  @Parameter(
    .number, in: 0.4...1, "Income factor of ID-Poor 2 households.", source: .assumption,
    judgement: Judgement(
      0.55, 0.76, 0.94,
      "No income by ID-Poor class found; classes rest on assets and housing, so incomes overlap.",
      .money))
  package var poorFactor: Float = 0.74

  @Parameter(
    .number, in: 0.3...1, "Income factor of ID-Poor 1 households.", source: .assumption,
    judgement: Judgement(
      0.42, 0.62, 0.86,
      "No income by ID-Poor class found; ID-Poor 1 is below ID-Poor 2 on assets, so somewhat lower.",
      .money))
  package var veryPoorFactor: Float = 0.60

  @Parameter(
    .number, in: 0...0.8, "Lasting spread of income between households (sd of its logarithm).",
    source: .assumption,
    judgement: Judgement(
      0.26, 0.44, 0.66,
      "Spread of incomes in Cambodia is moderate; within ID-Poor classes less than overall, from surveys such as CSES.",
      .money))
  package var incomeSpread: Float = 0.40

  @Parameter(
    .number, in: 0...0.5, "Monthly noise of income (sd of its logarithm).", source: .assumption,
    judgement: Judgement(
      0.08, 0.24, 0.44,
      "No local figure; day labour and petty trade vary by a quarter from month to month in financial diaries elsewhere.",
      .money))
  package var incomeNoise: Float = 0.20

  @Parameter(
    .share, in: 0...0.4, "Seasonal swing of farm labour income around its mean.",
    source: .evidence("rice and cassava calendar; day wage KHR 25-30 thousand in season, 2012"),
    judgement: Judgement(
      0.05, 0.18, 0.34,
      "Rice and cassava calendar; day wages of KHR 25-30,000 exist only in season (2012); size of swing not measured.",
      .money))
  package var seasonSwing: Float = 0.18

  @Parameter(
    .share, in: 0...1, "Share of the income of landless households that comes from farm labour.",
    source: .assumption,
    judgement: Judgement(
      0.07, 0.27, 0.58,
      "No local figure; Poipet's landless live mostly from trade, carrying and services, rural ones from day labour on farms.",
      .money))
  package var farmShareLandless: Float = 0.35

  @Parameter(
    .share, in: 0...1, "Share of the income of households with land that comes from farming.",
    source: .assumption,
    judgement: Judgement(
      0.27, 0.52, 0.78,
      "No local figure; rural families with land mix farming, wages and trade; cassava makes Malai more agricultural.",
      .money))
  package var farmShareLanded: Float = 0.55

  @Parameter(
    .share, in: 0...1, "Chance that a year brings a flood or drought.", source: .assumption,
    judgement: Judgement(
      0.1, 0.24, 0.45,
      "Floods 2011 and 2013 and droughts around 2012 and 2015-16 hit the province, not every commune each time.",
      .money))
  package var floodProbability: Float = 0.20

  @Parameter(
    .share, in: 0...1, "Share of farm income lost in the months of a flood or drought.",
    source: .assumption,
    judgement: Judgement(
      0.1, 0.33, 0.72,
      "No data: large local losses in 2011 and 2013, but not by commune; the loss in bad months was not found.",
      .money))
  package var floodLoss: Float = 0.35

  @Parameter(
    .usdPerMonth, in: 40...100, "Poverty line per person.",
    source: .evidence("KHR 10,951 a person and day, 2019/20: USD 61 at prices of 2011"),
    judgement: Judgement(
      50, 61, 75,
      "KHR 10,951 a day in 2019/20, about USD 61 at prices of 2011; uncertain by deflator and town or village.",
      .money))
  package var povertyLine: Float = 61

  @Parameter(
    .share, in: 0.3...1, "Consumption floor as a share of the poverty line.", source: .assumption,
    judgement: Judgement(
      0.4, 0.62, 0.87,
      "No data: food is over half of the spending of the poor, so a floor well above 0.4 of the line; lowest cuts not measured here.",
      .money))
  package var consumptionFloor: Float = 0.6

  @Parameter(
    .share, in: 0.5...1, "Marginal propensity to consume out of cash above the floor.",
    source: .assumption,
    judgement: Judgement(
      0.65, 0.86, 0.97,
      "No local figure; poor rural households spend most of extra cash, with some saved for lean months.",
      .money))
  package var propensityToConsume: Float = 0.88

  @Parameter(
    .months, in: 0...6, "Savings that a household aims at, in monthly incomes.",
    source: .assumption,
    judgement: Judgement(
      0.25, 1.1, 3.8,
      "No data: buffers of the rural poor are small, often in animals or gold; no local survey.",
      .money)
  )
  package var savingsTarget: Float = 1.2

  @Parameter(
    .perMonth, in: 0...0.5, "Share of savings above the target that a household spends each month.",
    source: .assumption,
    judgement: Judgement(
      0.01, 0.08, 0.35,
      "No data: speed at which savings above need are spent was not measured; from about three months to eight years.",
      .money))
  package var excessSpent: Float = 0.08

  @Parameter(
    .perMonth, in: 0...0.1, "Chance of an illness that costs money.", source: .assumption,
    judgement: Judgement(
      0.009, 0.03, 0.08,
      "No local figure; about one costly illness in two to four years for a person-rich household is plausible.",
      .money))
  package var illnessRate: Float = 0.025

  @Parameter(
    .usd, in: 10...500, "Mean cost of an illness.", source: .assumption,
    judgement: Judgement(
      35, 95, 240,
      "No local figure; clinic visits cost some tens of dollars, hospital stays hundreds; health is a common reason for loans.",
      .money))
  package var illnessCost: Float = 110

  @Parameter(
    .perMonth, in: 0...0.1, "Chance of a loan for inputs, a ceremony or health.",
    source: .assumption,
    judgement: Judgement(
      0.009, 0.031, 0.08,
      "No local figure; a third to a half of households held loans shorter than a year, so about one new loan in two to four years or more.",
      .money))
  package var loanRate: Float = 0.03

  @Parameter(
    .months, in: 0.5...6,
    "Mean size of a loan for inputs, a ceremony or health, in monthly incomes.",
    source: .calibrated("mean debt USD 993 in 2014 (CSES 2014)"),
    judgement: Judgement(
      0.9, 2.6, 4.9,
      "Mean debt USD 993 against income USD 352 a month (CSES 2014), so some two to four incomes for those who borrow.",
      .money))
  package var loanSize: Float = 3.2

  @Parameter(
    .perMonth, in: 0.01...0.15, "Share of the debt that is repaid each month.",
    source: .evidence("mean loan shorter than 12 months, rolled over; CSES 2014"),
    judgement: Judgement(
      0.02, 0.052, 0.11,
      "Mean loan shorter than 12 months and rolled over (CSES 2014): one twelfth a month if repaid evenly, less after renewal.",
      .money))
  package var amortisation: Float = 0.045

  @Parameter(
    .perMonth, in: 0...0.05, "Interest rate of a loan from a savings group.", source: .assumption,
    judgement: Judgement(
      0.006, 0.019, 0.036,
      "Savings groups in Cambodia commonly lend at 2-3% a month, some less; no figure for this programme.",
      .money))
  package var rateGroup: Float = 0.015

  @Parameter(
    .perMonth, in: 0.01...0.06, "Interest rate of a microfinance loan.",
    source: .evidence("mean rural rate 34.5% a year, CMA 2017"),
    judgement: Judgement(
      0.022, 0.029, 0.042,
      "34.5% a year (CMA 2017); 2.8% a month (Chan Sophal 2011); a flood survey of 2012 gives 4.2-5.4% a month.",
      .money))
  package var rateMicrofinance: Float = 0.029

  @Parameter(
    .perMonth, in: 0.02...0.2, "Interest rate of a loan from a moneylender.", source: .assumption,
    judgement: Judgement(
      0.028, 0.06, 0.14,
      "4.2-5.4% a month in a flood survey of 2012; private lenders are reported far above microfinance.",
      .money))
  package var rateMoneylender: Float = 0.05

  @Parameter(.usd, in: 0...500, "Largest debt that a savings group allows.", source: .design)
  package var limitGroup: Float = 150

  @Parameter(
    .months, in: 2...20, "Largest debt that microfinance allows, in monthly incomes.",
    source: .evidence("mean loan USD 4,280 in 2020 (CMA), taken for the upper tail"),
    judgement: Judgement(
      3.5, 8, 16.5,
      "Mean loan USD 4,280 in 2020 (CMA) but far less in 2010-16, when the mean debt was USD 993 (CSES 2014); the limit lies above the mean.",
      .money))
  package var limitMicrofinance: Float = 10.7

  @Parameter(
    .months, in: 0...5, "Largest debt that a moneylender allows, in monthly incomes.",
    source: .assumption,
    judgement: Judgement(
      0.25, 1.2, 3.7,
      "No data: informal loans are small and secured by trust or harvest; no survey of limits.",
      .money))
  package var limitMoneylender: Float = 1.2

  @Parameter(
    .perMonth, in: 0...0.2, "Profit of a business as a share of its capital, before training.",
    source: .assumption,
    judgement: Judgement(
      0.012, 0.05, 0.13,
      "Microenterprise returns near 5% a month in Sri Lanka (de Mel, McKenzie and Woodruff 2008); nothing local.",
      .money))
  package var businessReturn: Float = 0.06

  @Parameter(
    .share, in: 0...0.2, "Rise of a business's profit after training.",
    source: .evidence("McKenzie 2021: profits and sales +5 to +10%"),
    judgement: Judgement(
      0.01, 0.065, 0.14,
      "McKenzie 2021: profits and sales +5 to +10% over many trials; poorer women in groups may gain less.",
      .money))
  package var trainingGain: Float = 0.075

  @Parameter(
    .share, in: 0...0.8, "Share of a surplus that a member deposits in the savings group.",
    source: .assumption,
    judgement: Judgement(
      0.04, 0.23, 0.6,
      "No data: groups take small fixed deposits (about USD 1-5 a month); Karlan and others 2017 find savings up, consumption unchanged.",
      .money))
  package var groupDeposit: Float = 0.30

  package init() {}
}

extension LivelihoodParameters {
  /// Factor on income in a month.
  ///
  /// - Parameters:
  ///   - farmShare: part of income that is from farming; the swing is stated for a half.
  ///   - labour: ``Seasons/farmLabour`` of the month.
  ///   - loss: of farm income, by flood or drought.
  @inline(__always)
  func farmFactor<L: Lanes>(_ farmShare: L, labour: Float, loss: L) -> L {
    (L.all(1) + L.all(2 * seasonSwing * labour) * farmShare) * (L.all(1) - loss * farmShare)
  }
}
