/// All parameters of the model: the world, as against the programme, which is `Levers`.
///
/// A scenario sets one by its dotted path below `parameters`, for example
/// `parameters: {decision.cost_weight: 1.2}`.
package struct Parameters: ParameterGroup {
  package var population = PopulationParameters()
  package var network = NetworkParameters()
  package var information = InformationParameters()
  package var livelihood = LivelihoodParameters()
  package var decision = DecisionParameters()
  package var journey = JourneyParameters()
  package var work = WorkParameters()
  package var `return` = ReturnParameters()
  package var recovery = RecoveryParameters()
  package var adaptation = AdaptationParameters()
  package var survey = SurveyParameters()

  package init() {}

  /// Groups that shape the state before the first month and may not change on a schedule.
  package static let initialGroups: Set<String> = ["population", "network"]
}

extension Parameters {
  /// All that a scenario can set, with the paths of scenario files: the programme, then the world.
  package static var catalogue: [ParameterDeclaration] {
    let groups: [(String, [ParameterDeclaration])] = [
      ("levers", Levers().declarations), ("parameters", Parameters().declarations),
    ]
    return groups.flatMap { root, declarations in
      declarations.map { declaration in
        var rooted = declaration
        rooted.path = "\(root).\(declaration.path)"
        return rooted
      }
    }
  }
}
