import Manuscript
import SwiftCode

/// Uses of a variable above the cell that sets it.
///
/// The variables of a chapter are the program's own, which Swift makes zero when the program begins: what reads one too
/// early gets 0, or ends the program, and the compiler says nothing of it.
struct EarlyUses {
    private let chapter: Chapter
    private let pieces: [Piece]
    /// Where each variable is set: its place among the pieces, and its line.
    private var settings: [String: (place: Int, line: Int)] = [:]
    /// What the chapter's own functions mention: to call one is to use that.
    private var functions: [String: Set<String>] = [:]
    /// The place of the last setting that calling a function may reach.
    private var latestPlaces: [String: Int] = [:]

    /// A statement, or an expression of the prose, in the order in which the program runs them.
    private struct Piece {
        let statement: CellSource.Statement
        let location: SourceLocation
        let mentioned: Set<String>
    }

    static func diagnostics(of chapter: Chapter) -> [Diagnostic] {
        let uses = EarlyUses(chapter)
        return uses.pieces.indices.flatMap(uses.diagnostics)
    }

    private init(_ chapter: Chapter) {
        self.chapter = chapter
        pieces = chapter.steps.flatMap { Self.pieces(of: $0, file: chapter.file) }
        for (place, piece) in pieces.enumerated() {
            for name in piece.statement.variables where settings[name] == nil {
                settings[name] = (place, piece.location.line)
            }
            for name in piece.statement.functions { functions[name, default: []].formUnion(piece.mentioned) }
        }
        latestPlaces = latest()
    }

    /// From the last variable to the first, each goes to all functions that mention it, themselves or by others.
    private func latest() -> [String: Int] {
        var callers: [String: [String]] = [:]
        for (function, mentioned) in functions { for name in mentioned { callers[name, default: []].append(function) } }
        var places: [String: Int] = [:]
        for (variable, setting) in settings.sorted(by: { $0.value.place > $1.value.place }) {
            var open = callers[variable] ?? []
            while let function = open.popLast() {
                guard places[function] == nil else { continue }
                places[function] = setting.place
                open += callers[function] ?? []
            }
        }
        return places
    }

    private static func pieces(of step: ProgramStep, file: String) -> [Piece] {
        func pieces(_ code: String, _ location: (CellSource.Statement) -> SourceLocation) -> [Piece] {
            CellSource(code).statements.map { statement in
                let mentions = statement.mentions
                let names = mentions.names.union(mentions.keyed.map(\.name))
                return Piece(
                    statement: statement, location: location(statement),
                    mentioned: names.subtracting(mentions.defined).subtracting(mentions.parameters))
            }
        }
        return switch step {
        case .cell(let cell): pieces(cell.code) { SourceLocation(file: file, line: cell.codeLine + $0.line) }
        case .inlineValue(let value): pieces(value.expression) { _ in value.location }
        case .claim(let claim): pieces(claim.expression) { _ in claim.location }
        }
    }

    private func diagnostics(at place: Int) -> [Diagnostic] {
        let piece = pieces[place]
        // A function uses nothing where it stands.
        guard piece.statement.functions.isEmpty, piece.statement.kind != .declaration,
            piece.mentioned.contains(where: { max(settings[$0]?.place ?? 0, latestPlaces[$0] ?? 0) > place })
        else { return [] }
        return reached(from: piece.mentioned).sorted().compactMap { name in
            guard let setting = settings[name], setting.place > place else { return nil }
            return Diagnostic(
                code: .earlyUse, at: piece.location,
                "`\(name)` is used before it has a value: it is set at \(chapter.file):\(setting.line)",
                help: "move what sets it above this line")
        }
    }

    /// The names, and those that are mentioned by the functions among them.
    private func reached(from names: Set<String>) -> Set<String> {
        var (all, open) = (names, Array(names))
        while let name = open.popLast() {
            for next in functions[name] ?? [] where all.insert(next).inserted { open.append(next) }
        }
        return all
    }
}
