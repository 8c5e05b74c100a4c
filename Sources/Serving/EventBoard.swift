import Foundation

/// The last word on each topic, for any number of readers: one who comes late, or reads slowly, gets what holds now
/// and nothing that has been overtaken.
public final class EventBoard: @unchecked Sendable {
    private struct Entry {
        let number: Int
        let message: Data
    }

    /// Guards what follows, and wakes the readers.
    private let condition = NSCondition()
    private var entries: [String: Entry] = [:]
    private var number = 0
    private var closed = false

    public init() {}

    /// Writes a topic's message, a single line.
    public func post(_ message: Data, to topic: String) {
        change { entries[topic] = Entry(number: number, message: message) }
    }

    /// Takes the topics away whose names begin so; readers hear nothing of it.
    public func clear(_ prefix: String) {
        change { entries = entries.filter { !$0.key.hasPrefix(prefix) } }
    }

    /// Ends all readers.
    public func close() { change { closed = true } }

    private func change(_ body: () -> Void) {
        condition.withLock {
            number += 1
            body()
            condition.broadcast()
        }
    }

    /// What has been posted after a number, in that order; waits for something, but not for ever.
    ///
    /// - Returns: the messages, none where nothing came in time, and the number from which to go on; nil after the end.
    func messages(after seen: Int, waiting seconds: Double) -> (messages: [(topic: String, Data)], number: Int)? {
        condition.withLock {
            let end = Date(timeIntervalSinceNow: seconds)
            while !closed, !entries.values.contains(where: { $0.number > seen }) {
                guard condition.wait(until: end) else { break }
            }
            guard !closed else { return nil }
            let new = entries.filter { $0.value.number > seen }.sorted { $0.value.number < $1.value.number }
            return (new.map { ($0.key, $0.value.message) }, number)
        }
    }
}

/// One reader's server-sent events: an event per message, named by its topic's first word.
final class EventStream {
    private let board: EventBoard
    private var seen = 0
    private var pending = Data("retry: 500\n\n".utf8)

    /// After so many seconds without an event a comment is sent, which shows whether the reader is still there.
    private static let heartbeat = 5.0

    init(_ board: EventBoard) { self.board = board }

    /// The next bytes; none at the end.
    func read(atMost limit: Int) -> Data {
        if pending.isEmpty {
            guard let (messages, number) = board.messages(after: seen, waiting: Self.heartbeat) else { return Data() }
            seen = number
            for (topic, message) in messages { append(message, topic: topic) }
            if messages.isEmpty { pending = Data(": here\n\n".utf8) }
        }
        defer { pending = Data(pending.dropFirst(limit)) }
        return Data(pending.prefix(limit))
    }

    private func append(_ message: Data, topic: String) {
        let name = topic.prefix { $0 != " " }
        pending += Data("event: \(name)\ndata: ".utf8) + message + Data("\n\n".utf8)
    }
}
