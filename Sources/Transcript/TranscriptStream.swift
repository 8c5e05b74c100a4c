import Foundation

/// A run's standard output carries both what its cells print and its records, in the order in which they happened.
/// A record is one line of JSON between a record separator and a line feed, as in JSON text sequences (RFC 7464).
public enum TranscriptStream {
    public static let separator: UInt8 = 0x1E
    public static let terminator: UInt8 = 0x0A

    /// The bytes of one record.
    public static func encode(_ record: TranscriptRecord) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .stringForJSON
        guard let json = try? encoder.encode(record) else { fatalError("a record that JSON cannot hold: \(record)") }
        return [separator] + json + [terminator]
    }

    static func decode(_ json: some Sequence<UInt8>) -> TranscriptRecord? {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .stringForJSON
        return try? decoder.decode(TranscriptRecord.self, from: Data(json))
    }
}

extension JSONEncoder.NonConformingFloatEncodingStrategy {
    static var stringForJSON: Self {
        .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    }
}

extension JSONDecoder.NonConformingFloatDecodingStrategy {
    static var stringForJSON: Self {
        .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    }
}
