import Notebook
import Reading
import Testing

/// Simple expressions are told without the parser, and mean the same.
@Suite struct SimpleNameTests {
    @Test(
        "Names are values, wherever the parser says so",
        arguments: [
            "x", "x1", "_x", "a.b", "a.b.c", "done[\"vanilla 2\"].finalLoss", "done[\"x\"]", "a[\"b\"].c.d", "X.y",
        ])
    func names(expression: String) {
        // In brackets, the parser has to be asked.
        for text in [expression, "(\(expression))"] {
            #expect(read("It is `{swift} \(text)`.").diagnostics.isEmpty, "\(text)")
        }
    }

    @Test(
        "What looks like a name and is none is a fault, as the parser says",
        arguments: ["1x", "a.", ".b.", "let", "import", "a b", "a[\"b]", "func", "a.b.", "case"])
    func others(expression: String) {
        #expect(!read("It is `{swift} \(expression)`.").diagnostics.isEmpty)
    }

    @Test("A name that is set below is told, as in longer expressions", arguments: ["late", "late.count", "late + 1"])
    func mentions(expression: String) throws {
        let text = "It is `{swift} \(expression)`.\n\n```swift run\nlet late = 1\n```\n"
        let book = try TemporaryBook(["chapters/01-a.md": "# T\n\n\(text)", "chapters/book.yml": "title: T\n"])
        let (read, found) = try BookReader.read(folder: book.folder)
        let said = try BookCheck().diagnostics(of: read, found: found)
        #expect(said.contains { $0.message.hasPrefix("`late` is used before it has a value") })
    }
}
