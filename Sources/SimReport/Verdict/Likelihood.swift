import Sim

/// A probability in words, on the scale of the Intergovernmental Panel on Climate Change (Mastrandrea et
/// al. 2010, *Guidance note for lead authors on consistent treatment of uncertainties*).
package struct Likelihood: Sendable, Equatable {
  /// From one half up, the surest first; what is less likely than that is said of its opposite.
  package enum Word: String, Sendable, CaseIterable {
    case certain, extremely, very, likely, even

    /// From which probability on.
    package var least: Double {
      switch self {
      case .certain: 0.99
      case .extremely: 0.95
      case .very: 0.9
      case .likely: 0.66
      case .even: 0
      }
    }

    package init(_ probability: Double) {
      self = Self.allCases.first { probability >= $0.least } ?? .even
    }
  }

  /// One word where the whole interval of 95% of the probability lies in its class, otherwise those at
  /// both ends, the less sure one first.
  package let words: [Word]

  /// The probability of what so many of the draws have, within the exact interval of that share.
  ///
  /// - Parameter looks: looks that are taken at growing numbers of draws; the interval then has the truth with
  ///   95% at all of them together (Bonferroni).
  package init(_ count: Int, of draws: Int, looks: Int = 1) {
    let interval = BinomialInterval.exact(count, of: draws, tail: 0.025 / Double(looks))
    let (low, high) = (Word(interval.lowerBound), Word(interval.upperBound))
    words = low == high ? [low] : [low, high]
  }

  /// Whether the draws are too few to say that one direction is likelier than the other.
  package var isOpen: Bool { words.count > 1 && words[0] == .even }

  var phrase: Phrase {
    let terms = words.map { Term.phrase(Phrase("likelihood.\($0.rawValue)")) }
    guard terms.count > 1 else { return Phrase("likelihood.\(words[0].rawValue)") }
    return Phrase("likelihood.or", ["first": terms[0], "second": terms[1]])
  }
}
