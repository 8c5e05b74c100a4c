/// The encoding of Duktape's strings: UTF-8 of UTF-16 code units, so that a character beyond the first 65,536 comes as
/// two surrogates of three bytes each (Unicode Technical Report 26).
enum CESU8 {
    static func text(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let scalar = pair(bytes[index...]) {
                result += String(Character(scalar)).utf8
                index += 6
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The character of a high and a low surrogate at the start of `bytes`.
    private static func pair(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard bytes.first == 0xED, bytes.count >= 6 else { return nil }
        let start = bytes.startIndex
        guard bytes[start + 1] & 0xF0 == 0xA0, bytes[start + 3] == 0xED, bytes[start + 4] & 0xF0 == 0xB0 else {
            return nil
        }
        func bits(_ offset: Int) -> UInt32 {
            UInt32(bytes[start + offset] & 0x0F) << 6 | UInt32(bytes[start + offset + 1] & 0x3F)
        }
        return Unicode.Scalar(0x10000 + bits(1) << 10 + bits(4))
    }
}
