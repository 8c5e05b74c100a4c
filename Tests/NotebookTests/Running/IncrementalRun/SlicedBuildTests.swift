import Foundation
import Notebook
import Testing

/// A chapter that is edited again and again: what the build makes of it with the last run's help is what it makes from
/// nothing.
@Suite("A chapter of which a part runs again")
struct SlicedBuildTests {
    private static let cells = [
        "var random = SeededGenerator(seed: 1)\nfunc noise(_ n: Int) -> Tensor { .normal([n], using: &random) }",
        "let weight = Parameter(noise(3))\nlet untouched = weight.value.scalars",
        "weight.set(weight.value + noise(3))\nprint(\"changed\")",
        "let first = noise(4).scalars\nprint(first)\nfirst.count",
        "Lines([.init(\"noise\", y: first.map(Double.init))], xAxis: .init(\"place\"), yAxis: .init(\"value\"))",
        "let names = [\"b\", \"a\"]\nlet sorted = names.sorted { $0 < $1 }",
        "Lines([.init(\"weight\", y: weight.value.scalars.map(Double.init))], xAxis: .init(\"x\"), yAxis: .init(\"y\"))",
        "print(noise(1).scalars, sorted)",
    ]
    private static let inline = ["first[0]", "sorted[0]", "weight.value.scalars[0]", "untouched[0]"]

    private static func changed(_ cell: Int, _ text: String) -> [String] {
        var cells = cells
        cells[cell] = text
        return cells
    }

    /// The edits, each of the chapter above, and the cells that run whole with each; nil for all.
    private static let edits: [(cells: [String], stale: Set<Int>?)] = [
        (changed(6, cells[6].replacingOccurrences(of: "\"x\"", with: "\"place\"")), [6]),
        (changed(5, "let names = [\"c\", \"a\"]\nlet sorted = names.sorted { $0 < $1 }"), [5, 7]),
        (changed(3, "let first = noise(5).scalars\nprint(first)\nfirst.count"), [3, 4, 7]),
        (changed(2, "print(\"not changed\")"), nil),
        (Array(cells[..<4]) + ["print(\"a new cell\")"] + Array(cells[4...]), [4]),
        (Array(cells[..<5]) + Array(cells[6...]).map { $0.replacingOccurrences(of: "sorted", with: "first") }, [6]),
        (changed(5, "let names = [\"b\"]\nlet sorted = [names[1]]"), [5, 7]),
        // Nothing was compiled, and the program before stands.
        (changed(5, "let sorted = missing"), nil),
        (changed(6, "weight.set(noise(3))"), nil),
        // Nothing is left to run, nor to compile: the program before stands.
        (Array(cells[..<7]), Set(0..<8)),
    ]

    @Test("After each edit everything is as if nothing had been known", arguments: edits.indices)
    func asFromNothing(edit: Int) throws {
        let (cells, stale) = Self.edits[edit]
        let (known, fresh) = (try Handmade.folder(), try Handmade.folder())
        let first = try Handmade.build([Handmade.chapter(Self.cells, inline: Self.inline)], in: known).chapters[0].run
        #expect(first != nil && first?.failure?.diagnostics.map(\.message) == nil)
        // A parameter that its own statement makes and fills is nobody else's.
        #expect(first?.cells.indices.filter { first?.cells[$0].changesObjects == true } == [2])
        let inline = Self.inline.filter { !$0.contains("sorted") || cells.joined().contains("let sorted") }
        let edited = Handmade.chapter(cells, inline: inline, shift: 3)
        let part = try #require(try Handmade.build([edited], in: known).chapters[0].run)
        let whole = try #require(try Handmade.build([edited], in: fresh).chapters[0].run)
        #expect(part.inlineTexts == whole.inlineTexts && part.claims == whole.claims)
        #expect(part.cells.map(\.state) == whole.cells.map(\.state))
        #expect(part.cells.map(\.outputs) == whole.cells.map(\.outputs))
        #expect(part.cells.map(\.changesObjects) == whole.cells.map(\.changesObjects))
        #expect(part.failure?.diagnostics == whole.failure?.diagnostics && part.failure?.cell == whole.failure?.cell)
        #expect(part.warnings == whole.warnings)
        for file in part.cells.flatMap(\.outputs).flatMap(\.figures).flatMap(\.names) {
            let (one, other) = (part.figureFolder, whole.figureFolder)
            #expect(
                try Data(contentsOf: one.appendingPathComponent(file))
                    == Data(contentsOf: other.appendingPathComponent(file)), "\(file)")
        }
        #expect(try self.shownCells(in: known) == (stale ?? Set(cells.indices)))
    }

    /// The cells that the last program of the book runs whole.
    private func shownCells(in folder: URL) throws -> Set<Int> {
        let programs = folder.appendingPathComponent(".aebook/programs/03-x")
        let all = try FileManager.default.contentsOfDirectory(at: programs, includingPropertiesForKeys: nil)
            .filter { !$0.lastPathComponent.hasPrefix(".") }
        let texts = try all.map { place in
            let file = place.appendingPathComponent("main.swift")
            let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
            return (date: date ?? .distantPast, text: try String(contentsOf: file, encoding: .utf8))
        }
        let last = texts.max { $0.date < $1.date }?.text ?? ""
        return Set(last.matches(of: /_beginCell\((\d+)\)/).compactMap { Int($0.1) })
    }
}
