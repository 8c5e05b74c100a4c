import Manuscript
import Running
import Transcript

/// What the functions of one chapter's page look things up in. It never changes.
package struct ChapterScope {
    package let book: Book
    package let chapter: Chapter
    /// Nil where the chapter has never been run.
    package let run: ChapterRun?
    /// Whether what its run lacks is being computed.
    package let isRunning: Bool
    package let data: BookData
    package let formulas: RenderedFormulas
    /// Local pictures of the chapter's own Markdown, by the keys of their sources.
    package let pictures: [String: ChapterImage]
    /// Where the files that its links name lie in the output folder, by the keys of the links' paths.
    package let files: [String: String]
    package let sections: [Section]
    let origins: ChapterOrigins

    package init(
        book: Book, chapter: Chapter, run: ChapterRun?, isRunning: Bool = false, data: BookData,
        formulas: RenderedFormulas = [:],
        pictures: [String: ChapterImage] = [:], files: [String: String] = [:]
    ) {
        self.book = book
        self.chapter = chapter
        self.run = run
        self.isRunning = isRunning
        self.data = data
        self.formulas = formulas
        self.pictures = pictures
        self.files = files
        sections = Section.sections(of: chapter, references: book.references)
        origins = ChapterOrigins(chapter, run: run)
    }

    package func picture(_ source: String) -> ChapterImage? { pictures[ChapterFile.key(source)] }

    package func outcome(ofCell index: Int) -> CellOutcome {
        run.flatMap { index < $0.cells.count ? $0.cells[index] : nil } ?? CellOutcome(state: .notRun)
    }

    /// What an inline value came to; nil where it was not reached.
    package func text(ofValue index: Int) -> String? {
        run.flatMap { index < $0.inlineTexts.count ? $0.inlineTexts[index] : nil }
    }

    /// What a claim came to; nil where it was not reached.
    package func outcome(ofClaim index: Int) -> ClaimOutcome? {
        run.flatMap { index < $0.claims.count ? $0.claims[index] : nil }
    }

    /// What stands in place of a result that is not there.
    package var missing: String { isRunning ? "being computed" : "not run" }

    /// The trainings behind something, in the chapter's order.
    package func trainings(of origin: Provenance) -> [TrainingSummary] {
        let all = run?.trainings ?? []
        return origin.trainings.sorted().filter { $0 < all.count }.map { all[$0] }
    }

    /// Whether the cell's code stands on the page.
    func showsCode(ofCell index: Int) -> Bool {
        guard chapter.cells.indices.contains(index) else { return false }
        let options = chapter.cells[index].options
        return options.include && options.echo && !chapter.cells[index].code.allSatisfy(\.isWhitespace)
    }

    /// The target of a label that stands in this chapter.
    package func target(_ label: String?) -> ReferenceTarget? {
        label.flatMap { book.references[$0] }.flatMap { $0.chapter == chapter.name ? $0 : nil }
    }
}
