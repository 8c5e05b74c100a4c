/// A place in a chapter or in another file of the book.
public struct SourceLocation: Codable, Equatable, Hashable, Sendable, CustomStringConvertible {
    /// The path from the book's folder, such as `chapters/03-what-the-bottleneck-learns.md`.
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1; nil where the whole line is meant.
    public let column: Int?

    public init(file: String, line: Int, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String {
        column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
    }
}
