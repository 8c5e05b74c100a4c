import Foundation
import Notebook
import Testing

/// Variables that hold closures, objects, or code of their own: whoever uses them uses what that code names.
@Suite("What is behind a variable")
struct HeldCodeTests {
    /// Cells, of which the last but one is changed, and the last tells what comes of it.
    struct Edit: CustomTestStringConvertible, Sendable {
        let cells: [String]
        let changed: String
        var testDescription: String { cells[cells.count - 2] }
    }

    private static let edits = [
        Edit(cells: ["var b = 3\nvar c: Int { b + 100 }", "b = 5", "\"\\(c)\""], changed: "b = 6"),
        Edit(cells: ["var b = 0\nvar a = 1 { didSet { b = a * 2 } }", "a = 5", "\"\\(b)\""], changed: "a = 6"),
        Edit(
            cells: [
                "var factor = 1\nstruct S { func v() -> Int { factor * 10 } }\nvar list: [S] = []\nlist.append(S())",
                "factor = 2", "list[0].v()",
            ], changed: "factor = 3"),
        Edit(
            cells: [
                "var scale = 1.0\nvar table: [String: (Double) -> Double] = [:]\ntable[\"x\"] = { $0 * scale }",
                "scale = 3", "table[\"x\"]!(7)",
            ], changed: "scale = 4"),
        Edit(
            cells: [
                "var scale = 1\nstruct View { let body: () -> Int }\nvar views: [View] = []",
                "for k in 0..<3 { views.append(View { k * scale }) }", "scale = 5", "views.map { $0.body() }",
            ], changed: "scale = 6"),
        Edit(
            cells: ["var total = 0\nvar hook: () -> Void = {}\nhook = { total += 1 }", "hook()", "\"\\(total)\""],
            changed: "hook()\nhook()"),
        Edit(
            cells: [
                "var seen = 10\nfunc note(_ x: Int) { seen += x }\nvar notes: [(Int) -> Void] = []\nnotes = [note]",
                "notes[0](5)", "\"\\(seen)\"",
            ], changed: "notes[0](6)"),
        Edit(
            cells: [
                "let five = 5", "extension Int { func callAsFunction(_ x: Int) -> Int { self * x } }",
                "\"\\(five(3))\"",
            ], changed: "extension Int { func callAsFunction(_ x: Int) -> Int { self + x } }"),
        // The slice needs the assignment before it, although only a word has changed.
        Edit(
            cells: [
                "var step = 1\nvar hook = { 0 }\nhook = { step * 10 }", "step = 5", "\"\\(hook()) old\"", "\"end\"",
            ], changed: "\"\\(hook()) new\""),
    ]

    @Test("A part of the chapter gives what the whole does", arguments: edits)
    func asWhole(_ edit: Edit) throws {
        let (known, fresh) = (try Handmade.folder(), try Handmade.folder())
        defer { for folder in [known, fresh] { try? FileManager.default.removeItem(at: folder) } }
        let first = try Handmade.build([Handmade.chapter(edit.cells)], in: known).chapters[0].run
        #expect(first != nil && first?.failure?.diagnostics.map(\.message) == nil)
        var cells = edit.cells
        cells[cells.count - 2] = edit.changed
        let part = try #require(try Handmade.build([Handmade.chapter(cells)], in: known).chapters[0].run)
        let whole = try #require(try Handmade.build([Handmade.chapter(cells)], in: fresh).chapters[0].run)
        #expect(part.cells.map(\.outputs) == whole.cells.map(\.outputs))
        #expect(part.cells.map(\.outputs) != first?.cells.map(\.outputs), "the change changes something")
    }
}
