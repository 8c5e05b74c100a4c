import Manuscript
import SwiftCode

/// What a chapter's program tells its trainings of the values with which their models may compute: lines of its own
/// behind a statement, and a capture in front of a closure that makes a model.
struct ToldValues {
    /// The names that code may use which runs later.
    private let used: Set<String>
    private let hasFunctions: Bool
    private let trains: Bool

    init(_ cells: [Cell]) {
        let statements = cells.flatMap { CellSource($0.code).statements }
        used = statements.reduce(into: []) { names, statement in
            if statement.kind == .declaration || !statement.functions.isEmpty || !statement.makers.isEmpty {
                names.formUnion(statement.mentions.names)
            }
        }
        trains = statements.contains { $0.mentions.names.contains("train") || !$0.makers.isEmpty }
        hasFunctions = statements.contains { $0.own.namesFunctionTypes }
    }

    /// - Parameter place: tells one statement of the chapter from the others.
    func lines(after statement: CellSource.Statement, place: String) -> [String] {
        guard trains else { return [] }
        let own = statement.own
        let names = own.variables + own.constants.filter { used.contains($0) || used.contains(Self.plain($0)) }
        let values = names.map { "_value(\"\(Self.plain($0))\", { \($0) })" }
        let unreadable = own.unreadable + own.statics.filter { !$0.isReadable }.map(\.path)
        let lines = values + unreadable.map { "_unreadableValue(\"\(Self.plain($0))\")" }
        return (lines.isEmpty ? [] : [lines.joined(separator: "; ")]) + statics(own, place)
    }

    private func statics(_ own: OwnVariables, _ place: String) -> [String] {
        let readable = own.statics.filter(\.isReadable)
        return Set(readable.map { $0.types[0] }).sorted().flatMap { type in
            let calls = readable.filter { $0.types[0] == type }.map { "_value(\"\($0.path)\", { \($0.path) })" }
            let name = "_values\(place)"
            return ["extension \(type) { fileprivate static func \(name)() { \(calls.joined(separator: "; ")) } }"]
                + ["\(type).\(name)()"]
        }
    }

    private static func plain(_ name: String) -> String { name.replacing("`", with: "") }

    // MARK: makers

    /// The piece in which each of these closures tells what it captures.
    func telling(of makers: [ModelMaker], in piece: SourcePiece) -> SourcePiece {
        guard hasFunctions, !makers.isEmpty else { return piece }
        var bytes = Array(piece.text.utf8)
        let insertions = makers.flatMap { maker in
            maker.insertions + [
                ModelMaker.Insertion(offset: maker.body, text: Self.newLine(behind: maker.body, in: bytes, of: piece))
            ]
        }
        // Where two go to one place, the first comes first.
        for (_, one) in insertions.enumerated().sorted(by: {
            ($0.element.offset, $0.offset) > ($1.element.offset, $1.offset)
        }) {
            bytes.insert(contentsOf: one.text.utf8, at: one.offset)
        }
        return SourcePiece(
            file: piece.file, line: piece.line, column: piece.column, text: String(decoding: bytes, as: UTF8.self))
    }

    /// So that what follows keeps its line and column. Nothing where a line ends here.
    private static func newLine(behind offset: Int, in bytes: [UInt8], of piece: SourcePiece) -> String {
        let rest = bytes[offset...].prefix { $0 != 0x0A }
        guard rest.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return "" }
        let before = bytes[..<offset]
        let line = piece.line + before.count { $0 == 0x0A }
        let column =
            before.lastIndex(of: 0x0A).map { offset - $0 - 1 } ?? piece.column + offset
        return "\n" + piece.location(line) + "\n" + String(repeating: " ", count: column)
    }
}
