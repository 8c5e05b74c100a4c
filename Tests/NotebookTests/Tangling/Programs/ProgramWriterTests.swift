import Manuscript
import Notebook
import Tangling
import Testing

@Suite("A chapter as a program")
struct ProgramWriterTests {
    @Test("Marks, places and calls stand where they should")
    func golden() {
        let chapter = Handmade.chapter(
            [
                """
                import Foundation
                // How many.
                let n = 3; var total = 0
                func twice(_ x: Int) -> Int {
                    2 * x
                }
                for i in 0..<n { total += i }
                total
                """,
                "total += 1",
            ],
            inline: ["total / 2"])
        #expect(
            ProgramWriter.program(for: chapter).text == """
                import Foundation
                import Workbench

                _beginChapter()

                _beginCell(0)
                #sourceLocation(file: "chapters/03-x.md", line: 11)
                import Foundation
                #sourceLocation()
                _statement(13)
                #sourceLocation(file: "chapters/03-x.md", line: 13)
                let n = 3
                #sourceLocation()
                _statement(13)
                #sourceLocation(file: "chapters/03-x.md", line: 13)
                           var total = 0
                #sourceLocation()
                #sourceLocation(file: "chapters/03-x.md", line: 14)
                func twice(_ x: Int) -> Int {
                    2 * x
                }
                #sourceLocation()
                _statement(17)
                #sourceLocation(file: "chapters/03-x.md", line: 17)
                for i in 0..<n { total += i }
                #sourceLocation()
                _statement(18)
                #sourceLocation(file: "chapters/03-x.md", line: 17)
                _showValue(
                total
                )
                #sourceLocation()
                _endCell(0)

                _beginCell(1)
                _statement(21)
                #sourceLocation(file: "chapters/03-x.md", line: 21)
                total += 1
                #sourceLocation()
                _endCell(1)

                _statement(30)
                #sourceLocation(file: "chapters/03-x.md", line: 29)
                _inlineValue(0,
                           total / 2
                )
                #sourceLocation()
                _endChapter()

                """)
    }

    @Test(
        "Only an expression at the end is shown",
        arguments: [
            ("x", true), ("f(x)", true), ("try f(x)", true), ("a + b", true), ("a == b", true), ("[1, 2]", true),
            ("x = 3", false), ("x += 3", false), ("(a, b) = (b, a)", false), ("let x = 3", false),
            ("if a { b() }", false), ("for _ in a {}", false), ("struct S {}", false), ("f(x)\nlet y = 1", false),
        ])
    func shown(code: String, isShown: Bool) {
        #expect(ProgramWriter.program(for: Handmade.chapter([code])).text.contains("_showValue(") == isShown)
    }

    @Test("The code of a program does not change with its place in the chapter, nor with a comment before it")
    func codeWithoutLines() {
        let here = ProgramWriter.program(for: Handmade.chapter(["let a = 1", "a"], inline: ["a"]))
        let there = ProgramWriter.program(for: Handmade.chapter(["// one\nlet a = 1", "a"], inline: ["a"], shift: 7))
        let other = ProgramWriter.program(for: Handmade.chapter(["let a = 2", "a"], inline: ["a"]))
        #expect(here.code == there.code && here.text != there.text)
        #expect(here.code != other.code)
    }

    @Test("Where the place can show, in an error that is shown or in `#line`, it counts")
    func visiblePlaces() {
        for (cell, mayFail) in [("a.missing()", Set([0])), ("#line", []), ("print(#fileID)", [])] {
            let codes = [0, 7].map { shift in
                ProgramWriter.program(for: Handmade.chapter([cell], shift: shift, mayFail: mayFail)).code.digest
            }
            #expect(codes[0] != codes[1], "\(cell)")
        }
    }

    @Test("Splitting a cell in two is a change")
    func cellBorders() {
        let one = ProgramWriter.program(for: Handmade.chapter(["let a = 1\nlet b = 2"]))
        let two = ProgramWriter.program(for: Handmade.chapter(["let a = 1", "let b = 2"]))
        #expect(one.code != two.code)
    }

    @Test("What the grammar forbids is found without a compiler, at its place")
    func syntaxErrors() throws {
        let program = ProgramWriter.program(for: Handmade.chapter(["let a = 1\nprint((a)", "let = 2"]))
        let first = try #require(program.errors.first)
        #expect(first.location == SourceLocation(file: "chapters/03-x.md", line: 12, column: 10))
        #expect(first.message.contains("expected ')'"))
        #expect(program.errors.contains { $0.location.line == 21 })
    }

    @Test("An inline value must be an expression", arguments: ["let a = 3", "a = 3", "a; b", "(1"])
    func inlineStatement(text: String) throws {
        let error = try #require(ProgramWriter.program(for: Handmade.chapter([], inline: [text])).errors.first)
        #expect(error.message.contains("`\(text)` is not one Swift expression"))
        #expect(error.location.line == 10)
    }

    @Test("An empty cell and a chapter without cells are programs too")
    func empty() {
        #expect(ProgramWriter.program(for: Handmade.chapter([""])).text.contains("_beginCell(0)\n_endCell(0)"))
        #expect(ProgramWriter.program(for: Handmade.chapter([])).isEmpty)
    }
}

@Suite("What a chapter declares itself")
struct ChapterDeclarationsTests {
    private func digest(_ cells: String...) -> String {
        ProgramWriter.program(for: Handmade.chapter(cells)).code.declarations
    }

