import Foundation
import Manuscript
import Workers

/// The book as an EPUB (version 3.2), for reading devices: a page per chapter with its figures, formulas as MathML, and
/// the contents.
package struct EPUBFormat: OutputFormat {
    package let name = "epub"
    package let summary = "an EPUB 3 for reading devices, named after the book's title"

    package init() {}

    package func entry(of book: Book) -> String {
        let letters = book.settings.title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
        let slug = String(letters).split(separator: "-").joined(separator: "-")
        return "\(slug.isEmpty ? "book" : slug).epub"
    }

    package func files(of book: WovenBook) throws -> [OutputFile] {
        var archive = ZipFile()
        // First, and as it is: so a reader knows the file by its first bytes.
        archive.add("mimetype", Data("application/epub+zip".utf8), isStored: true)
        archive.add("META-INF/container.xml", Data(EPUBPackage.container.utf8), isStored: false)
        for file in EPUBContent(book: book).files {
            archive.add("EPUB/\(file.path)", file.content, isStored: file.path.hasSuffix(".png"))
        }
        return [OutputFile(path: entry(of: book.book), content: archive.content)]
    }
}

/// What an EPUB of a book holds.
private struct EPUBContent {
    let book: WovenBook
    private let documents: EPUBDocuments
    private let pages: [EPUBPage]
    private let pictures: [EPUBPicture]

    init(book: WovenBook) {
        self.book = book
        documents = EPUBDocuments(book: book)
        let title = EPUBPage(
            name: OwnPage.cover, file: "title.xhtml", title: book.book.settings.title, book.cover.content)
        let chapters = inParallel(book.chapters) { page in
            let chapter = page.scope.chapter
            return EPUBPage(
                name: chapter.name, file: "chapter-\(chapter.number).xhtml",
                title: "\(chapter.number). \(chapter.title)", page.article)
        }
        let appendix = EPUBPage(
            name: OwnPage.computation, file: "computation.xhtml", title: ComputationPage.title, book.appendix.article)
        pages = [title] + chapters + [appendix]
        pictures = EPUBPicture.pictures(book.stills(dark: false) + book.named)
    }

    /// From the folder of the package document.
    var files: [OutputFile] {
        let links = EPUBLinks(
            pages, pictures: Dictionary(pictures.map { ($0.path, $0.file) }, uniquingKeysWith: { first, _ in first }))
        let texts =
            [
                ("package.opf", opf.document), ("cover.xhtml", documents.cover),
                ("cover.svg", documents.coverPicture),
                ("contents.xhtml", documents.contents(Dictionary(pages.map { ($0.name, $0) }) { first, _ in first })),
                ("book.css", String(decoding: PackageResources.epub_css, as: UTF8.self)),
            ] + pages.map { ($0.file, text(of: $0, links)) }
        return texts.map { OutputFile(path: $0, content: Data($1.utf8)) }
            + pictures.map { OutputFile(path: $0.file, content: $0.content) }
    }

    private func text(of page: EPUBPage, _ links: EPUBLinks) -> String {
        let body = (page.content + page.notes).flatMap { links.resolved($0, on: page) }.map(\.source).joined()
        return documents.page(page.title, body)
    }

    private var opf: EPUBPackage {
        let page = "application/xhtml+xml"
        let front: [EPUBPackage.Item] = [
            .init(file: "cover.xhtml", type: page),
            .init(file: "cover.svg", type: "image/svg+xml", properties: ["cover-image"]),
            .init(file: "contents.xhtml", type: page, properties: ["nav"]), .init(file: "book.css", type: "text/css"),
        ]
        let texts = pages.map {
            EPUBPackage.Item(file: $0.file, type: page, properties: $0.hasMathematics ? ["mathml"] : [])
        }
        let drawn = pictures.map { EPUBPackage.Item(file: $0.file, type: $0.type) }
        return EPUBPackage(
            settings: book.book.settings, date: book.date, items: front + texts + drawn,
            spine: ["cover.xhtml", "title.xhtml", "contents.xhtml"] + pages.dropFirst().map(\.file))
    }
}

/// A picture of a kind that every reader knows.
private struct EPUBPicture {
    /// In the output folder.
    let path: String
    /// In the EPUB.
    let file: String
    let type: String
    let content: Data

    private static let types = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    ]

    static func pictures(_ files: [OutputFile]) -> [EPUBPicture] {
        files.enumerated().compactMap { number, file in
            let name = file.path.split(separator: "/").last.map(String.init) ?? ""
            let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            guard let type = types[ending] else { return nil }
            return EPUBPicture(
                path: file.path, file: "images/\(number + 1)-\(EPUBName.file(name))", type: type, content: file.content)
        }
    }
}
