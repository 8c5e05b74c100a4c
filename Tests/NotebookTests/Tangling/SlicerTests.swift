import Notebook
import Tangling
import Testing

/// Which steps of a program run again, and which statements with them, when a cell has changed.
@Suite("The slice of a program")
struct SlicerTests {
    private static let cells = [
        "let n = 3\nlet unused = 4\nprint(n)",
        "func twice(_ x: Int) -> Int { x * 2 }",
        "let six = twice(n)\nsix",
        "let other = 10\nother",
        "print(six + other)",
    ]

    private func code(_ cells: [String], inline: [String] = []) -> ProgramCode {
        ProgramWriter.program(for: Handmade.chapter(cells, inline: inline)).code
    }

    /// The cells that run whole, and the statements of the others that run with them.
    private func sliced(
        _ old: [String], _ new: [String], inline: [String] = [], changing: Set<Int> = []
    ) -> (stale: [Int], passed: [Int: Set<Int>])? {
        guard let slicer = Slicer(from: code(old, inline: inline), to: code(new, inline: inline)),
            let slice = slicer.slice(changing: changing)
        else { return nil }
        let stale = slice.keptSteps.indices.filter { slice.keptSteps[$0] == nil }
        return (stale, slice.statements.filter { !stale.contains($0.key) })
    }

    private func changed(_ cell: Int, _ text: String, of cells: [String] = Self.cells) -> [String] {
        var cells = cells
        cells[cell] = text
        return cells
    }

    @Test("A changed last cell takes what it needs from the others, statement by statement")
    func lastCell() throws {
        let slice = try #require(sliced(Self.cells, changed(4, "print(six * other)")))
        #expect(slice.stale == [4])
        #expect(slice.passed == [0: [0], 1: [0], 2: [0], 3: [0]])
    }

