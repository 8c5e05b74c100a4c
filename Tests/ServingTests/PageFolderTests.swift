import Foundation
import Serving
import Testing

@Suite("Files by address")
struct PageFolderTests {
    private let place: URL
    private let pages: PageFolder

    /// `out/` with pages, and a secret beside it.
    init() throws {
        place = try TemporaryFolder.make()
        let out = place.appendingPathComponent("out")
        try FileManager.default.createDirectory(
            at: out.appendingPathComponent("assets"), withIntermediateDirectories: true)
        for (path, text) in [
            ("out/index.html", "first"), ("out/01-a b.html", "a"), ("out/assets/book.css", "css"),
            ("out/.aebook-files.json", "list"), ("secret.txt", "secret"),
        ] {
            try Data(text.utf8).write(to: place.appendingPathComponent(path))
        }
        try FileManager.default.createSymbolicLink(
            at: out.appendingPathComponent("link.txt"), withDestinationURL: place.appendingPathComponent("secret.txt"))
        pages = PageFolder(out)
    }

    @Test(
        "An address names a file, an index or a page",
        arguments: [
            ("/", "first"), ("/index.html", "first"), ("/01-a b.html", "a"), ("/01-a b", "a"),
            ("/assets/book.css", "css"), ("//index.html", "first"),
        ])
    func found(path: String, text: String) {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(pages.page(at: path).map { String(decoding: $0.content, as: UTF8.self) } == text)
    }

    @Test(
        "Nothing outside of the folder has an address, and nothing hidden",
        arguments: [
            "/../secret.txt", "/assets/../../secret.txt", "/./index.html", "/.aebook-files.json", "/link.txt",
            "/assets", "/..", "/etc/passwd", "secret.txt", "/..\\secret.txt", "", "/index.html\0.png",
        ])
    func notFound(path: String) {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(pages.page(at: path) == nil)
    }

    @Test("Pages are listed, and types are known")
    func types() {
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(pages.pageNames == ["01-a b.html", "index.html"])
        #expect(pages.page(at: "/")?.type == "text/html; charset=utf-8")
        #expect(pages.page(at: "/assets/book.css")?.type == "text/css; charset=utf-8")
    }
}

enum TemporaryFolder {
    static func make() throws -> URL {
        let place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("aebook-serving-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        return place
    }
}
