import Manuscript
import SwiftCode

/// Turns a chapter into its program ("tangles" it).
///
/// Every statement is a piece of its own, padded to its column and set under a `#sourceLocation`, so that the compiler,
/// a trap and a backtrace name the chapter's line and column. The calls into the Workbench stand outside of the pieces.
public enum ProgramWriter {
    /// - Parameter leftOut: cells that the program goes without, because they failed as they were meant to.
    public static func program(for chapter: Chapter, leavingOut leftOut: Set<Int> = []) -> ChapterProgram {
        let steps = chapter.steps.filter { step in
            if case .cell(let cell) = step { !leftOut.contains(cell.index) } else { true }
        }
        let pieces = pieces(steps, of: chapter)
        return ChapterProgram(
            chapter: chapter.name, file: chapter.file, text: text(pieces),
            pieces: pieces.map(\.code),
            cellLines: chapter.cells.map(\.codeLines), cellLabels: chapter.cells.map(\.options.label),
            stepLines: steps.map(\.lines),
            inlineValueCount: chapter.inlineValues.count, claimCount: chapter.claims.count,
            errors: pieces.flatMap(\.errors))
    }

    /// The same program with a part of its statements.
    package static func program(_ slice: Slice, of whole: ChapterProgram, for chapter: Chapter) -> ChapterProgram {
        let columns = SourceColumns(chapter.source)
        let told = ToldValues(chapter.cells)
        let pieces = chapter.steps.enumerated().compactMap { index, step -> ProgramPiece? in
            guard slice.keptSteps[index] != nil else { return ProgramPiece(step, file: chapter.file, columns, told) }
            guard let statements = slice.statements[index] else { return nil }
            guard case .cell(let cell) = step else { return ProgramPiece(step, file: chapter.file, columns, told) }
            return ProgramPiece(cell, file: chapter.file, told, passing: statements)
        }
        return whole.with(text: text(pieces))
    }

    private static func text(_ pieces: [ProgramPiece]) -> String {
        let opening = ["import Foundation", "import Workbench", "", "_beginChapter()"]
        return (opening + pieces.flatMap(\.lines) + ["_endChapter()", ""]).joined(separator: "\n")
    }

    /// What the grammar forbids in the chapter's cells and expressions.
    package static func errors(in chapter: Chapter) -> [Diagnostic] {
        // Not that of the pieces, whose lines begin at the columns that they have in the chapter.
        let columns = SourceColumns(chapter.source)
        return chapter.steps.flatMap { ProgramPiece.errors(of: $0, file: chapter.file, columns) }
    }

    private static func pieces(_ steps: [ProgramStep], of chapter: Chapter) -> [ProgramPiece] {
        let columns = SourceColumns(chapter.source)
        let told = ToldValues(chapter.cells)
        return steps.map { ProgramPiece($0, file: chapter.file, columns, told) }
    }
}

extension ProgramStep {
    /// The lines of the chapter that it takes up.
    fileprivate var lines: Range<Int> {
        switch self {
        case .cell(let cell): cell.codeLines
        case .inlineValue(let value): value.location.line..<value.location.line + 1
        case .claim(let claim): claim.location.line..<claim.location.line + 1
        }
    }
}

extension InlineValue {
    /// The expression's column: it begins after `` `{swift} ``.
    fileprivate var expressionColumn: Int { location.column.map { $0 + "`{swift} ".count } ?? 1 }
}

/// What one step of a chapter adds to its program.
struct ProgramPiece {
    let lines: [String]
    /// The step's code without any line of the chapter, except where the line could show.
    let code: ProgramCode.Piece
    let errors: [Diagnostic]

    init(lines: [String], code: ProgramCode.Piece, errors: [Diagnostic]) {
        self.lines = lines
        self.code = code
        self.errors = errors
    }

    init(_ step: ProgramStep, file: String, _ columns: SourceColumns, _ told: ToldValues) {
        switch step {
        case .cell(let cell): self.init(cell, file: file, told)
        case .inlineValue(let value): self.init(value, file: file, columns)
        case .claim(let claim): self.init(claim, file: file, columns)
        }
    }

