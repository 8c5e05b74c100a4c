import Synchronization

/// Tells which statements of a program change parameters, buffers or optimizers that earlier statements have made.
///
/// What a statement does to variables can be read off its text, what it does to an object cannot: whoever leaves
/// statements out because their results are known needs this.
public enum ChangeClock {
    private static let moment = Atomic<Int>(0)
    private static let changes = Atomic<Int>(0)

    /// The running statement, counted from the program's beginning.
    package static var now: Int { moment.load(ordering: .relaxed) }

    /// Changes so far of objects that were older than the statement which changed them.
    public static var changesOfOlder: Int { changes.load(ordering: .relaxed) }

    /// A statement begins: what there is now is older than it.
    public static func advance() { moment.add(1, ordering: .relaxed) }

    /// An object that was made during the statement `birth` changes.
    package static func noteChange(ofObjectFrom birth: Int) {
        if birth < now { changes.add(1, ordering: .relaxed) }
    }
}
