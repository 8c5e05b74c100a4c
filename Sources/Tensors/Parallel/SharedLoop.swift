/// Somebody who lends cores to a loop whose rounds are independent.
public protocol LoopSharing: AnyObject, Sendable {
    /// Calls `body` once for each number in 0 ..< count, in any order and on any thread, and returns when all are done.
    func share(_ count: Int, _ body: (Int) -> Void)
}

/// Who shares the loops of the calling thread; nobody unless a scope says so.
public enum SharedLoops {
    @TaskLocal public static var crew: (any LoopSharing)?
}

/// Calls `body` for each number in 0 ..< count, side by side where cores are lent. The rounds are the same however many
/// cores there are, so no sum changes its order and no result a bit.
package func sharedLoop(_ count: Int, _ body: (Int) -> Void) {
    if count > 1, let crew = SharedLoops.crew {
        crew.share(count, body)
    } else {
        for index in 0..<count { body(index) }
    }
}

/// Calls `body` for ranges of `part` numbers that cover 0 ..< count, side by side where cores are lent.
@inline(__always)
package func sharedLoop(over count: Int, inPartsOf part: Int, _ body: (Range<Int>) -> Void) {
    sharedLoop((count + part - 1) / part) { body($0 * part..<min(($0 + 1) * part, count)) }
}
