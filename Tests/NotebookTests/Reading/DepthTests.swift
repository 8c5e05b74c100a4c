import Foundation
import Notebook
import Reading
import Testing

/// What is nested without end is refused with its place, before a stack or a memory is full.
struct DepthTests {
    private static func nested(_ open: String, _ inside: String, _ close: String, _ count: Int) -> String {
        String(repeating: open, count: count) + inside + String(repeating: close, count: count)
    }

    @Test(arguments: [
        (0..<500).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n"),
        String(repeating: "> ", count: 2_000) + "a", nested("> - ", "a", "", 1_000),
        nested("*a **b ", "c", "** d*", 1_000),
        nested("[", "x", "]{.constant}", 4_000), nested("[", "x", "](y)", 1_000), nested("![", "x", "](y)", 3_000),
        String(repeating: "- ", count: 1_000) + "a", nested("~~a *b ", "c", "* d~~", 500),
        nested("1. > ", "a", "", 800),
        nested("*(", "x", ")*", 3_000), nested("[*", "a", "*]{.constant}", 200),
    ])
    func markdown(text: String) {
        let (_, diagnostics) = read(text)
        _ = diagnostics.map(\.message)
        #expect(diagnostics.allSatisfy { $0.location.line >= 3 })
    }

    @Test func aListThatIsTooDeepIsReportedInItsLine() {
        let text = (0..<40).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n")
        let faults = read(text).diagnostics.filter { $0.code == .tooDeep }
        #expect(faults.map(\.message) == ["lists and quotes stand more than 32 deep in one another"])
        #expect(faults.first.map { (5...40).contains($0.location.line) } == true)
        #expect(
            read((0..<12).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n")).diagnostics
                .isEmpty)
    }

    @Test func aTableThatIsTooWideIsRefused() {
        let row = Array(repeating: "a", count: 3_000).joined(separator: "|")
        let hyphens = Array(repeating: "-", count: 3_000).joined(separator: "|")
        let (_, diagnostics) = read("\(row)\n\(hyphens)\n" + String(repeating: "a\n", count: 3_000))
        #expect(lines(diagnostics) == ["4: a table has no more than 200 columns"])
    }

    static let deepCode: [String] = [
        nested("[", "1", "]", 20), nested("[(", "1", ")]", 20), nested("[", "", "", 30), nested("[(", "", "", 300),
        nested("(", "1", ")", 3_000), nested("{", "", "}", 3_000), nested("f(", "1", ")", 1_000),
        nested("f { ", "1", " }", 1_000),
        "let x: " + nested("A<", "Int", ">", 200), "let x = " + nested("A<", "Int", ">", 3_000) + "()",
        "if a {}" + nested(" else if b {}", "", "", 2_000), "a" + nested(".b", "", "", 5_000),
        "a" + nested(".b()", "", "", 5_000),
        nested("try ", "a", "", 20_000), "let f: " + nested("() -> ", "Int", "", 20_000),
        nested("a ? ", "b", " : c", 3_000),
        nested("\"\\(", "1", ")\"", 500), nested("#if A\n", "a\n", "#endif\n", 1_000),
        "let a: " + nested("[", "Int", "]", 30),
        nested("if a { ", "1", " } else { 2 }", 500), nested("{ (a: Int) in ", "1", "}", 500),
        "a" + nested("!", "", "", 20_000),
        "a" + nested("[0]", "", "", 5_000), nested("({", "1", "})", 400), nested("switch a { case 1: ", "b", " }", 400),
        nested("struct A { ", "", " }", 1_000), "let a: Int" + nested("?", "", "", 9_000),
        nested("[[:],", "1", "]", 40),
        "let a: A" + nested(".B", "", "", 9_000), nested("[A<", "Int", ">]", 20),
        nested("\"\"\"\n\\(", "1", ")\n\"\"\"", 200),
    ]

    @Test(arguments: deepCode) func code(text: String) {
        let start = ContinuousClock.now
        let (chapter, _) = read("```swift run\nlet before = 1\n\(text)\n```\n")
        #expect(!CellErrors.all(in: chapter).isEmpty)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test(arguments: [
        "let t: [[[[Double]]]] = [[[[1, 2], [3]], [[4]]]]", nested("(", "1", ")", 30),
        "a" + nested(".map { $0 }", "", "", 60),
        "let x = [" + nested("1.5, ", "2", "", 20_000) + "]",
        "let e = /\\(\\[/\n" + nested("let r = /[(]+/\n", "", "", 80),
        "if a < b, c<d {}\n" + nested("let z = a<b\n", "", "", 200),
        "let s = \"((((\"\n" + nested("// [[[[\n", "", "", 50),
        "let q = #\"\"(\"#\n" + nested("print(\"\\(a) (\")\n", "", "", 100),
        "if a {}" + nested(" else if b {}", "", "", 80),
        nested("/* [ ", "", " */", 40), "let y = " + nested("1 + ", "2", "", 3_000),
    ])
    func codeThatIsMeant(text: String) {
        #expect(CellErrors.all(in: read("```swift run\n\(text)\n```\n").chapter) == [])
    }

    @Test func valuesAndClaimsAreBoundedToo() {
        let deep = Self.nested("[", "1", "]", 30)
        #expect(read("Is `{swift} \(deep)`.").diagnostics.first?.location == at(3, 4))
        #expect(!read("[a]{claim=\"\(Self.nested("(", "1", ")", 200)) < 2\"}").diagnostics.isEmpty)
    }

    @Test func aliasesOfAliases() throws {
        let levels = (1..<10).map { level -> String in
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            return "a\(level): &a\(level) [\(aliases)]"
        }
        let yaml = "title: T\nsubtitle: &a0 x\n" + levels.joined(separator: "\n") + "\n"
        let book = try TemporaryBook(["chapters/01-a.md": "# A\n", "chapters/book.yml": yaml])
        let diagnostics = try BookReader.read(folder: book.folder).diagnostics
        #expect(diagnostics.map(\.code).contains(.badYAML))
        #expect(diagnostics.allSatisfy { $0.location.file == "chapters/book.yml" })
        let deep = "title: T\nconstants: \(Self.nested("[", "1", "]", 100_000))\n"
        let third = try TemporaryBook(["chapters/01-a.md": "# A\n", "chapters/book.yml": deep])
        #expect(lines(try BookReader.read(folder: third.folder).diagnostics) == ["2: values lie more than 32 deep"])
        let long = "title: T\nconstants: [" + (0..<20_000).map(String.init).joined(separator: ", ") + "]\n"
        let other = try TemporaryBook(["chapters/01-a.md": "# A\n", "chapters/book.yml": long])
        #expect(try BookReader.read(folder: other.folder).diagnostics.isEmpty)
    }
}
