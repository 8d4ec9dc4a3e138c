/// What pages are made of but for figures: bytes of the files below `Page`, `Studio` and `Catalogue`.
///
/// They are a module of their own since a compiler takes long over so many bytes: it reads them while
/// another works on the library, and not again for each change of a section.
package enum ShippedTexts {
  /// Texts by key, one file for each language.
  package static var english: [UInt8] { PackageResources.en_json }
  package static var french: [UInt8] { PackageResources.fr_json }
  /// Templates of the page and of its parts.
  package static var page: [UInt8] { PackageResources.page_mustache }
  package static var section: [UInt8] { PackageResources.section_mustache }
  package static var charts: [UInt8] { PackageResources.charts_mustache }
  package static var table: [UInt8] { PackageResources.table_mustache }
  package static var style: [UInt8] { PackageResources.style_css }
  package static var script: [UInt8] { PackageResources.script_js }
  /// The planning page.
  package static var studioPage: [UInt8] { PackageResources.studio_html }
  package static var studioScript: [UInt8] { PackageResources.studio_js }
  package static var studioIcon: [UInt8] { PackageResources.studio_svg }
  package static var studioStyle: [UInt8] { PackageResources.studio_css }
}
