import Digests
import SwiftCode
import Workers

/// A chapter's code without the lines at which it stands, and what of it matters to what.
public struct ProgramCode: Codable, Equatable, Sendable {
    /// The name of every chapter program's own module, as it stands in the runtime's messages.
    package static let module = "Chapter"

    /// A cell, an inline value or a claim.
    public struct Piece: Codable, Equatable, Sendable {
        public enum Kind: String, Codable, Sendable {
            case cell
            case inlineValue = "inline value"
            case claim
        }

        public let kind: Kind
        /// The place among the chapter's cells, inline values or claims, from 0.
        public let index: Int
        /// What else its run depends on, as the end of the title.
        public let note: String
        public let text: String

        public init(_ kind: Kind, _ index: Int, note: String = "", text: String) {
            self.kind = kind
            self.index = index
            self.note = note
            self.text = text
        }

        /// `cell 3`, counted from 1, or `inline value 2`; with what else its run depends on.
        public var title: String { "\(kind.rawValue) \(index + 1)\(note)" }

        /// The cell's index; nil for what stands in the prose.
        package var cell: Int? { kind == .cell ? index : nil }

        /// The same for two pieces that differ in nothing but their place among the others.
        package var identity: String { "\(kind.rawValue)\(note)\n\(text)" }
    }

    /// In the order in which they run.
    public let pieces: [Piece]
    /// The digest of what the chapter declares itself and of the variables which these declarations use.
    public let declarations: String
    /// The digests of what each type that the chapter declares depends on, by its full name, such as `Chapter.Net`.
    public let types: [String: String]
    /// Those of them that name constants or variables of the top level.
    public let typesWithValues: Set<String>
    /// The variables with which its code computes.
    public let uses: CodeUses
    /// The digests of what the trainings depend on, by the names that the code spells out.
    public let trainings: [String: String]

    public init(
        pieces: [Piece], declarations: String = "", types: [String: String] = [:], typesWithValues: Set<String> = [],
        uses: CodeUses = CodeUses(), trainings: [String: String] = [:]
    ) {
        self.pieces = pieces
        self.declarations = declarations
        self.types = types
        self.typesWithValues = typesWithValues
        self.uses = uses
        self.trainings = trainings
    }

    private static let known = TextMemory<ProgramCode>(capacity: 200)

    /// Of pieces, with what of them matters to what.
    package init(analyzing pieces: [Piece]) {
        self = Self.known.result(for: Self.digest(of: pieces)) { _ in Self.analyzed(pieces) }
    }

    private static func analyzed(_ pieces: [Piece]) -> ProgramCode {
        let statements = pieces.filter { $0.kind == .cell }.flatMap { ParsedStatement.all(in: $0.text) }
        let types = ChapterTypes(statements)
        return ProgramCode(
            pieces: pieces, declarations: ChapterDeclarations(statements).digest, types: types.digests,
            typesWithValues: types.withValues, uses: CodeUses(of: statements, types: types.digests.keys.map { $0 }),
            trainings: TrainingCode(statements).digests)
    }

    /// What the keys of trainings say of this code.
    package func ingredients(
        engine: String = "", tools: String = "", files: String? = nil, isQuick: Bool = false,
        hasChangedObjects: Bool = false
    ) -> CodeIngredients {
        let (trainings, digest) = (trainings, digest)
        return CodeIngredients(
            engine: engine, declarations: declarations, types: types, typesWithValues: typesWithValues, uses: uses,
            tools: tools,
            files: files, isQuick: isQuick, objects: hasChangedObjects ? digest : "",
            code: { trainings[$0] ?? digest })
    }

    /// One digest for all that runs.
    public var digest: String { Self.digest(of: pieces) }

    package static func digest(of pieces: [Piece]) -> String {
        SHA256.hexadecimal(of: Array(pieces.map { "\($0.title)\n\($0.text)" }.joined(separator: "\n").utf8))
    }
}
