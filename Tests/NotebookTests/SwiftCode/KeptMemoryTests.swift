import Foundation
import Notebook
import Testing
import Workers

@Suite("What is kept of code that was read")
struct KeptMemoryTests {
    @Test("A text is asked about once, and by the next process not at all")
    func outlives() {
        let memory = KeptMemory<[String]>()
        #expect(memory.result(for: "a b") { $0.split(separator: " ").map(String.init) } == ["a", "b"])
        #expect(memory.result(for: "a b") { _ in ["asked again"] } == ["a", "b"])
        #expect(memory.hasNew)
        let next = KeptMemory<[String]>()
        next.add(memory.entries())
        #expect(!memory.hasNew)
        #expect(next.result(for: "a b") { _ in ["asked again"] } == ["a", "b"])
        #expect(!next.hasNew)
    }

    @Test("That there is no result is a result")
    func nothing() {
        let memory = KeptMemory<Int?>()
        #expect(memory.result(for: "a") { _ in nil } == nil)
        let next = KeptMemory<Int?>()
        next.add(memory.entries())
        #expect(next.result(for: "a") { _ in 1 } == nil)
    }

    @Test("What no build asks for any more is not kept any longer")
    func forgets() {
        let memory = KeptMemory<Int>()
        memory.add(["old": Data("1".utf8), "used": Data("2".utf8)])
        #expect(memory.result(for: "used") { _ in 0 } == 2)
        #expect(memory.result(for: "new") { _ in 3 } == 3)
        #expect(memory.entries().keys.sorted() == ["new", "used"])
        // What another build of the same process asks for is told from memory, and kept again.
        #expect(memory.result(for: "new") { _ in 0 } == 3)
        #expect(memory.entries() == ["new": Data("3".utf8)])
    }

    @Test("What cannot be read is made anew")
    func damaged() {
        let memory = KeptMemory<Int>()
        memory.add(["a": Data("not a number".utf8)])
        #expect(memory.result(for: "a") { _ in 4 } == 4)
        #expect(memory.hasNew)
        #expect(memory.entries() == ["a": Data("4".utf8)])
    }
}
