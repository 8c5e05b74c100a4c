import Networks
import Synchronization
import Training

/// The ways to the values of a chapter's variables, told by its program as soon as each has a value.
final class ChapterValues: Sendable {
    private struct Reader: @unchecked Sendable {
        let read: () -> Any
    }

    private let readers = Mutex<[String: Reader]>([:])
    private let unreadable = Mutex<Set<String>>([])

    func set(_ name: String, _ read: @escaping () -> Any) {
        let reader = Reader(read: read)
        readers.withLock { $0[name] = reader }
    }

    func setUnreadable(_ name: String) { _ = unreadable.withLock { $0.insert(name) } }

    var present: PresentValues {
        PresentValues { [self] name in
            if let reader = readers.withLock({ $0[name] }) { return .value(reader.read()) }
            return unreadable.withLock { $0.contains(name) } ? .unreadable : .unset
        }
    }
}

// MARK: what a chapter's program calls

/// Tells how a variable of the chapter's own is read.
public func _value(_ name: String, _ read: @escaping () -> Any) { Session.current.values.set(name, read) }

/// Tells of a variable that cannot be read from where it is declared.
public func _unreadableValue(_ name: String) { Session.current.values.setUnreadable(name) }

/// Tells what a closure that makes a model takes from around itself.
/// - Parameter maker: the digest of its text.
/// - Returns: something that a capture list can hold.
public func _capture(_ maker: String, _ values: @escaping () -> [(name: String, value: Any)] = { [] }) -> Int {
    MakerCapture.tell(MakerCapture(maker: maker, values: values))
    return 0
}
