import Manuscript
import Notebook
import Testing

/// Bytes and characters of a line, each way, as counting from its beginning has them.
@Suite("Columns of a text")
struct TextColumnsTests {
    static let lines = [
        "", "plain text", String(repeating: "ab ", count: 200), "é", String(repeating: "né", count: 100),
        "e\u{301}" + String(repeating: "👩‍👩‍👧x", count: 70), String(repeating: "日", count: 64),
        String(repeating: "a", count: 63) + "é" + String(repeating: "b", count: 65),
    ]

    @Test("Both ways", arguments: lines.indices)
    func both(index: Int) {
        let line = Self.lines[index]
        let columns = TextColumns(Self.lines.joined(separator: "\n"))
        #expect(columns.has(line: index) && !columns.has(line: Self.lines.count))
        for count in 0...line.count {
            let bytes = line.prefix(count).utf8.count
            #expect(columns.bytes(ofFirst: count, line: index) == bytes)
            #expect(columns.characters(inFirst: bytes, line: index) == count)
        }
        #expect(columns.bytes(ofFirst: line.count + 70, line: index) == line.utf8.count)
        #expect(columns.characters(inFirst: line.utf8.count + 70, line: index) == line.count)
    }
}
