import Foundation
import Manuscript
import Workers

/// The book as Jupyter notebooks (nbformat 4.5), one per chapter: the prose as Markdown, the cells with what they showed.
package struct JupyterFormat: OutputFormat {
    package let name = "ipynb"
    package let summary = "a Jupyter notebook per chapter, with its results, in notebooks/"

    private static let folder = "notebooks"

    package init() {}

    package func entry(of book: Book) -> String {
        book.chapters.first.map { "\(Self.folder)/\($0.name).ipynb" } ?? Self.folder
    }

    package func obstacle(to book: Book) -> FormatError? {
        book.chapters.isEmpty ? FormatError("the book has no chapter, so there is nothing to make a notebook of") : nil
    }

    package func files(of book: WovenBook) throws -> [OutputFile] {
        let pictures = (book.stills(dark: false) + book.named).map {
            (MarkdownDialect.attachment($0.path), $0.content)
        }
        let attachments = Dictionary(pictures, uniquingKeysWith: { first, _ in first })
        let anchors = HeadingAnchors([])
        let notebooks = inParallel(book.scopes) { scope in
            let markdown = MarkdownScope(scope, .jupyter, anchors)
            return NotebookChapter(markdown: markdown, pictures: attachments).notebook
        }
        return try zip(book.scopes, notebooks).map { scope, notebook in
            OutputFile(path: "\(Self.folder)/\(scope.chapter.name).ipynb", content: try notebook.json())
        }
    }
}