    @Test("Variables that no declaration uses do not count")
    func unusedVariables() {
        #expect(digest("let latent = 2") == digest("let latent = 3"))
        #expect(digest("func f() {}\nlet latent = 2") == digest("func f() {}\nlet latent = 3"))
    }

    @Test("The text of a declaration counts")
    func declarations() {
        #expect(digest("struct Model { let n = 1 }") != digest("struct Model { let n = 2 }"))
        #expect(digest("func f() {}") != digest(""))
    }

    @Test("So does a variable that it uses, through others, and an assignment to one")
    func usedVariables() {
        let model = "func f() -> Int { width }"
        #expect(digest("let k = 1", "let width = k", model) != digest("let k = 2", "let width = k", model))
        #expect(digest("var width = 1", "width = 2", model) != digest("var width = 1", "width = 3", model))
        #expect(digest("var width = 1", "other = 2", model) == digest("var width = 1", "other = 3", model))
    }

    @Test(
        "And what may change it without an assignment",
        arguments: [
            ("var widths = [1]", "widths.append(N)"), ("var widths = [1]", "if true { widths[0].negate(); print(N) }"),
            ("var widths = [1]", "change(&widths, N)"), ("let widths = Box()", "widths.set(N)"),
            ("let widths = Box()", "let old = widths.exchange(N)"), ("let widths = other()", "try widths.inner.set(N)"),
        ])
    func touchedVariables(variable: String, statement: String) {
        let model = "class Box {}\nfunc f() -> Int { widths.count }"
        func digest(_ number: Int) -> String {
            self.digest(variable, statement.replacing("N", with: "\(number)"), model)
        }
        #expect(digest(1) != digest(2))
    }

    private func types(_ cells: String...) -> [String: String] {
        ProgramWriter.program(for: Handmade.chapter(cells)).code.types
    }

    @Test("Of a type counts what it names, through others, and what acts without a name; not the other declarations")
    func types() {
        let net = "final class Net { func loss() -> Int { twice(width) } }"
        let before = types("let width = 1", "func twice(_ n: Int) -> Int { 2 * n }", net, "func other() {}")
        #expect(before.keys.sorted() == ["Chapter.Net"])
        #expect(before == types("let width = 1", "func twice(_ n: Int) -> Int { 2 * n }", net, "func other() { f() }"))
        #expect(before != types("let width = 2", "func twice(_ n: Int) -> Int { 2 * n }", net, "func other() {}"))
        #expect(before != types("let width = 1", "func twice(_ n: Int) -> Int { n + n }", net, "func other() {}"))
        #expect(types(net) != types(net, "extension Int { func f() {} }"))
        #expect(types(net) != types(net, "func + (a: Int, b: Int) -> Int { a }"))
        #expect(types("#if DEBUG\n\(net)\n#endif", "struct S {}").isEmpty)
    }

    @Test("A constant that is only read does not bring in its readers")
    func readers() {
        let model = "func f() -> Int { digits.count }"
        func digest(_ cell: String) -> String { self.digest("let digits = open()", cell, model) }
        #expect(digest("Scatter(x: digits.codes(2))") == digest("Scatter(x: digits.codes(3))"))
    }
}

@Suite("The code that a training depends on")
struct TrainingCodeTests {
    private func digests(_ cells: String...) -> [String: String] {
        ProgramWriter.program(for: Handmade.chapter(cells)).code.trainings
    }

    private func cell(a: String = "Net(latent: width)", b: String = "Net(latent: 2)", on data: String = "digits")
        -> String
    {
        """
        let done = try train([
            Experiment("a", plan) { _ in \(a) },
            Experiment("b", plan) { _ in \(b) },
        ], on: \(data))
        """
    }

    @Test("The name of a member is no variable's, even where it is assigned to")
    func members() {
        func digest(_ noise: String) -> String? {
            let setting = "var again = plan\nagain.seed = noise"
            return digests("let noise = \(noise)", setting, cell(a: "Net(seed: 1, latent: width)"))["a"]
        }
        #expect(digest("1") == digest("2"))
    }

    @Test("An experiment's own code counts, that of its neighbors does not")
    func neighbors() {
        let before = digests(cell())
        let after = digests(cell(b: "Net(latent: 3)"))
        #expect(before.keys.sorted() == ["a", "b"])
        #expect(before["a"] == after["a"] && before["b"] != after["b"])
        let data = digests(cell(on: "others"))
        #expect(before["a"] != data["a"] && before["b"] != data["b"])
    }

    @Test("So do the variables and declarations that it names, through others")
    func variables() {
        let before = digests("let n = 1\nlet width = n", "struct Other { let x = 1 }", cell())
        let after = digests("let n = 2\nlet width = n", "struct Other { let x = 2 }", cell())
        #expect(before["a"] != after["a"] && before["b"] == after["b"])
        let own = (1...2).map { digests("struct Net { let x = \($0) }", cell()) }
        #expect(own[0]["a"] != own[1]["a"] && own[0]["b"] != own[1]["b"])
    }

    @Test("A further experiment leaves the others alone; a computed name is none that is known")
    func further() {
        let before = digests("let done = try train([Experiment(\"a\", plan) { _ in Net() }], on: digits)")
        let after = digests(
            "let done = try train([Experiment(\"a\", plan) { _ in Net() }, Experiment(\"b\", plan) { _ in Net() }], on: digits)"
        )
        #expect(before["a"] == after["a"])
        #expect(digests("let e = Experiment(\"a-\\(n)\", plan) { _ in Net() }").isEmpty)
    }
}
