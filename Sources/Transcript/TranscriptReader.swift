/// Takes a run's standard output apart while it arrives, in pieces of any size.
public struct TranscriptReader {
    /// What stands in the stream.
    public enum Item: Equatable, Sendable {
        case printed(String)
        case record(TranscriptRecord)
    }

    private var pending: [UInt8] = []

    public init() {}

    /// The items that these bytes complete. Printed text is handed on at once, up to its last whole character.
    public mutating func read(_ bytes: some Sequence<UInt8>) -> [Item] {
        pending += bytes
        var items: [Item] = []
        while let item = next(atEnd: false) { items.append(item) }
        return items
    }

    /// What is left when the stream has ended, however it ended.
    public mutating func finish() -> [Item] {
        var items: [Item] = []
        while let item = next(atEnd: true) { items.append(item) }
        return items
    }

    private mutating func next(atEnd: Bool) -> Item? {
        guard let first = pending.first else { return nil }
        if first == TranscriptStream.separator {
            guard let end = pending.firstIndex(of: TranscriptStream.terminator) else {
                return atEnd ? takePrinted(pending.count) : nil
            }
            if let record = TranscriptStream.decode(pending[1..<end]) {
                pending.removeSubrange(...end)
                return .record(record)
            }
            // A separator that a cell printed itself: text like any other.
            return takePrinted(end + 1)
        }
        let end = pending.firstIndex(of: TranscriptStream.separator)
        return takePrinted(end ?? (atEnd ? pending.count : wholeCharacters))
    }

    /// How many pending bytes form whole UTF-8 sequences.
    private var wholeCharacters: Int {
        var start = pending.count
        while start > 0, pending.count - start < 3, pending[start - 1] & 0xC0 == 0x80 { start -= 1 }
        guard start > 0 else { return pending.count }
        let lead = pending[start - 1]
        let needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        return pending.count - (start - 1) < needed ? start - 1 : pending.count
    }

    private mutating func takePrinted(_ count: Int) -> Item? {
        guard count > 0 else { return nil }
        defer { pending.removeFirst(count) }
        return .printed(String(decoding: pending.prefix(count), as: UTF8.self))
    }
}
