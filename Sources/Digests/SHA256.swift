import CCrypto
import Foundation

/// The SHA-256 of some bytes, fed piece by piece (FIPS 180-4, computed by OpenSSL).
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            fatalError("OpenSSL cannot start a SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Appends bytes to the message.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
            fatalError("OpenSSL cannot continue a SHA-256")
        }
    }

    public mutating func update(_ data: some Collection<UInt8>) {
        if data.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil {
            Array(data).withUnsafeBytes { update($0) }
        }
    }

    /// Appends a text and its length, so that `"ab" + "c"` and `"a" + "bc"` differ.
    public mutating func update(field text: String) {
        let bytes = Array(text.utf8)
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { update($0) }
        update(bytes)
    }

    /// The digest as 64 hexadecimal digits.
    public consuming func hexadecimal() -> String { bytes().map(Self.hexadecimal).joined() }

    /// The digest as 32 bytes.
    public consuming func bytes() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_DigestFinal_ex(context, &bytes, &length) == 1 else { fatalError("OpenSSL cannot end a SHA-256") }
        return Array(bytes.prefix(Int(length)))
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = Array("0123456789abcdef")
        return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}

extension SHA256 {
    /// The digest of a whole message, as 64 hexadecimal digits.
    public static func hexadecimal(of data: some Collection<UInt8>) -> String {
        var digest = SHA256()
        digest.update(data)
        return digest.hexadecimal()
    }

    /// The digest of named fields, independent of the order in which they are given.
    public static func hexadecimal(fields: [String: String]) -> String {
        var digest = SHA256()
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            digest.update(field: name)
            digest.update(field: value)
        }
        return digest.hexadecimal()
    }
}
