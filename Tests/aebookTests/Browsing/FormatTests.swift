import Foundation
import TestSupport
import Testing

/// The whole book as one file and on paper, as far as the command line goes.
@Suite("One file, paper")
struct FormatTests {
    @Test("Without a Chromium --pdf says so and fails; the pages are built all the same")
    func noBrowser() throws {
        let book = try SmallBook(["01-text": "# Text\n\nNothing runs here.\n"])
        defer { book.remove() }
        let tools = book.folder.appendingPathComponent("tools")
        try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
        // The compiler alone: the folder of the toolchain may hold a browser too.
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let compiler = try #require(
            path.split(separator: ":").map { "\($0)/swiftc" }.first(where: FileManager.default.isExecutableFile))
        try FileManager.default.createSymbolicLink(
            at: tools.appendingPathComponent("swiftc"), withDestinationURL: URL(fileURLWithPath: compiler))
        let environment = book.environment.merging(["PATH": tools.path]) { $1 }

        let run = try CommandRun("build", "--pdf", in: book.folder, environment: environment)
        #expect(run.code == 1)
        #expect(
            run.errors.contains("aebook: error: --pdf: there is no Chromium on the PATH (chromium, "), "\(run.errors)")
        let output = book.folder.appendingPathComponent("output")
        #expect(FileManager.default.fileExists(atPath: output.appendingPathComponent("print.html").path))
        #expect(!FileManager.default.fileExists(atPath: output.appendingPathComponent("book.pdf").path))
    }

    @Test("The same book gives the same bytes, and what was not asked for again does not stay to grow old")
    func sameBytes() throws {
        let book = try SmallBook(["01-text": "# Text\n\nIt holds $x^2$, and `{swift} 6 * 7`.\n"])
        defer { book.remove() }
        func build(_ option: String = "--threads=1") throws -> [String: Data] {
            let run = try CommandRun("build", option, in: book.folder, environment: book.environment)
            #expect(run.code == 0, "\(run.errors)")
            let output = book.folder.appendingPathComponent("output")
            let paths = FileManager.default.enumerator(atPath: output.path)?.compactMap { $0 as? String } ?? []
            return Dictionary(
                uniqueKeysWithValues: paths.compactMap { path in
                    (try? Data(contentsOf: output.appendingPathComponent(path))).map { (path, $0) }
                })
        }
        let first = try build("--single-file")
        #expect(first["book.html"] != nil)
        #expect(try build("--single-file") == first)
        let printed = try build("--pdf")
        #expect(printed["book.pdf"] != nil)
        #expect(try build("--pdf") == printed)
        let plain = try build()
        #expect(plain["book.html"] == nil && plain["print.html"] == first["print.html"])
    }

    @Test(
        "No chapter takes the name of a page of the book's own", arguments: ["print", "book", "computation", "index"])
    func reservedNames(name: String) throws {
        let book = try SmallBook([name: "# Text\n"])
        defer { book.remove() }
        let run = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(run.code == 1 && run.errors.contains("the page `\(name)` is the "), "\(run.errors)")
    }
}