    @Test("A changed value changes whatever is made of it, through functions too, and nothing else")
    func changedValue() throws {
        let value = try #require(sliced(Self.cells, changed(3, "let other = 11\nother"), inline: ["six", "other"]))
        #expect(value.stale == [3, 4, 6])
        let function = try #require(
            sliced(Self.cells, changed(1, "func twice(_ x: Int) -> Int { x + x }"), inline: ["n", "six"]))
        #expect(function.stale == [1, 2, 4, 6])
        let unused = try #require(sliced(Self.cells, changed(0, "let n = 3\nlet unused = 5\nprint(n)")))
        #expect(unused.stale == [0] && unused.passed.isEmpty)
    }

    @Test("A cell that came, went, or moved")
    func otherCells() throws {
        var cells = Self.cells
        cells.insert("print(\"new\")", at: 2)
        let added = try #require(sliced(Self.cells, cells))
        #expect(added.stale == [2] && added.passed.isEmpty)
        let gone = try #require(sliced(cells, Self.cells))
        #expect(gone.stale == [] && gone.passed.isEmpty)
        let renamed = try #require(sliced(["let a = 1", "let b = 2\nb", "print(a)"], ["let b = 2\nb", "print(2)"]))
        #expect(renamed.stale == [1])
    }

    @Test("A name that is new at the top level, or gone, counts from the beginning")
    func names() throws {
        let cells = ["print(max(1, 2))", "print(min(1, 2))"]
        let slice = try #require(sliced(cells, cells + ["func max(_ a: Int, _ b: Int) -> Int { 0 }"]))
        #expect(slice.stale == [0, 2])
    }

    @Test("Whoever uses a variable may change it: a generator gives each user what the ones before left")
    func variables() throws {
        let cells = [
            "var random = SeededGenerator(seed: 1)", "let a = Tensor.normal([2], using: &random)\na",
            "let b = Tensor.normal([2], using: &random)\nb", "print(1)", "print(a)",
        ]
        let first = try #require(sliced(cells, changed(1, "let a = Tensor.normal([3], using: &random)\na", of: cells)))
        #expect(first.stale == [1, 2, 4])
        let second = try #require(sliced(cells, changed(2, "let b = Tensor.normal([3], using: &random)\nb", of: cells)))
        #expect(second.stale == [2] && second.passed == [0: [0], 1: [0]])
    }

    @Test("A closure that is kept gives its users the variables inside")
    func closures() throws {
        let cells = ["var n = 0", "let next = { n += 1 }", "next()", "print(n)", "print(7)"]
        let slice = try #require(sliced(cells, changed(2, "next(); next()", of: cells)))
        #expect(slice.stale == [2, 3])
        let last = try #require(sliced(cells, changed(3, "print(n, n)", of: cells)))
        #expect(last.stale == [3] && last.passed == [0: [0], 1: [0], 2: [0]])
    }

    @Test(
        "So do a function that is handed on, one that returns a closure, and an object; a call alone does not",
        arguments: [
            ("func f() { n += 1 }", "let g = f", true), ("func f() -> () -> Void { { n += 1 } }", "let g = f()", true),
            ("func f() -> () -> Void { func h() { n += 1 }; return h }", "let g = f()", true),
            ("struct F { func callAsFunction() { n += 1 } }", "let g = F()", true),
            ("func f() -> Int { n += 1; return n }", "let g = f()", false),
        ])
    func handedOn(declaration: String, constant: String, isKept: Bool) throws {
        let cells = ["var n = 0", declaration, constant, "print(g)", "print(n)"]
        let slice = try #require(sliced(cells, changed(3, "print(g, 1)", of: cells)))
        #expect(slice.stale == (isKept ? [3, 4] : [3]))
    }

    @Test("A cell that changes an object runs in every slice; if it does not run as before, the chapter runs whole")
    func objects() throws {
        let cells = ["let p = Parameter(.zeros([1]))", "p.set(.zeros([1]))", "print(p.value)", "print(1)"]
        let slice = try #require(sliced(cells, changed(3, "print(2)", of: cells), changing: [1]))
        #expect(slice.stale == [3] && slice.passed == [0: [0], 1: [0]])
        #expect(sliced(cells, changed(1, "print(2)", of: cells), changing: [1]) == nil)
        #expect(sliced(cells, changed(0, "let p = Parameter(.zeros([2]))", of: cells), changing: [1]) == nil)
    }

    @Test("Trainings of one cell stand or fall together: its pictures name them all")
    func trainings() throws {
        let cells = [
            "let digits = try openDigits()", "let a = try train([], on: digits)\nlet b = try train([], on: digits)",
            "print(a)",
        ]
        let slice = try #require(sliced(cells, changed(2, "print(a, 1)", of: cells)))
        #expect(slice.passed == [0: [0], 1: [0, 1]])
    }

    @Test(
        "What may keep a state that no name tells runs whole",
        arguments: [
            "final class Box { var x = 0 }", "actor Counter { }", "struct S { static var n = 0 }",
            "let now = ContinuousClock.now", "try \"a\".write(toFile: \"b\", atomically: true, encoding: .utf8)",
            "let x = Int.random(in: 0..<3)", "FileManager.default", "extension Int: Error {}",
            "func counter() -> () -> Int { var n = 0; return { n += 1; return n } }",
            "do { var n = 0; let l = [1].lazy.map { n += $0; return n } }",
            "setenv(\"a\", \"b\", 1)", "func + (a: Int, b: Int) -> Int { a }", "import Dispatch", "print(#line)",
            // What acts where its name does not stand: types of literals, and what texts are made with.
            "typealias FloatLiteralType = Float", "typealias IntegerLiteralType = Float",
            "struct StringLiteralType: ExpressibleByStringLiteral { init(stringLiteral value: String) {} }",
            "typealias BooleanLiteralType = Flag", "typealias `FloatLiteralType` = Float", "precedencegroup Low {}",
            "extension DefaultStringInterpolation { mutating func appendInterpolation(_ x: Float) {} }",
            "extension String.StringInterpolation { func appendLiteral(_ x: String) {} }",
        ])
    func sideEffects(_ cell: String) {
        #expect(Slicer(from: code(["let a = 1"]), to: code(["let a = 1", cell])) == nil)
        #expect(Slicer(from: code(["let a = 1", cell]), to: code(["let a = 1"])) == nil)
    }

    @Test(
        "What keeps none does not",
        arguments: [
            "final class Model: Autoencoder { let n = 0; var twice: Int { n * 2 } }",
            "var random = SeededGenerator(seed: 1)\nlet x = Int.random(in: 0..<3, using: &random)",
            "func sum(_ xs: [Int]) -> Int { var n = 0; xs.forEach { n += $0 }; return n }",
            "extension Tensor { func twice() -> Tensor { self + self } }", "struct Point2 { var x = 1.0 }",
            "for (index, x) in [1, 2].enumerated() where x > 1 { print(index, \"\\(x)\") }",
            "let l = [1].lazy.map { $0 }.reduce(0, +)", "let names = [\"a\"].map(\\.count)",
            "let s = [1, 2].sorted { $0 > $1 }.map { String(format: \"%d\", $0) }",
            "struct Half { typealias FloatLiteralType = Float }", "typealias Number = Float",
        ])
    func noSideEffects(_ cell: String) {
        #expect(Slicer(from: code(["let a = 1"]), to: code(["let a = 1", cell])) != nil)
    }

    @Test("An extension's members count wherever their names stand")
    func extensions() throws {
        let cells = ["extension Int { func plus() -> Int { self + 1 } }", "print(1.plus())", "print(2)"]
        let slice = try #require(
            sliced(cells, changed(0, "extension Int { func plus() -> Int { self + 2 } }", of: cells)))
        #expect(slice.stale == [0, 1])
        let last = try #require(sliced(cells, changed(1, "print(2.plus())", of: cells)))
        #expect(last.stale == [1] && last.passed == [0: [0]])
    }

    @Test("An extension may give a type what a protocol asks of it: whatever is made of the type depends on it")
    func witnesses() throws {
        let cells = [
            "struct P: CustomStringConvertible {}", "extension P { var description: String { \"one\" } }",
            "let p = P()",
            "print(p)", "print(2)",
        ]
        let slice = try #require(
            sliced(cells, changed(1, "extension P { var description: String { \"two\" } }", of: cells)))
        #expect(slice.stale == [1, 2, 3])
        let last = try #require(sliced(cells, changed(3, "print(p, p)", of: cells)))
        #expect(last.stale == [3] && last.passed == [0: [0], 1: [0], 2: [0]])
    }

    @Test("A name is the same with backticks and without")
    func backticks() throws {
        let cells = ["let `n` = 1", "print(n)", "print(2)"]
        let slice = try #require(sliced(cells, changed(0, "let `n` = 3", of: cells)))
        #expect(slice.stale == [0, 1])
    }
}
