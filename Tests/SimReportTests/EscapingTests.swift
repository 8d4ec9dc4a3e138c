import SimReport
import Testing

@Suite("Escaping")
struct EscapingTests {
  @Test("What HTML gives a meaning to is escaped")
  func escaped() {
    #expect(HTMLWriter.escaped("<b a='1'>\"&\"") == "&lt;b a=&#39;1&#39;&gt;&quot;&amp;&quot;")
  }
}
