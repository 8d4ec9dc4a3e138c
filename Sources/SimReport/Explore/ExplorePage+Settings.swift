import Sim

/// The settings of the levers as the page has them.
extension ExplorePage {
  func factor(_ setting: DesignedStudy.Setting) -> Double {
    setting.declaration.unit == .share ? 100 : 1
  }

  func name(_ setting: DesignedStudy.Setting) -> String {
    let key = "control.\(setting.name)"
    return catalogue.has(key) ? catalogue(key) : setting.name.replacing("_", with: " ")
  }

  func leverTitle(_ lever: Substring) -> String {
    let key = "lever.\(lever).title"
    return catalogue.has(key) ? catalogue(key) : String(lever)
  }

  func label(_ setting: DesignedStudy.Setting) -> String {
    "\(leverTitle(setting.lever)) – \(name(setting))"
  }

  func unit(_ setting: DesignedStudy.Setting) -> String {
    switch setting.declaration.unit {
    case .share: "%"
    case .usd: "USD"
    default: ""
    }
  }

  func range(_ index: Int) -> (low: Double, high: Double) {
    let column = designed.values.map { $0[index] }
    return (column.min()!, column.max()!)
  }

  /// What one step of a slider changes.
  func step(_ index: Int) -> Double {
    let setting = designed.settings[index]
    if setting.declaration.isWhole { return 1 }
    if setting.declaration.unit == .share { return 0.01 }
    let (low, high) = range(index)
    var step = 1.0
    while step * 200 < high - low { step *= 10 }
    while step * 20 > high - low, step > 1e-6 { step /= 10 }
    return step
  }

  /// A slider goes a tenth beyond what was run, so that one may see where that ends, and not beyond what a
  /// setting may be.
  func slider(_ index: Int) -> (low: Double, high: Double) {
    let (low, high) = range(index)
    let (declaration, step) = (designed.settings[index].declaration, step(index))
    let beyond = (high - low) / 10
    func tidy(_ value: Double) -> Double { Float(value).number }
    return (
      max(declaration.lowest, tidy(((low - beyond) / step).rounded(.down) * step)),
      min(declaration.highest, tidy(((high + beyond) / step).rounded(.up) * step))
    )
  }

  func middle(_ index: Int) -> Double {
    let ((low, high), step) = (range(index), step(index))
    return Float(((low + high) / 2 / step).rounded() * step).number
  }

  func shown(_ value: Double, _ setting: DesignedStudy.Setting) -> String {
    writer.numerals.text(value, setting.declaration.unit == .share ? .percent : .setting)
  }

  /// As a number box takes it.
  func plain(_ value: Double) -> String {
    NumberText.text((value * 1e9).rounded() / 1e9)
  }
}
