import Digests
import Foundation
import Synchronization

/// What the closure that makes an experiment's model takes from around itself: its text's digest, and the constants and
/// variables outside of it, read anew whenever they are asked for.
///
/// Swift does not show what a closure has captured. A chapter's program tells it just before the closure is handed to
/// `Experiment`, on the same thread.
public struct MakerCapture: @unchecked Sendable {
    let maker: String
    let values: () -> [(name: String, value: Any)]

    public init(maker: String, values: @escaping () -> [(name: String, value: Any)]) {
        self.maker = maker
        self.values = values
    }

    private static let told = Mutex<[UInt: MakerCapture]>([:])

    /// Tells it of the closure that is made now.
    public static func tell(_ capture: MakerCapture) {
        told.withLock { $0[thread] = capture }
    }

    /// What was told last on this thread, once; nil where nothing was.
    static func take() -> MakerCapture? { told.withLock { $0.removeValue(forKey: thread) } }

    private static var thread: UInt { UInt(bitPattern: ObjectIdentifier(Thread.current)) }
}
