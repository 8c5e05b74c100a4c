import Foundation
import Testing

@Suite("aebook new", .serialized)
struct NewTests {
    private let place: URL

    init() throws {
        place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("aebook-new-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }

    @Test("A new book says what to do next, builds at once, and has its numbers, figures and references")
    func builds() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        let run = try CommandRun("new", "my book", in: place)
        #expect(run.code == 0 && run.errors.isEmpty)
        #expect(run.output.contains("cd 'my book' && aebook serve --open"))
        let folder = place.appendingPathComponent("my book")
        #expect(
            try String(contentsOf: folder.appendingPathComponent(".gitignore"), encoding: .utf8)
                == ".aebook/\noutput/\n")

        let data = try SmallBook([:])
        defer { data.remove() }
        let build = try CommandRun("build", in: folder, environment: data.environment)
        #expect(build.code == 0 && build.errors.isEmpty, "\(build.errors)")
        #expect(build.output.contains("02-two-numbers: tiny-2: loss 0."))
        let page = try String(contentsOf: folder.appendingPathComponent("output/02-two-numbers.html"), encoding: .utf8)
        #expect(
            page.contains("href=\"01-pictures.html#fig-digits\">Figure\u{A0}1.1</a>") && page.contains("id=\"fig-map\"")
                && page.contains("<img"))
        #expect(!page.contains("{swift}"))
        // The plan's 5,000 are more than there are.
        #expect(!page.contains(">5,000<"))
    }

    @Test("A folder that is not empty, a file, and no or two names are refused, and nothing is written")
    func refused() throws {
        defer { try? FileManager.default.removeItem(at: place) }
        try Data("mine".utf8).write(to: place.appendingPathComponent("notes.txt"))
        let full = try CommandRun("new", ".", in: place)
        #expect(full.code == 1 && full.errors.contains(". is not empty"))
        let file = try CommandRun("new", "notes.txt", in: place)
        #expect(file.code == 1 && file.errors.contains("notes.txt is a file"))
        let none = try CommandRun("new", in: place)
        #expect(none.code == 2 && none.errors.contains("`new` takes one folder"))
        let two = try CommandRun("new", "a", "b", in: place)
        #expect(two.code == 2 && two.errors.contains("`new` takes one folder"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["notes.txt"])
    }
}
