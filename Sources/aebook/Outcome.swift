import Foundation
import Manuscript
import Notebook
import Rendering

/// What a command found out about the book.
struct Outcome {
    /// The book's folder.
    let folder: URL
    /// Each with its final severity, in the order of the book.
    let diagnostics: [Diagnostic]
    /// What a build did, and from what; nil where nothing was built.
    let build: (report: BuildReport, data: ChosenData)?

    /// - Parameter isStrict: whether warnings count as errors.
    init(of report: BuildReport, in folder: URL, from data: ChosenData, isStrict: Bool) {
        self.init(report.diagnostics, of: folder, build: (report, data), isStrict: isStrict)
    }

    init(
        _ diagnostics: [Diagnostic], of folder: URL, build: (BuildReport, ChosenData)? = nil, isStrict: Bool
    ) {
        self.folder = folder
        self.build = build
        self.diagnostics = isStrict ? diagnostics.map { $0.with(severity: .error) } : diagnostics
    }

    var errorCount: Int { diagnostics.count { $0.severity == .error } }
    var warningCount: Int { diagnostics.count { $0.severity == .warning } }
    var failedCount: Int { (build?.report.chapters ?? []).count { $0.isFailure } }
    var formats: [MadeFormat] { build?.report.formats ?? [] }
    /// Why formats that were asked for are not there, each with the option that asked.
    var formatErrors: [String] { formats.compactMap { format in format.error.map { "\(format.request): \($0)" } } }
    var isGood: Bool { errorCount == 0 && failedCount == 0 && formatErrors.isEmpty }

    /// `2 chapters failed, 1 claim does not hold, 3 errors, 1 warning`; empty where all is well.
    var counts: String {
        let claims = build?.report.claims.failures.count ?? 0
        let errors = errorCount - claims
        return [
            failedCount == 0 ? nil : "\(Wording.count(failedCount, "chapter")) failed",
            claims == 0 ? nil : claims == 1 ? "1 claim does not hold" : "\(claims) claims do not hold",
            errors == 0 ? nil : Wording.count(errors, "error"),
            warningCount == 0 ? nil : Wording.count(warningCount, "warning"),
        ].compactMap { $0 }.joined(separator: ", ")
    }
}

/// How a command says what it found: to a person, or to a program as one JSON document on standard output.
struct OutcomeReport {
    let isJSON: Bool
    let console: Console

    /// Where a person reads how the work goes on.
    var progress: Console { isJSON ? Console(output: 2) : console }

    /// Does the work, and says what it came to.
    ///
    /// - Parameters:
    ///   - work: gets the console for its progress.
    ///   - show: says it to a person.
    /// - Returns: the exit code.
    func code(of work: (Console) throws -> Outcome, show: (OutcomeText) -> Void) throws -> Int32 {
        try guarded {
            let outcome = try work(progress)
            isJSON ? console.draw(JSONText.of(OutcomeJSON(outcome))) : show(OutcomeText(outcome: outcome))
            return outcome.isGood ? 0 : 1
        }
    }

    /// What stands in the way is told in the same form.
    func guarded(_ body: () throws -> Int32) throws -> Int32 {
        do {
            return try body()
        } catch let error as BookError where isJSON {
            console.draw(JSONText.of(OutcomeJSON(unreadable: error)))
            return 1
        } catch  where isJSON && !(error is UsageError) {
            let failure = error as? Failure ?? Failure("aebook: error: \(AebookCommand.description(of: error))")
            console.draw(JSONText.of(OutcomeJSON(failure: failure)))
            return failure.code
        }
    }
}
