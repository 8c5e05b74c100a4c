import Foundation
import Manuscript
import Notebook
import Rendering
import Running

/// What a command found out, for editors and scripts.
struct OutcomeJSON: Encodable {
    /// Whether the exit code is 0.
    let ok: Bool
    let errors: Int
    let warnings: Int
    let diagnostics: [Mistake]
    /// Only after a build.
    var chapters: [BuiltChapter]?
    /// The path of the page to open first.
    var index: String?
    /// The name of the data that the book was built from.
    var data: String?
    /// The path of the PDF file, where one was asked for.
    var pdf: String?
    /// The paths of the files to open first, by the names of the formats that were asked for.
    var formats: [String: String]?
    /// Why the command could not do its work at all, or not make a format.
    var failure: String?

    /// A diagnostic; lines and columns count from 1, and `endColumn` is the one after the last character that is meant.
    struct Mistake: Encodable {
        let severity: Diagnostic.Severity
        let code: DiagnosticCode
        let file: String
        let line: Int
        let column: Int?
        let endColumn: Int?
        let message: String
        let help: String?
    }

    struct BuiltChapter: Encodable {
        let name: String
        let file: String
        /// `ran`, `unchanged`, `failed` or `not-built`.
        let outcome: String
        /// How long its last run took.
        let seconds: Double?
    }

    init(_ outcome: Outcome) {
        ok = outcome.isGood
        errors = outcome.errorCount
        warnings = outcome.warningCount
        diagnostics = outcome.diagnostics.map(Mistake.init)
        chapters = outcome.build?.report.chapters.map(BuiltChapter.init)
        index = outcome.build?.report.index.path
        data = outcome.build?.data.description.name
        let made = outcome.formats.compactMap { format in format.file.map { (format.name, $0.path) } }
        if !made.isEmpty { formats = Dictionary(made, uniquingKeysWith: { first, _ in first }) }
        pdf = formats?["pdf"]
        failure = outcome.formatErrors.isEmpty ? nil : outcome.formatErrors.joined(separator: "\n")
    }

    init(unreadable error: BookError) {
        (ok, errors, warnings) = (false, error.diagnostics.count { $0.severity == .error }, 0)
        diagnostics = error.diagnostics.map(Mistake.init)
    }

    init(failure: Failure) {
        (ok, errors, warnings, diagnostics) = (false, 1, 0, [])
        self.failure = failure.messages.joined(separator: "\n")
    }
}

/// A document as a command prints it.
enum JSONText {
    static func of(_ document: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(document) else {
            fatalError("an outcome that JSON cannot hold: \(document)")
        }
        return String(decoding: json, as: UTF8.self) + "\n"
    }
}

extension OutcomeJSON.Mistake {
    fileprivate init(_ diagnostic: Diagnostic) {
        let place = diagnostic.location
        self.init(
            severity: diagnostic.severity, code: diagnostic.code, file: place.file, line: place.line,
            column: place.column, endColumn: diagnostic.endColumn, message: diagnostic.message, help: diagnostic.help)
    }
}

extension OutcomeJSON.BuiltChapter {
    fileprivate init(_ report: ChapterReport) {
        let outcome =
            switch report.origin {
            case _ where report.isFailure: "failed"
            case .ran: "ran"
            case .reused: "unchanged"
            case .left: "not-built"
            }
        self.init(name: report.chapter, file: report.file, outcome: outcome, seconds: report.run?.seconds)
    }
}
