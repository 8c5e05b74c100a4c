import Foundation

/// The files beside a chapter that its Markdown names, as pictures and in links. What is missing is left out;
/// `ReferenceCheck` says so.
struct ChapterFiles {
    /// Pictures by their source.
    private(set) var pictures: [String: Picture] = [:]
    /// Where linked files come to lie, by the paths of their links.
    private(set) var links: [String: String] = [:]
    private(set) var files: [OutputFile] = []

    init(_ chapter: Chapter, in book: Book) {
        for inline in ProseWalk(chapter: chapter).inlines {
            switch inline {
            case .image(let source, _, _, _): addPicture(source, of: chapter, in: book)
            case .link(let destination, _, _, _): addLink(destination, of: chapter, in: book)
            default: break
            }
        }
    }

    private mutating func addPicture(_ source: String, of chapter: Chapter, in book: Book) {
        guard pictures[source] == nil, LinkAddress.isLocal(source) else { return }
        let file = ChapterFile(source, of: chapter, in: book)
        guard let content = file.content else { return }
        let path = "pictures/" + file.outputPath
        pictures[source] = Picture(path: path, content: content)
        files.append(OutputFile(path: path, content: content))
    }

    private mutating func addLink(_ destination: String, of chapter: Chapter, in book: Book) {
        let path = String(destination.prefix { $0 != "#" })
        guard !path.isEmpty, links[path] == nil, LinkAddress.isLocal(path), !path.hasSuffix(".md"),
            !Book.otherFiles.contains(path), book.chapter(at: path) == nil
        else { return }
        let file = ChapterFile(path, of: chapter, in: book)
        guard file.state == .file, let content = file.content else { return }
        links[path] = "files/" + file.outputPath
        files.append(OutputFile(path: "files/" + file.outputPath, content: content))
    }
}
