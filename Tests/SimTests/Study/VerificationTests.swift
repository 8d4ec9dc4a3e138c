import Sim
import Testing

@Suite("The comparison of runs and the books added up again")
struct VerificationTests {
  static let study = SyntheticStudy.study()
  static let record = SyntheticStudy.records(study, replicate: 1, seed: 7)[1]

  @Test("Equal runs have no difference")
  func equal() { #expect(Self.record.firstDifference(from: Self.record) == nil) }

  @Test("One changed cell is named by file, row, column and both values")
  func changedCell() {
    var other = Self.record
    let width = other.monthly.width
    let column = other.monthly.schema.columns.dropFirst(2).firstIndex { $0.name == "bribes" }! - 2
    let before = other.monthly.cells[3 * width + column]
    other.monthly.cells[3 * width + column] += 1
    #expect(
      Self.record.firstDifference(from: other)
        == CellDifference(
          file: "monthly.csv",
          row: "scenario casmart, replicate 1, month 0, commune 020502",
          column: "bribes", left: "\(before)", right: "\(before + 1)"))
  }

  @Test("Missing rows, outcomes and digests count too")
  func others() {
    var short = Self.record
    short.posts.cells.removeLast(short.posts.width)
    #expect(Self.record.firstDifference(from: short)?.column == "rows")
    var changed = Self.record
    changed.outcomes[2] += 0.5
    #expect(Self.record.firstDifference(from: changed)?.file == "outcomes.csv")
    var digest = Self.record
    digest.digests = digest.digests.map { $0 &+ 1 } + [1]
    #expect(Self.record.firstDifference(from: digest)?.file == "run.json")
  }

  @Test("Books that do not add up are found: made-up figures never do")
  func books() {
    let books = Conservation(Self.record)
    #expect(books.checked > 100)
    #expect(books.broken != nil)
  }

  @Test("Late levers and changes are brought forward alike in all arms")
  func shortened() {
    var study = Self.study
    study.arms[1].levers.savings.coverage = 0.5
    (study.arms[1].levers.savings.from, study.arms[1].levers.savings.until) = (30, 40)
    for index in study.arms.indices {
      study.arms[index].schedule = [
        ScheduledChange(from: 20, until: 25, values: ["return.crackdown": 2])
      ]
    }
    let short = ShortenedStudy(study, burnIn: 1, months: 18)
    #expect(short.notes.count == 2)
    #expect(short.study.arms[1].levers.savings.from == 9)
    #expect(short.study.arms[1].levers.savings.until == 19)
    #expect(short.study.arms[0].schedule == short.study.arms[1].schedule)
    #expect(short.study.arms[0].schedule[0].from == 9)
    #expect(short.study.arms[0].calendar == RunCalendar(burnIn: 1, months: 18))
  }

  @Test("Every lever that is present has its ways to no dose; absent ones have none")
  func zeroDose() {
    #expect(ZeroDose.all(of: Levers(), horizon: 12).isEmpty)
    var levers = Levers()
    levers.awareness.coverage = 0.2
    levers.savings.coverage = 0.2
    levers.policeTraining.coverage = 0.2
    levers.services.beds = 3
    let all = ZeroDose.all(of: levers, horizon: 12)
    #expect(all.map(\.lever) == ["awareness", "savings", "police_training", "services"])
    for lever in all {
      #expect(lever.ways.count >= 2)
      // Whatever is given no dose, the other levers stay.
      #expect(ZeroDose.all(of: lever.absent, horizon: 12).count == 3)
    }
  }
}
