import Foundation
import Notebook
import Rendering
import Running

/// What stands at the end of a check or a build: what is wrong, a line per chapter, and the page to open.
struct OutcomeText {
    let outcome: Outcome

    /// - Parameter good: what is said where nothing is wrong.
    func showCheck(_ console: Console, good: String) {
        showDiagnostics(console)
        console.print(outcome.counts.isEmpty ? good : outcome.counts)
    }

    /// - Parameter address: where the pages are served; nil where they are opened as files.
    func showBuild(_ console: Console, address: String? = nil) {
        showDiagnostics(console)
        guard let (report, data) = outcome.build else { return }
        for error in outcome.formatErrors { console.error("aebook: error: \(error)") }
        for chapter in report.chapters where console.isLive { console.print(line(chapter, console)) }
        console.print(WorkSummary(report).text)
        console.print("data: \(data.description.name), \(data.origin)")
        if let claims = claims(report.claims, data) { console.print(claims) }
        if let differences = report.differences, !differences.isEmpty {
            console.print("numbers: \(DifferenceCount(differences).text); see `aebook diff`")
        }
        for format in outcome.formats {
            if let file = format.file { console.print("\(Self.title(format)): \(BookLocation.brief(file))") }
        }
        let page = "Open \(address ?? BookLocation.brief(report.index))"
        console.print(outcome.counts.isEmpty ? page : "\(outcome.counts). \(page)")
    }

    /// `claims: 14 hold, 2 not applicable on drawn digits`; nothing where the book claims nothing.
    private func claims(_ claims: ClaimTally, _ data: ChosenData) -> String? {
        let (failed, other) = (claims.failures.count, claims.notApplicable)
        guard claims.held + failed + other > 0 else { return nil }
        let parts = [
            claims.held > 0 ? "\(claims.held) \(claims.held == 1 ? "holds" : "hold")" : nil,
            failed > 0 ? "\(failed) \(failed == 1 ? "does" : "do") not hold" : nil,
            other > 0 ? "\(other) not applicable on \(data.description.name)" : nil,
        ]
        return "claims: " + parts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func title(_ format: MadeFormat) -> String { format.name == "pdf" ? "PDF" : format.name }

    private func showDiagnostics(_ console: Console) { console.show(outcome.diagnostics, of: outcome.folder) }

    private func line(_ chapter: ChapterReport, _ console: Console) -> String {
        let text = ChapterLine(chapter).text
        if chapter.isFailure { return console.colored(text, .red) }
        return chapter.origin == .ran ? text : console.colored(text, .dim)
    }
}
