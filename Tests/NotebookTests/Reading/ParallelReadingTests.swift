import Dispatch
import Manuscript
import Notebook
import Synchronization
import Testing

/// cmark-gfm has global state; chapters that are read at once must not take one another's grammar.
@Test func chaptersMayBeReadAtOnce() {
    let expected = [Block.paragraph([.strikethrough([.text("c")])])]
    let failures = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 400) { _ in
        if read("~~c~~").chapter.blocks != expected { failures.withLock { $0 += 1 } }
    }
    #expect(failures.withLock { $0 } == 0)
}
