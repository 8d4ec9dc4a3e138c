internal import COpenSSL

/// SHA-256 (FIPS 180-4) of bytes as they come, by OpenSSL.
///
///     let hash = SHA256()
///     hash.update([0x61, 0x62, 0x63])
///     hash.finish()   // ba7816bf 8f01cfea …
@safe
package final class SHA256 {
  private let context: OpaquePointer

  package init() {
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    else { preconditionFailure("libcrypto has no SHA-256") }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes.
  package func update(_ bytes: [UInt8]) {
    let taken = unsafe bytes.withUnsafeBytes {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(taken == 1, "libcrypto can't hash")
  }

  /// The 32 bytes of the hash; nothing can be added afterwards.
  package func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe digest.withUnsafeMutableBytes {
      unsafe EVP_DigestFinal_ex(context, $0.bindMemory(to: UInt8.self).baseAddress, nil)
    }
    precondition(isDone == 1, "libcrypto can't hash")
    return digest
  }

  /// The hash of bytes that are all there.
  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    let hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
