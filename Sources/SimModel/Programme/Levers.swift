/// The programme: what the NGO does. Where a scenario says nothing of a lever it is absent.
package struct Levers: Sendable {
  /// The levers that are shipped, in the order of columns and rows.
  private static let shipped: [any Lever.Type] = [
    Awareness.self, SavingsSupport.self, PoliceTraining.self, Services.self,
  ]
  private static let additions = Guarded((levers: [any Lever.Type](), isRead: false))

  /// Every lever there is: those that are shipped, then those that were added. The only such list.
  package static let all = additions.withLock { additions in
    additions.isRead = true
    return shipped + additions.levers
  }

  /// Adds a lever of one's own to a program; to be called before anything else of it.
  package static func add(_ lever: any Lever.Type) {
    additions.withLock { additions in
      precondition(!additions.isRead, "levers are added before the first of them is used")
      precondition(
        !(shipped + additions.levers).contains { $0.name == lever.name },
        "there is a lever \(lever.name) already")
      additions.levers.append(lever)
    }
  }

  /// Those in which residents take part, in their order: the components of reach.
  package static let reaching = all.filter { $0.beneficiaries != nil }
  /// Those in which none does.
  package static let others = all.filter { $0.beneficiaries == nil }

  /// The settings of each, in the order of ``all``.
  package private(set) var members: [any Lever]

  package init() { members = Self.all.map { $0.init() } }

  /// The settings of a lever.
  package subscript<Kind: Lever>(kind: Kind.Type) -> Kind {
    get { members[Self.place(of: kind)] as! Kind }
    set { members[Self.place(of: kind)] = newValue }
  }

  static func place(of kind: any Lever.Type) -> Int { all.firstIndex { $0 == kind }! }

  /// Whether a lever of that name does anything; false for a name that there is not.
  package func isPresent(_ name: String) -> Bool {
    members.contains { type(of: $0).name == name && $0.isPresent }
  }

  /// Whether any of them does anything.
  package var isAnyPresent: Bool { members.contains { $0.isPresent } }

  /// What the sweep reads of all of them.
  var modifiers: Modifiers {
    var modifiers = Modifiers()
    for lever in members { lever.modify(&modifiers) }
    return modifiers
  }

  /// Every setting, its path below `levers.`.
  package var declarations: [ParameterDeclaration] {
    members.flatMap { lever in
      lever.declarations.map { declaration in
        var nested = declaration
        nested.path = "\(type(of: lever).name).\(declaration.path)"
        return nested
      }
    }
  }

  package subscript(path: String) -> Double? {
    declarations.first { $0.path == path }?.value
  }

  /// The levers with the given values in place of their own.
  ///
  /// - Parameter values: new values by path, such as `savings.coverage`.
  /// - Throws: ``ParameterProblem``.
  package func overlaid(with values: [String: Double]) throws -> Levers {
    var copy = self
    var below: [String: [String: Double]] = [:]
    for (path, value) in values.sorted(by: { $0.key < $1.key }) {
      let name = String(path.prefix { $0 != "." })
      guard path.count > name.count, Self.all.contains(where: { $0.name == name }) else {
        throw ParameterProblem.unknown(path: path)
      }
      below[name, default: [:]][String(path.dropFirst(name.count + 1))] = value
    }
    for index in members.indices {
      let name = Self.all[index].name
      guard let own = below[name] else { continue }
      do { copy.members[index] = try members[index].overlaid(with: own) } catch let problem
        as ParameterProblem
      { throw problem.below(name) }
    }
    return copy
  }

  /// The levers with a change of one of them.
  package func changing(_ index: Int, _ change: (inout any Lever) -> Void) -> Levers {
    var copy = self
    change(&copy.members[index])
    return copy
  }

  /// The levers with a change of each that does anything.
  package func mapPresent(_ change: (inout any Lever) -> Void) -> Levers {
    var copy = self
    for index in members.indices where members[index].isPresent { change(&copy.members[index]) }
    return copy
  }

  /// The levers with one left out.
  package func leavingOut(_ index: Int) -> Levers {
    changing(index) { $0 = Self.all[index].init() }
  }
}

extension ParameterProblem {
  /// The same of a path that stands below a name.
  fileprivate func below(_ name: String) -> ParameterProblem {
    switch self {
    case .unknown(let path): .unknown(path: "\(name).\(path)")
    case .notWhole(let path, let value): .notWhole(path: "\(name).\(path)", value: value)
    case .outOfRange(let path, let value, let lowest, let highest, let unit):
      .outOfRange(
        path: "\(name).\(path)", value: value, lowest: lowest, highest: highest, unit: unit)
    }
  }
}

/// Last month of a schedule that has no end of its own.
package let openEnd = 1200
