/// Every results table, in the order in which they are described.
package enum ResultSchemas {
  package static let all = [
    Tables.monthly, Tables.posts, Tables.reach, Tables.targets, Tables.survey, Tables.transitions,
  ]
}
