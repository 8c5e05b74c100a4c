import Foundation
import Manuscript
import Running

/// A book woven together with what its chapters' programs showed: what every format is made from.
package struct WovenBook {
    let book: Book
    /// By the chapter's name; a chapter without one has not been built yet.
    let runs: [String: ChapterRun]
    /// In the book's order.
    let chapters: [ChapterPage]
    let cover: CoverPage
    let appendix: ComputationPage
    /// What the cells drew.
    let figures: [OutputFile]
    /// The files beside the chapters that these show or link to.
    let named: [OutputFile]
    /// The outputs of which a page shows a part only.
    let texts: [OutputFile]
    /// Style sheets, scripts, fonts, and what the search looks through.
    let assets: [OutputFile]

    var scopes: [ChapterScope] { chapters.map(\.scope) }
    var whole: WholeBookPage { WholeBookPage(book: book, chapters: chapters, cover: cover, appendix: appendix) }
    /// What the pages name.
    var files: [OutputFile] { figures + texts + named + assets }
    /// The figures at their full width, of films the frames beside each other.
    ///
    /// - Parameter dark: whether those on dark paper are among them.
    func stills(dark: Bool) -> [OutputFile] {
        let paths = Set(
            scopes.flatMap { scope in
                let pictures = (scope.run?.cells ?? []).flatMap(\.outputs).compactMap(OutputGroup.Graphic.init)
                let names = pictures.map(\.still).flatMap { [$0.light] + (dark ? [$0.dark] : []) }
                return names.map { FigureHTML.path(of: $0, in: scope.chapter.name) }
            })
        return figures.filter { paths.contains($0.path) }
    }

    /// When the last of its results was computed.
    var date: Date { runs.values.map(\.date).max() ?? Date(timeIntervalSince1970: 0) }
}
