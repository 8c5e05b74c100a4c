import Synchronization

/// Things that are costly to make and serve one thread at a time: whoever needs one takes it out, or makes it where all
/// are in use, and puts it back. So trainings side by side never share one.
final class Pool<Key: Hashable & Sendable, Thing>: Sendable {
    private struct Idle: @unchecked Sendable {
        var things: [Key: [Thing]] = [:]
    }

    private struct Handed: @unchecked Sendable {
        let thing: Thing
    }

    private let idle = Mutex(Idle())
    private let make: @Sendable (Key) -> Thing

    init(_ make: @escaping @Sendable (Key) -> Thing) { self.make = make }

    func with<Result>(_ key: Key, _ body: (Thing) -> Result) -> Result {
        let taken = idle.withLock { $0.things[key]?.popLast().map(Handed.init) }
        let handed = taken ?? Handed(thing: make(key))
        defer { idle.withLock { $0.things[key, default: []].append(handed.thing) } }
        return body(handed.thing)
    }
}
