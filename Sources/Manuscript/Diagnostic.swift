/// Something about the book that its author should know.
public struct Diagnostic: Codable, Equatable, Sendable {
    public enum Severity: String, Codable, Sendable {
        case error, warning
    }

    public let severity: Severity
    /// What kind of thing it is, for programs.
    public let code: DiagnosticCode
    public let location: SourceLocation
    /// The column after the last one that is meant, on the location's line; nil where that is not known.
    public let endColumn: Int?
    /// What is wrong, in one line and without a full stop.
    public let message: String
    /// What to do about it, in one line; nil where that is plain.
    public let help: String?

    public init(
        _ severity: Severity = .error, code: DiagnosticCode = .other, at location: SourceLocation,
        endColumn: Int? = nil, _ message: String, help: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.location = location
        self.endColumn = endColumn
        self.message = message
        self.help = help
    }

    /// The same at another place of the file, or with another severity.
    public func with(
        severity: Severity? = nil, location: SourceLocation? = nil, endColumn: Int?? = nil
    ) -> Diagnostic {
        Diagnostic(
            severity ?? self.severity, code: code, at: location ?? self.location,
            endColumn: endColumn ?? self.endColumn, message, help: help)
    }
}

/// Why a book or a chapter cannot be read.
public struct BookError: Error, Equatable {
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    public init(code: DiagnosticCode, at location: SourceLocation, _ message: String, help: String? = nil) {
        self.init([Diagnostic(code: code, at: location, message, help: help)])
    }
}
