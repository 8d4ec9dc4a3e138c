import Sim

extension StudyFolder {
  /// What readers call the scenarios, by name: their titles in a language; a scenario without one, or
  /// with one that another has as well, keeps its name.
  package func labels(in language: String) -> [String: String] {
    let titles = manifest.scenarios.map { $0.title(in: language) }
    return Dictionary(
      zip(scenarios, titles).map { name, title in
        if title.isEmpty { return (name, name) }
        return (name, titles.count { $0 == title } == 1 ? title : "\(title) (\(name))")
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Title of the study, else its name.
  package func title(in language: String) -> String {
    let title = Titles.text(manifest.title, manifest.titles ?? [:], in: language)
    return title.isEmpty ? manifest.study : title
  }
}
