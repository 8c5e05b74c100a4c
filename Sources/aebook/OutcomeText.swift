import Foundation
import Notebook

/// What stands at the end of a check or a build: what is wrong, a line per chapter, and the page to open.
struct OutcomeText {
    let outcome: Outcome

    /// - Parameter good: what is said where nothing is wrong.
    func showCheck(_ console: Console, good: String) {
        showDiagnostics(console)
        console.print(outcome.counts.isEmpty ? good : outcome.counts)
    }

    func showBuild(_ console: Console) {
        showDiagnostics(console)
        for chapter in outcome.chapters ?? [] where console.isLive { console.print(line(chapter, console)) }
        if let data = outcome.data { console.print("data: \(data.description.name), \(data.origin)") }
        let index = outcome.index.map { "Open \(BookFolder.brief($0))" } ?? ""
        console.print(outcome.counts.isEmpty ? index : "\(outcome.counts). \(index)")
    }

    private func showDiagnostics(_ console: Console) {
        for diagnostic in outcome.diagnostics {
            for line in DiagnosticText(diagnostic, book: outcome.folder).lines(console) { console.error(line) }
        }
    }

    private func line(_ chapter: ChapterReport, _ console: Console) -> String {
        let text = ChapterLine(chapter).text
        if chapter.isFailure { return console.coloured(text, .red) }
        return chapter.origin == .ran ? text : console.coloured(text, .dim)
    }
}
