import Foundation
import Testing

/// A book's folder may be called anything that a folder can be.
@Suite("Folders with odd names")
struct FolderNameTests {
    private static let chapter = """
        # A

        ```swift run
        print(40 + 2)
        ```

        ```swift run
        //| error: true
        func third(of list: [Int]) -> Int { list[2] }

        third(of: [1])
        ```
        """

    @Test(
        "Its cells run, a crash names its line, and nothing is written beside the book",
        arguments: ["lr=0.01", "notes, größe=1", "q\"uo'te $HOME %20 -x;:#"])
    func named(name: String) throws {
        let around = try SmallBook([:])
        defer { around.remove() }
        let place = around.folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: place.appendingPathComponent("chapters"), withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: around.folder.appendingPathComponent("notes"))
        let before = try FileManager.default.contentsOfDirectory(atPath: around.folder.path).sorted()
        let book = SmallBook(at: place)
        try book.write(Self.chapter, to: "01-a")
        let temporary = place.appendingPathComponent("temporary")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        let run = try CommandRun(
            "build", in: place,
            environment: around.environment.merging(["TMPDIR": temporary.path, "XDG_CACHE_HOME": place.path]) { $1 })
        #expect(run.code == 0, "\(run.errors)")
        let page = try String(contentsOf: place.appendingPathComponent("output/01-a.html"), encoding: .utf8)
        #expect(page.contains(">42"))
        #expect(page.contains("chapters/01-a.md:9"), "the crash has no place")
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: around.folder.path).sorted() == before)
        #expect(try String(contentsOf: around.folder.appendingPathComponent("notes"), encoding: .utf8) == "mine")
    }
}
