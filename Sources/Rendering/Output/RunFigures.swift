import Digests
import Foundation
import Manuscript
import Running
import Transcript

/// The pictures that a chapter's cells drew, taken from the run's folder.
struct RunFigures {
    private(set) var files: [OutputFile] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ chapter: Chapter, run: ChapterRun) {
        for (cell, outcome) in zip(chapter.cells, run.cells) where cell.options.include && cell.options.output {
            for name in outcome.outputs.flatMap(\.figures).flatMap(\.names) {
                add(name, of: chapter, run: run, cell: cell)
            }
        }
    }

    private mutating func add(_ name: String, of chapter: Chapter, run: ChapterRun, cell: Cell) {
        let path = FigureHTML.path(of: name, in: chapter.name)
        guard !files.contains(where: { $0.path == path }) else { return }
        if let content = FolderGate(run.figureFolder).content(of: name) {
            files.append(OutputFile(path: path, content: content))
        } else {
            diagnostics.append(
                Diagnostic(
                    code: .lostPicture, at: cell.location, "the picture \(name) that this cell drew is gone",
                    help: "run aebook build \(chapter.name) --force"))
        }
    }
}
