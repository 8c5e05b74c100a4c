import Digests

/// A chapter's code without the lines at which it stands, and what of it matters to what.
public struct ProgramCode: Codable, Equatable, Sendable {
    /// A cell or an inline value.
    public struct Piece: Codable, Equatable, Sendable {
        /// `cell 3`, counted from 1, or `inline value 2`; with what else its run depends on.
        public let title: String
        public let text: String

        public init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }

    /// In the order in which they run.
    public let pieces: [Piece]
    /// The digest of what the chapter declares itself and of the variables which these declarations use.
    public let declarations: String
    /// The digests of what the trainings depend on, by the names that the code spells out.
    public let trainings: [String: String]

    public init(pieces: [Piece], declarations: String = "", trainings: [String: String] = [:]) {
        self.pieces = pieces
        self.declarations = declarations
        self.trainings = trainings
    }

    /// One digest for all that runs.
    public var digest: String {
        SHA256.hexadecimal(of: Array(pieces.map { "\($0.title)\n\($0.text)" }.joined(separator: "\n").utf8))
    }
}
