import Foundation
import Manuscript

/// The files beside a chapter that its Markdown names, as pictures and in links. What is missing is left out;
/// `ReferenceCheck` says so.
struct ChapterFiles {
    /// Pictures by the keys of their sources.
    private(set) var pictures: [String: ChapterImage] = [:]
    /// Where linked files come to lie, by the keys of their links' paths.
    private(set) var links: [String: String] = [:]
    private(set) var files: [OutputFile] = []

    /// - Parameter places: those that the other chapters' files have taken.
    init(_ chapter: Chapter, in book: Book, _ places: inout OutputPlaces) {
        for inline in ProseWalk(chapter).inlines {
            switch inline {
            case .image(let source, _, _, _): addPicture(source, of: chapter, in: book, &places)
            case .link(let destination, _, _, _): addLink(destination, of: chapter, in: book, &places)
            default: break
            }
        }
    }

    private mutating func addPicture(
        _ source: String, of chapter: Chapter, in book: Book, _ places: inout OutputPlaces
    ) {
        let key = ChapterFile.key(source)
        guard pictures[key] == nil, LinkAddress.isLocal(source) else { return }
        let file = ChapterFile(source, of: chapter, in: book)
        guard let place = file.place, let content = file.content else { return }
        let path = places.place(for: book.gate.path(of: place), wanting: file.outputPath, in: "pictures")
        pictures[key] = ChapterImage(path: path, content: content)
        files.append(OutputFile(path: path, content: content))
    }

    private mutating func addLink(
        _ destination: String, of chapter: Chapter, in book: Book, _ places: inout OutputPlaces
    ) {
        let path = String(destination.prefix { $0 != "#" })
        guard !path.isEmpty, links[ChapterFile.key(path)] == nil, LinkAddress.isLocal(path), !path.hasSuffix(".md"),
            !Book.otherFiles.contains(path), book.chapter(at: path) == nil
        else { return }
        let file = ChapterFile(path, of: chapter, in: book)
        guard file.kind == .file, let place = file.place, let content = file.content else { return }
        let copy = places.place(for: book.gate.path(of: place), wanting: file.outputPath, in: "files")
        links[ChapterFile.key(path)] = copy
        files.append(OutputFile(path: copy, content: content))
    }
}