    /// - Parameter passed: the statements that run in a cell whose outputs are known; nil where all run, and show.
    init(_ cell: Cell, file: String, _ told: ToldValues, passing passed: Set<Int>? = nil) {
        let source = CellSource(cell.code)
        let last = source.statements.count - 1
        let body = source.statements.enumerated().flatMap { index, statement in
            passed?.contains(index) ?? true
                ? Self.lines(statement, isLast: index == last, file: file, firstLine: cell.codeLine, told)
                    + told.lines(after: statement, place: "\(cell.index)_\(index)") : []
        }
        let opening = passed == nil ? "_beginCell" : "_passCell"
        lines = ["", "\(opening)(\(cell.index))"] + body + ["_endCell(\(cell.index))"]
        let text = source.statements.map(\.text).joined(separator: "\n")
        // An error that the page shows names its place, and code can ask for it.
        let place = cell.options.error || Self.asksForItsPlace(text) ? " at \(file):\(cell.codeLine)" : ""
        code = ProgramCode.Piece(
            .cell, cell.index, note: (cell.options.error ? ", which may fail," : "") + place, text: text)
        errors = Self.errors(of: cell, file: file)
    }

    init(_ value: InlineValue, file: String, _ columns: SourceColumns) {
        let line = value.location.line
        let column = columns.bytes(before: value.expressionColumn, line: line)
        lines =
            ["", "_statement(\(line))"]
            + SourcePiece(file: file, line: line, column: column, text: value.expression)
            .wrapped(in: "_inlineValue(\(value.index),")
        let place = Self.asksForItsPlace(value.expression) ? " at \(file):\(line)" : ""
        code = ProgramCode.Piece(.inlineValue, value.index, note: place, text: value.expression)
        errors = Self.errors(of: value, columns)
    }

    private static func asksForItsPlace(_ code: String) -> Bool {
        code.utf8.contains(UInt8(ascii: "#")) && ["#line", "#column", "#file"].contains { code.contains($0) }
    }

    private static func lines(
        _ statement: CellSource.Statement, isLast: Bool, file: String, firstLine: Int, _ told: ToldValues
    ) -> [String] {
        let line = firstLine + statement.line
        let plain = SourcePiece(file: file, line: line, column: statement.column, text: statement.text)
        let piece = told.telling(of: statement.makers, in: plain)
        switch statement.kind {
        case .declaration: return piece.plain
        case .value where isLast: return ["_statement(\(line))"] + piece.wrapped(in: "_showValue(")
        case .variable, .value, .action: return ["_statement(\(line))"] + piece.plain
        }
    }

    /// What the grammar forbids in a step.
    static func errors(of step: ProgramStep, file: String, _ columns: SourceColumns) -> [Diagnostic] {
        switch step {
        case .cell(let cell): errors(of: cell, file: file)
        case .inlineValue(let value): errors(of: value, columns)
        case .claim(let claim): ComparisonSplit(claim.expression) == nil ? [noExpression(claim)] : []
        }
    }

    private static func errors(of cell: Cell, file: String) -> [Diagnostic] {
        CellSource(cell.code).errors.map { error in
            let place = SourceLocation(file: file, line: cell.codeLine + error.line, column: error.column)
            return Diagnostic(
                code: .syntaxError, at: place, endColumn: error.endColumn, error.message, help: error.help)
        }
    }

    private static func errors(of value: InlineValue, _ columns: SourceColumns) -> [Diagnostic] {
        expressionFault(value.expression).map { [fault($0, of: value, columns)] } ?? []
    }

    /// At the column in bytes, as the compiler's own errors.
    private static func fault(_ fault: String, of value: InlineValue, _ columns: SourceColumns) -> Diagnostic {
        let (line, column) = (value.location.line, value.location.column)
        let place = SourceLocation(
            file: value.location.file, line: line,
            column: column.map { columns.bytes(before: $0, line: line) + 1 })
        return Diagnostic(code: .badInlineValue, at: place, fault, help: expressionHelp)
    }
}

/// A piece of the chapter's own text inside the program.
struct SourcePiece {
    let file: String
    let line: Int
    /// Bytes before the text on its first line.
    let column: Int
    let text: String

    var plain: [String] { [location(line), padded, "#sourceLocation()"] }

    /// The call's own lines count as the lines before and after, so that the text keeps its place. No line comes before
    /// the first: there the text moves to the right.
    func wrapped(in call: String) -> [String] {
        let opening = line > 1 ? [location(line - 1), call, padded] : [location(line), call + padded]
        return opening + [")", "#sourceLocation()"]
    }

    /// With a word before it, on the line before where there is one.
    func plain(after word: String) -> [String] {
        let opening = line > 1 ? [location(line - 1), word, padded] : [location(line), word + padded]
        return opening + ["#sourceLocation()"]
    }

    private var padded: String { String(repeating: " ", count: column) + text }

    func location(_ line: Int) -> String { "#sourceLocation(file: \(quoted(file)), line: \(line))" }

    private func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }) else {
            return "\"\(text)\""
        }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
