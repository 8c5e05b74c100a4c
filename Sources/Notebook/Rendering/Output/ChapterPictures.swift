import Foundation

/// The pictures that a chapter's Markdown names, taken from beside the chapter.
struct ChapterPictures {
    private(set) var pictures: [String: Picture] = [:]
    private(set) var files: [OutputFile] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ chapter: Chapter, in book: Book) {
        let folder = book.folder.appendingPathComponent(chapter.file).deletingLastPathComponent()
        for case .image(let source, _, _, let location) in ProseWalk(chapter: chapter).inlines {
            guard pictures[source] == nil else { continue }
            guard LinkAddress.isLocal(source) else {
                diagnostics.append(Self.remote(source, location))
                continue
            }
            let file = folder.appendingPathComponent(source.removingPercentEncoding ?? source)
            guard let content = try? Data(contentsOf: file) else {
                diagnostics.append(Self.missing(source, location))
                continue
            }
            let path = Self.path(of: source)
            pictures[source] = Picture(path: path, content: content)
            files.append(OutputFile(path: path, content: content))
        }
    }

    /// Without steps up, so that everything stays inside of the output folder.
    private static func path(of source: String) -> String {
        let parts = (source.removingPercentEncoding ?? source).split(separator: "/").filter { $0 != "." && $0 != ".." }
        return "pictures/" + parts.joined(separator: "/")
    }

    private static func remote(_ source: String, _ location: SourceLocation) -> Diagnostic {
        Diagnostic(
            at: location, "the picture \(source) is not a file: a page fetches nothing from a network",
            help: "save it beside the chapter and name the file")
    }

    private static func missing(_ source: String, _ location: SourceLocation) -> Diagnostic {
        Diagnostic(at: location, "there is no picture \(source)", help: "name it as seen from the chapter's folder")
    }
}
