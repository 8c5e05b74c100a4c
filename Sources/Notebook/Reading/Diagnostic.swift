/// Something about the book that its author should know.
public struct Diagnostic: Codable, Equatable, Sendable {
    public enum Severity: String, Codable, Sendable {
        case error, warning
    }

    public let severity: Severity
    public let location: SourceLocation
    /// What is wrong, in one line and without a full stop.
    public let message: String
    /// What to do about it, in one line; nil where that is plain.
    public let help: String?

    public init(_ severity: Severity = .error, at location: SourceLocation, _ message: String, help: String? = nil) {
        self.severity = severity
        self.location = location
        self.message = message
        self.help = help
    }
}

/// Why a book or a chapter cannot be read.
public struct BookError: Error, Equatable {
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    public init(at location: SourceLocation, _ message: String, help: String? = nil) {
        self.init([Diagnostic(at: location, message, help: help)])
    }
}
