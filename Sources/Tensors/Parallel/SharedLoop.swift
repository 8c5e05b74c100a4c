import Synchronization

/// Somebody who lends cores to a loop whose rounds are independent.
public protocol LoopSharing: AnyObject, Sendable {
    /// Calls `body` once for each number in 0 ..< count, in any order and on any thread, and returns when all are done.
    func share(_ count: Int, _ body: (Int) -> Void)
}

/// Who shares the loops of the calling thread; nobody unless a scope or the process says so.
public enum SharedLoops {
    @TaskLocal public static var pool: (any LoopSharing)?
    private static let helper = Mutex<(any LoopSharing)?>(nil)

    /// Who shares loops outside of every scope.
    public static var everywhere: (any LoopSharing)? {
        get { helper.withLock { $0 } }
        set { helper.withLock { $0 = newValue } }
    }
}

/// The results of `body` for each number in 0 ..< count, in the order of the numbers, computed side by side where cores
/// are lent.
package func gathered<Result: Sendable>(_ count: Int, _ body: (Int) -> Result) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    sharedLoop(count) { index in
        let result = body(index)
        results.withLock { $0[index] = result }
    }
    return results.withLock { all in all.sorted { $0.key < $1.key }.map(\.value) }
}

/// Calls `body` for each number in 0 ..< count, side by side where cores are lent. The rounds are the same however many
/// cores there are, so no sum changes its order and no result a bit.
package func sharedLoop(_ count: Int, _ body: (Int) -> Void) {
    if count > 1, let pool = SharedLoops.pool ?? SharedLoops.everywhere {
        pool.share(count, body)
    } else {
        for index in 0..<count { body(index) }
    }
}

/// Calls `body` for ranges of `part` numbers that cover 0 ..< count, side by side where cores are lent.
@inline(__always)
package func sharedLoop(over count: Int, inPartsOf part: Int, _ body: (Range<Int>) -> Void) {
    sharedLoop((count + part - 1) / part) { body($0 * part..<min(($0 + 1) * part, count)) }
}
