import Manuscript
import Markup
import Running

/// What went wrong in one cell.
struct CellFailure: Equatable {
    let kind: RunFailure.Kind
    /// At least one, the first one first.
    let diagnostics: [Diagnostic]

    /// Nil where the chapter's failure is not this cell's: its lines lie elsewhere, and it did not stop here.
    init?(_ failure: RunFailure?, in cell: Cell, of chapter: Chapter) {
        guard let failure else { return nil }
        let own = failure.diagnostics.filter { cell.contains($0.location, of: chapter) }
        let foreign = failure.diagnostics.filter { diagnostic in
            !chapter.cells.contains { $0.contains(diagnostic.location, of: chapter) }
        }
        let diagnostics = failure.cell == cell.index ? own + foreign : own
        guard !diagnostics.isEmpty else { return nil }
        (kind, self.diagnostics) = (failure.kind, diagnostics)
    }

    /// Places of the named lines in the cell's code, from 0.
    func markedLines(in cell: Cell) -> Set<Int> { Set(diagnostics.map { $0.location.line - cell.codeLine }) }

    var title: String { kind.title }

    var html: HTML {
        let items = diagnostics.map { diagnostic -> HTML in
            let help: HTML = diagnostic.help.map { "\n<p>\($0)</p>" } ?? .empty
            return "<pre>\(diagnostic.message)</pre>\n<p class=\"place\">\(diagnostic.location.description)</p>\(help)"
        }
        return """
            <div class="failure" role="note">
            <p class="failure-title">\(title)</p>
            \(items.joined(separator: "\n"))
            </div>
            """
    }
}

extension RunFailure.Kind {
    /// For readers of the page.
    package var title: String {
        switch self {
        case .compileError: "This cell does not compile"
        case .thrownError: "This cell threw an error"
        case .trap: "This cell trapped"
        case .timeout: "This cell took too long"
        case .killed: "This cell was killed"
        }
    }
}

extension Cell {
    fileprivate func contains(_ location: SourceLocation, of chapter: Chapter) -> Bool {
        let lineCount = code.split(separator: "\n", omittingEmptySubsequences: false).count
        return location.file == chapter.file && (codeLine..<codeLine + lineCount).contains(location.line)
    }
}
