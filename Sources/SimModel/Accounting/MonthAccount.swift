/// What one month comes to, by commune: flows as they were counted and levels as they stand.
package struct MonthAccount: Sendable {
  package let month: Int
  package let flows: [Flows]
  package let census: [Census]

  package init(month: Int, flows: [Flows], census: [Census]) {
    self.month = month
    self.flows = flows
    self.census = census
  }

  init(
    month: Int, flows: [Flows], _ chunks: Slots<Chunk>, _ population: Population, threads: Int
  ) {
    self.month = month
    self.flows = flows
    let counts = Slots(count: chunks.count) { _ in Census() }
    Workers.forEach(count: chunks.count, threads: threads) { index in
      let chunk = chunks.update(index) { ($0.households) }
      counts.update(index) { $0 = Census(chunk, population) }
    }
    var census = [Census](repeating: Census(), count: flows.count)
    for index in 0..<chunks.count {
      let commune = chunks.update(index) { $0.commune }
      census[commune].add(counts[index])
    }
    self.census = census
  }
}
