import Sim
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  // FIPS 180-2, appendix B, and the empty message.
  @Test(
    "Published vectors",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(_ text: String, _ hash: String) {
    #expect(sha256Text(of: Array(text.utf8)) == hash)
    #expect(sha256Text(of: text.utf8.map { [$0] }) == hash)
  }

  @Test("A million letters, in blocks")
  func long() {
    let blocks = [[UInt8]](
      repeating: .init(repeating: UInt8(ascii: "a"), count: 1_000), count: 1_000)
    #expect(
      sha256Text(of: blocks)
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
