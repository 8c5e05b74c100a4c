@preconcurrency import Glibc

/// Writes records to standard output, each in one piece, after everything that was printed before it.
public struct TranscriptWriter: Sendable {
    public init() {}

    public func write(_ record: TranscriptRecord) {
        let bytes = TranscriptStream.encode(record)
        // `fwrite` takes the stream's lock once, so a record never mixes with another thread's output.
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stdout) }
        fflush(stdout)
    }
}
