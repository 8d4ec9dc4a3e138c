import Foundation
import Sim
import SimReport
import Testing

@Suite("The page of a shared result")
struct SharedPageTests {
  @Test("It is made of the published files alone: elsewhere, without inputs, it has the same bytes")
  func alone() throws {
    let folder = try SampleStudy.shared.get()
    let copy = try SampleStudy.copy(folder)
    let study = try StudyFolder(folder)
    #expect(study.communes == nil && study.flips == nil && study.reachAtEnd == nil)
    #expect(
      Report(study, .english).html == Report(try StudyFolder(copy), .english).html)
    let known = Set(try FileSystem.names(in: folder)).union([
      "programme", "sim-run parameters", "evidence/validation.csv",
      "evidence/sensitivity/signs.csv",
      "evidence/sensitivity/indices.csv", "evidence/assumptions.csv",
    ])
    let page = try PageReader(Report(study, .english).html)
    let strangers = Set(page.figures.map { $0["file"] }).subtracting(known)
      .filter { !$0.hasPrefix("evidence/") }
    #expect(strangers.isEmpty, "\(strangers)")
    #expect(page.figures.contains { $0["file"] == "reach_end.csv" })
  }

  @Test("It says what it holds, who could learn more, and what a missing section lacks")
  func words() throws {
    for folder in [try SampleStudy.shared.get(), try SampleStudy.sharedReach.get()] {
      let words = try PageReader(Report(try StudyFolder(folder), .english).html).words
      for part in [
        "anyone who also has the table of communes can run the study",
        "There is no map", "There are no figures by month",
      ] { #expect(words.contains(part), "\(part)") }
      #expect(!words.contains("--detail monthly"))
    }
  }

  @Test("Of one commune it tells of reach and gives no verdict on cases")
  func oneCommune() throws {
    let study = try StudyFolder(try SampleStudy.sharedReach.get())
    #expect(study.tellsOnlyReach)
    let verdict = StudyVerdict(study)
    #expect(verdict.effects.isEmpty && verdict.detection == nil && verdict.money == nil)
    let lines = TerminalVerdict(verdict, .english).lines.joined(separator: "\n")
    #expect(lines.contains("does not say"))
    #expect(!lines.contains("clear"))
    #expect(try !StudyFolder(try SampleStudy.shared.get()).tellsOnlyReach)
  }
}
