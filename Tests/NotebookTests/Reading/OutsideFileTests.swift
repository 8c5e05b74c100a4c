import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import TestSupport
import Testing

/// Files from outside of a book never come onto its pages.
@Suite("Files outside of the book")
struct OutsideFileTests {
    /// A folder with `book/` and, beside it, a secret.
    private let place: TemporaryBook
    private var book: URL { place.folder.appendingPathComponent("book") }

    init() throws {
        place = try TemporaryBook([
            "secret.txt": "a secret\n", "pictures/p.svg": "<svg/>", "book/chapters/book.yml": "title: T\n",
            "book/chapters/01-a.md": "# A\n", "book/own.txt": "own\n", "book/chapters/own.svg": "<svg/>",
        ])
        try link("book/linked.txt", to: "../secret.txt")
        try link("book/up", to: "..")
        try link("book/chapters/inside", to: "../own.txt")
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: place.folder.appendingPathComponent(path).path, withDestinationPath: target)
    }

    /// Reads the book with this chapter and writes its pages.
    ///
    /// - Returns: the places and codes of what is wrong, and everything that was written.
    private func build(_ chapter: String, settings: String = "") throws -> (faults: [String], written: [String: String])
    {
        try place.write(Data("# A\n\n\(chapter)\n".utf8), to: "book/chapters/01-a.md")
        try place.write(Data("title: T\n\(settings)".utf8), to: "book/chapters/book.yml")
        let (read, diagnostics) = try BookReader.read(folder: book)
        let output = book.appendingPathComponent("output")
        let data = BookData(name: "no data", trainingImages: 0, testImages: 0)
        _ = try PageWriter(mathematicsFolders: [], fontFolders: []).write(read, runs: [:], data: data, to: output)
        let files = try FileManager.default.subpathsOfDirectory(atPath: output.path).map { path in
            (path, (try? String(contentsOf: output.appendingPathComponent(path), encoding: .utf8)) ?? "")
        }
        let faults = diagnostics.filter { $0.severity == .error }.map { "\($0.location) \($0.code.rawValue)" }
        return (faults, Dictionary(files) { first, _ in first })
    }

    private static let forbidden = [
        "![x](../../secret.txt)", "[x](../../secret.txt)", "[x](../../secret.txt#a)", "![x](../linked.txt)",
        "[x](../linked.txt)", "![x](../up/secret.txt)", "[x](%2e%2e/%2e%2e/secret.txt)", "![x](..%2F..%2Fsecret.txt)",
        "![x](../../pictures/p.svg)", "[x](<../up/up/etc/passwd>)",
        "![x](../../../../../../../../../../etc/passwd)", "[x](../../not-there.txt)", "![x](../up/not-there.svg)",
        "```swift\n//| include: ../secret.txt\n```", "```swift\n//| include: linked.txt\n```",
        "```swift\n//| include: up/secret.txt#f\n```", "```swift\n//| include: chapters/../../secret.txt\n```",
    ]

    @Test("A picture, a link or a quoted source from outside is refused at its line", arguments: forbidden)
    func refused(_ chapter: String) throws {
        let (faults, written) = try build(chapter)
        try #require(faults.count == 1)
        #expect(faults[0].wholeMatch(of: #/chapters/01-a\.md:[34](:\d+)? outside-file/#) != nil, "\(faults)")
        #expect(written.values.allSatisfy { !$0.contains("a secret") && !$0.contains("root:x:") })
        #expect(written.keys.allSatisfy { !$0.hasPrefix("pictures") && !$0.hasPrefix("files") })
    }

    @Test("What lies in the book is shown, wherever a link on the way leads")
    func allowed() throws {
        let (faults, written) = try build("![x](own.svg) [y](../own.txt) [z](inside) [w](../up/book/own.txt)")
        #expect(faults == [])
        #expect(written["pictures/own.svg"] == "<svg/>" && written["files/own.txt"] == "own\n")
        #expect(written["files/inside"] == "own\n")
    }

    @Test("Folders that book.yml names are free, and no others")
    func named() throws {
        let chapter = "![x](../../pictures/p.svg)\n\n![y](../../secret.txt)"
        let (faults, written) = try build(chapter, settings: "folders: [../pictures]\n")
        #expect(faults == ["chapters/01-a.md:5:6 outside-file"])
        #expect(written["pictures/pictures/p.svg"] == "<svg/>")
        let absolute = "folders:\n- \(place.folder.appendingPathComponent("pictures").path)\n"
        #expect(try build("![x](../../pictures/p.svg)", settings: absolute).faults == [])
        let quoted = "```swift\n//| include: ../secret.txt\n```"
        #expect(try build(quoted, settings: "description: x\nfolders: [..]\n").faults == [])
        let wrong = try build("", settings: "folders: [../nothing, [a]]\n").faults
        #expect(wrong == ["chapters/book.yml:2:11 bad-option-value", "chapters/book.yml:2:23 bad-option-value"])
        #expect(try build("", settings: "folders: ../pictures\n").faults == ["chapters/book.yml:2:10 bad-option-value"])
    }

    @Test("A chapter that is a link out of the book is not read, unless its folder is named")
    func linkedChapters() throws {
        try place.write(Data("# Linked\n\nA secret chapter.\n".utf8), to: "elsewhere/b.md")
        try link("book/chapters/02-b.md", to: "../../elsewhere/b.md")
        let (faults, written) = try build("Text.")
        #expect(faults == ["chapters/02-b.md:1 outside-file"])
        #expect(written.values.allSatisfy { !$0.contains("A secret chapter") })
        #expect(BookReader.source(of: "chapters/02-b.md", in: book) == nil)
        let named = try build("Text.", settings: "folders: [../elsewhere]\n")
        #expect(named.faults == [] && named.written["02-b.html"]?.contains("A secret chapter") == true)
        #expect(BookReader.source(of: "chapters/02-b.md", in: book) != nil)
    }

    @Test("Neither is a settings file that is a link out of the book, nor a folder of chapters")
    func linkedSettings() throws {
        for name in ["book.yml", "references.yml"] {
            let file = place.folder.appendingPathComponent("book/chapters/\(name)")
            try? FileManager.default.removeItem(at: file)
            try link("book/chapters/\(name)", to: "../../secret.txt")
            let error = #expect(throws: BookError.self) { try BookReader.read(folder: book) }
            #expect(error?.diagnostics.map(\.code) == [.outsideFile])
            #expect(error?.diagnostics.first?.location.file == "chapters/\(name)")
            try FileManager.default.removeItem(at: file)
        }
        try FileManager.default.moveItem(
            at: book.appendingPathComponent("chapters"), to: place.folder.appendingPathComponent("chapters"))
        try link("book/chapters", to: "../chapters")
        let error = #expect(throws: BookError.self) { try BookReader.read(folder: book) }
        #expect(error?.diagnostics.map(\.code) == [.outsideFile])
    }

    @Test("Pipes and devices are no pictures, sources, files or chapters", .ends)
    func noFiles() throws {
        #expect(mkfifo(book.appendingPathComponent("chapters/pipe.svg").path, 0o600) == 0)
        #expect(mkfifo(book.appendingPathComponent("chapters/02-pipe.md").path, 0o600) == 0)
        let (faults, _) = try build(
            "![x](pipe.svg) [y](pipe.svg)\n\n```swift\n//| include: chapters/pipe.svg\n```")
        #expect(
            faults == [
                "chapters/01-a.md:3:6 missing-image", "chapters/01-a.md:3:20 broken-link",
                "chapters/01-a.md:6 missing-source", "chapters/02-pipe.md:1 unreadable-file",
            ])
    }

    @Test("Two files never become one: what has one place wants another")
    func twoFiles() throws {
        for (path, text) in [
            ("chapters/img/a.svg", "1"), ("img/a.svg", "2"), ("chapters/caf\u{E9}.svg", "3"),
            ("chapters/cafe\u{301}.svg", "4"),
        ] {
            try place.write(Data(text.utf8), to: "book/\(path)")
        }
        let chapter = """
            ![](img/a.svg) ![](../img/a.svg) ![](./img/a.svg) ![](caf\u{E9}.svg) ![](cafe\u{301}.svg)

            [](img/a.svg) [](../img/a.svg)
            """
        let (_, written) = try build(chapter)
        let page = try #require(written["01-a.html"])
        func contents(_ attribute: Substring, _ folder: String) -> [String?] {
            page.matches(of: try! Regex("\(attribute)=\"(\(folder)/[^\"]*)\"", as: (Substring, Substring).self)).map {
                String($0.1).removingPercentEncoding.flatMap { written[$0] }
            }
        }
        #expect(contents("src", "pictures") == ["1", "2", "1", "3", "4"])
        #expect(contents("href", "files") == ["1", "2"])
        #expect(written["pictures/img/a.svg"] == "1")
    }
}
