import SimStatistics

/// Adaptation: how do brokers, officers and crossers answer to what happened?
///
/// The deceptive share of brokers follows d' = d + a · (d₀ · exp(−η P) · (1 + c T) − d), with
/// prosecutions P of the last year and the trained share T, each officer counting with the dose of
/// the course. Trained officers rotate away and forget. What crossers believe of detection follows
/// what it is.
///
/// Serial, once a month, after the settlement; reads and writes brokers and posts.
package enum Adaptation {
  static func step(
    _ brokers: inout [BrokerMarket], _ border: inout Border, prosecutions: [Float],
    _ context: MonthContext
  ) {
    let trained = border.trainedShare * context.modifiers.trainingDose
    for commune in brokers.indices {
      brokers[commune].adapt(
        prosecutions: prosecutions[commune], trained: trained, context.p.adaptation)
    }
    for index in border.posts.indices {
      turnOver(&border.posts[index], index, context)
      let stop = context.posts[index].stop
      border.posts[index].perceivedDetection +=
        context.p.adaptation.detectionLearning * (stop - border.posts[index].perceivedDetection)
    }
  }

  private static func turnOver(_ post: inout BorderPost, _ index: Int, _ context: MonthContext) {
    let p = context.p.adaptation
    for officer in 0..<post.trained {
      let words = context.draws.words(
        .officerTurnover, entity: BorderPost.entity(officer: officer, of: index),
        month: Int32(context.month))
      if words.a.chance(p.rotation) || words.b.chance(p.forgetting) { post.trained -= 1 }
    }
  }
}

/// The brokers of a commune.
package struct BrokerMarket: Sendable, Equatable {
  /// Share of brokers who deceive.
  package var deceptive: Float
  /// Prosecutions that are remembered: those of about the last year.
  package var remembered: Float = 0

  package init(deceptive: Float) { self.deceptive = deceptive }

  /// One month of the market.
  package mutating func adapt(prosecutions: Float, trained: Float, _ p: AdaptationParameters) {
    remembered += prosecutions - remembered * (1.0 / 12)
    let aim =
      p.deceptiveShare * Maths.exp(-p.deterrence * remembered) * (1 + p.trainingBrokers * trained)
    deceptive += p.brokerSpeed * (min(1, max(0, aim)) - deceptive)
  }
}
