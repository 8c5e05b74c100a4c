import Foundation
import Notebook

/// What stands at the end of a build: errors, a line per chapter, and the page to open.
struct BuildSummary {
    private let report: BuildReport
    /// What is wrong with the text of the book.
    private let diagnostics: [Diagnostic]
    private let data: ChosenData
    private let folder: URL
    /// Where the pages can be looked at.
    private let address: String

    /// - Parameter address: where the pages are served; nil where they are opened as files.
    init(
        _ report: BuildReport, diagnostics: [Diagnostic], data: ChosenData, book folder: URL, address: String? = nil
    ) {
        self.report = report
        self.diagnostics = diagnostics
        self.data = data
        self.folder = folder
        self.address = address ?? BookFolder.brief(report.index)
    }

    func show(_ console: Console) {
        for diagnostic in diagnostics { show(diagnostic, console) }
        for chapter in report.chapters {
            if let error = chapter.error { console.error("\(chapter.file): error: \(error)") }
            // What the reader of the text has said already is not said twice.
            let known = Set(diagnostics.map(\.location))
            for diagnostic in chapter.failure?.diagnostics ?? [] where !known.contains(diagnostic.location) {
                show(diagnostic, console)
            }
        }
        for diagnostic in report.diagnostics + report.claims.failures { show(diagnostic, console) }
        if let error = report.pdfError { console.error("aebook: error: --pdf: \(error)") }
        for chapter in report.chapters where console.isLive { console.print(line(chapter, console)) }
        console.print(WorkSummary(report).text)
        console.print("data: \(data.description.name), \(data.origin)")
        if let claims { console.print(claims) }
        if let review = report.review, !review.differences.isEmpty {
            console.print("numbers: \(DifferenceCount(review).text); see `aebook diff`")
        }
        if case .success(let file)? = report.pdf { console.print("PDF: \(BookFolder.brief(file))") }
        console.print(closing(console))
    }

    private func show(_ diagnostic: Diagnostic, _ console: Console) {
        for line in DiagnosticText(diagnostic, book: folder).lines(console) { console.error(line) }
    }

    private func line(_ chapter: ChapterReport, _ console: Console) -> String {
        let text = ChapterLine(chapter).text
        if chapter.isFailure { return console.coloured(text, .red) }
        return chapter.origin == .ran ? text : console.coloured(text, .dim)
    }

    /// `claims: 14 hold, 2 not applicable on drawn digits`; nothing where the book claims nothing.
    private var claims: String? {
        let claims = report.claims
        let (failed, other) = (claims.failures.count, claims.notApplicable)
        guard claims.held + failed + other > 0 else { return nil }
        let parts = [
            claims.held > 0 ? "\(claims.held) \(claims.held == 1 ? "holds" : "hold")" : nil,
            failed > 0 ? "\(failed) \(failed == 1 ? "does" : "do") not hold" : nil,
            other > 0 ? "\(other) not applicable on \(data.description.name)" : nil,
        ]
        return "claims: " + parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func closing(_ console: Console) -> String {
        let failed = report.chapters.count { $0.isFailure }
        let mistakes = (diagnostics + report.diagnostics).count { $0.severity == .error }
        let claims = report.claims.failures.count
        let failures =
            (failed == 0 ? "" : "\(Wording.count(failed, "chapter")) failed. ")
            + (claims == 0 ? "" : claims == 1 ? "1 claim does not hold. " : "\(claims) claims do not hold. ")
            + (mistakes == 0 ? "" : "\(Wording.count(mistakes, "error")) in the text. ")
        return failures + "Open \(address)"
    }
}
