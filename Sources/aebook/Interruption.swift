import Dispatch
@preconcurrency import Glibc
import Synchronization

/// Ctrl-C and requests to end, turned into a call while this stands.
final class Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    /// How long there is after a signal to end in good order.
    private static let patience = DispatchTimeInterval.milliseconds(700)

    private let sources: [any DispatchSourceSignal]
    private let isOver: Flag

    private final class Flag: Sendable {
        let value = Atomic(false)
    }

    /// - Parameter giveUp: called where this still stands some time after a signal. Whatever is written lands by
    ///   renaming, so that the process may end at any moment.
    init(_ onSignal: @escaping @Sendable () -> Void, atTheLatest giveUp: @escaping @Sendable () -> Void) {
        let isOver = Flag()
        // A queue of its own, which has a thread however busy the others are.
        let queue = DispatchQueue(label: "aebook.interruption")
        sources = Self.signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                onSignal()
                queue.asyncAfter(deadline: .now() + Self.patience) {
                    if !isOver.value.load(ordering: .acquiring) { giveUp() }
                }
            }
            source.activate()
            return source
        }
        self.isOver = isOver
    }

    /// Lets the signals act again as they always do.
    func end() {
        isOver.value.store(true, ordering: .releasing)
        for source in sources { source.cancel() }
        for number in Self.signals { signal(number, SIG_DFL) }
    }
}
