import CTexts

/// Files of the repository that the program carries, as bytes: what pages are made of but for figures, and
/// committed tables.
package enum ShippedFiles {
  /// Texts by key, one file for each language.
  package static var english: [UInt8] { bytes(shipped_english()) }
  package static var french: [UInt8] { bytes(shipped_french()) }
  /// What columns of results mean in French, by the English sentence.
  package static var frenchColumns: [UInt8] { bytes(shipped_french_columns()) }
  /// A draft, of some of the texts.
  package static var khmer: [UInt8] { bytes(shipped_khmer()) }
  /// Templates of the page and of its parts.
  package static var page: [UInt8] { bytes(shipped_page()) }
  package static var section: [UInt8] { bytes(shipped_section()) }
  package static var charts: [UInt8] { bytes(shipped_charts()) }
  package static var table: [UInt8] { bytes(shipped_table()) }
  package static var style: [UInt8] { bytes(shipped_style()) }
  package static var script: [UInt8] { bytes(shipped_script()) }
  /// What a page of emulators has besides.
  package static var exploreStyle: [UInt8] { bytes(shipped_explore_style()) }
  package static var exploreScript: [UInt8] { bytes(shipped_explore_script()) }
  /// The planning page.
  package static var studioPage: [UInt8] { bytes(shipped_studio_page()) }
  package static var studioScript: [UInt8] { bytes(shipped_studio_script()) }
  package static var studioIcon: [UInt8] { bytes(shipped_studio_icon()) }
  package static var studioStyle: [UInt8] { bytes(shipped_studio_style()) }
  /// `evidence/validation.csv`: a row for each pattern, as `sim-run patterns` writes it.
  package static var validation: [UInt8] { bytes(shipped_validation()) }
  /// `scenarios/places/poipet/communes.csv`: the communes that the project studies.
  package static var communes: [UInt8] { bytes(shipped_communes()) }
  /// `evidence/sensitivity/indices.csv` and `signs.csv`, as `sim-run sensitivity` writes them.
  package static var indices: [UInt8] { bytes(shipped_indices()) }
  package static var signs: [UInt8] { bytes(shipped_signs()) }

  private static func bytes(_ file: shipped_file) -> [UInt8] {
    Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
