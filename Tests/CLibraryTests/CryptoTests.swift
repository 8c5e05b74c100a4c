import CCrypto
import Testing

/// The value for "abc" is the first example of FIPS 180-2, appendix B.
@Test("OpenSSL's SHA-256 of \"abc\" is the standard's")
func sha256OfABC() {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    #expect(EVP_Digest("abc", 3, &digest, &count, EVP_sha256(), nil) == 1)
    #expect(count == 32)
    #expect(Array(digest.prefix(4)) == [0xBA, 0x78, 0x16, 0xBF])
    #expect(Array(digest.suffix(4)) == [0xF2, 0x00, 0x15, 0xAD])
}
