import Sim
import SimReport
import Testing

@Suite("Numbers and months in words of a language")
struct NumeralsTests {
  private let english = Numerals(.english, start: YearMonth(year: 2016, month: 1))
  private let french = Numerals(.french, start: YearMonth(year: 2016, month: 1))

  @Test(
    "English groups by commas",
    arguments: [
      (15376.4, NumberStyle.whole, "15,376"), (-106.2, .signed, "−106"), (1.84, .signed, "+1.8"),
      (0.02, .signed, "+0.02"), (-0.036, .signed, "−0.04"),
      (0.00004, .magnitude, "0.0"), (0, .count, "0"), (53, .count, "53.0"), (99.97, .count, "100"),
      (-0.0441, .signedPercent, "−4.4%"), (-0.0441, .size, "4.4%"), (-43.7, .magnitude, "43.7"),
      (820.26, .money, "820 USD"), (6.8, .money, "6.80 USD"), (1_011_960, .money, "1,011,960 USD"),
      (36, .month, "Dec 2018"), (.nan, .whole, "–"), (0.25, .plain, "0.25"),
      (0.4938, .ratio, "0.49"), (-0.5, .setting, "−0.5"), (12, .setting, "12"),
    ] as [(Double, NumberStyle, String)])
  func english(_ value: Double, _ style: NumberStyle, _ text: String) {
    #expect(english.text(value, style) == text)
  }

  @Test(
    "French groups by narrow spaces and has commas for decimals",
    arguments: [
      (15376.4, NumberStyle.whole, "15\u{202F}376"), (-0.0441, .signedPercent, "−4,4\u{202F}%"),
      (6.8, .money, "6,80\u{A0}USD"), (36, .month, "déc. 2018"), (0.6, .setting, "0,6"),
    ] as [(Double, NumberStyle, String)])
  func french(_ value: Double, _ style: NumberStyle, _ text: String) {
    #expect(french.text(value, style) == text)
  }

  @Test("Ticks have no more decimals than they need")
  func ticks() {
    #expect([50, 0.5, -0.25, 20_000].map(english.tick) == ["50", "0.5", "−0.25", "20,000"])
  }
}
