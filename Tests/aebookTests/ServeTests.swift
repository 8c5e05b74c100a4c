import Foundation
import TestSupport
import Testing

@Suite("aebook serve", .serialized)
struct ServeTests {
    @Test("Pages are served live, a change of prose shows, an error shows until it is mended, and Ctrl-C ends it")
    func wholeLife() throws {
        let served = try ServedBook(["01-words": "# Words\n\nFirst words.\n\n```swift run\n1 + 1\n```\n"])
        defer { served.remove() }
        let first = try served.waitForPages()
        let page = try served.client.get("/01-words.html")
        #expect(page.status == 200 && page.text.contains("First words.") && page.text.contains("/_live/live.js"))
        #expect(page.fields["content-type"] == "text/html; charset=utf-8")
        let written = served.book.folder.appendingPathComponent("output/01-words.html")
        #expect(try !String(contentsOf: written, encoding: .utf8).contains("_live"))
        #expect(try served.client.get("/assets/book.css").fields["content-type"] == "text/css; charset=utf-8")
        for path in [
            "/../chapters/book.yml", "/%2e%2e/chapters/book.yml", "/..%2fchapters/book.yml", "/.aebook-files.json",
        ] {
            #expect(try served.client.get(path).status == 404, "\(path)")
        }

        try served.book.write("# Words\n\nOther words.\n\n```swift run\n1 + 1\n```\n", to: "01-words")
        let second = try served.waitForPages(since: first)
        #expect(try served.client.get("/01-words").text.contains("Other words."))
        #expect(served.said.contains("changed: chapters/01-words.md") && served.said.contains("01-words: unchanged"))

        let broken = try served.events {
            try served.book.write("# Words\n\nOther words.\n\n```swift run\n1 + missing\n```\n", to: "01-words")
        } until: {
            $0.contains("cannot find 'missing' in scope")
        }
        #expect(broken.contains(#""place":"chapters\/01-words.md:6:5""#), "\(broken)")
        _ = try served.waitForPages(since: second)
        let mended = try served.events {
            try served.book.write("# Words\n\nOther words.\n\n```swift run\n1 + 1\n```\n", to: "01-words")
        } until: {
            $0.contains("event: errors\ndata: []\n")
        }
        #expect(mended.contains("event: errors\ndata: []\n"))

        let end = served.interrupt()
        #expect(end.code == 0 && end.seconds < 1)
    }

    @Test("While a training runs, its losses and the codes of test images are told, and a first page waits")
    func training() throws {
        let served = try ServedBook(["01-training": SmallBook.training(epochs: 40)])
        defer { served.remove() }
        let waiting = try served.client.get("/")
        #expect(waiting.status == 200 && waiting.text.contains("live-waiting"))
        let text = try served.events { ServedBook.version(in: $0) != nil }
        let trainings = try text.matches(of: /event: training\ndata: (.*)\n/).map {
            try JSONDecoder().decode(Told.self, from: Data($0.1.utf8))
        }
        let told = trainings.filter { $0.codes != nil }
        #expect(told.count > 3, "\(served.said)")
        for one in told {
            #expect(one.name == "tiny" && one.chapter == "01-training" && one.epochs == 40)
            #expect(one.losses.count == one.epoch && one.codes?.points.count == 100)
            #expect(one.codes?.labels.prefix(3) == [0, 1, 2])
        }
        #expect(Set(told.map(\.codes?.points.first)).count > 3, "the codes do not move")
        #expect(try served.client.get("/").text.contains("live-waiting") == false)
    }

    private struct Told: Decodable {
        struct Codes: Decodable {
            let points: [[Float]]
            let labels: [Int]
        }
        let name: String
        let chapter: String
        let epoch: Int
        let epochs: Int
        let losses: [Double?]
        let codes: Codes?
    }

    @Test("A change of code in the middle of a build ends that build, and Ctrl-C in the middle of one ends at once")
    func changedMidway() throws {
        let slow = "# Slow\n\n```swift run\nimport Foundation\nprint(1)\nsleep(60)\n```\n"
        let served = try ServedBook(["01-slow": slow])
        defer { served.remove() }
        _ = try served.events { $0.contains(#""state":"running""#) }
        usleep(300_000)
        try served.book.write(slow.replacing("sleep(60)", with: "2 + 2"), to: "01-slow")
        _ = try served.waitForPages()
        #expect(served.said.contains("01-slow: ran in "))
        try served.book.write(slow, to: "01-slow")
        _ = try served.events { $0.contains(#""build":3"#) && $0.contains(#""state":"running""#) }
        let end = served.interrupt()
        #expect(end.code == 0 && end.seconds < 1)
    }

    @Test(
        "A change of prose in the middle of a build shows at once, with what is known; the build goes on and is shown")
    func textMidway() throws {
        func chapter(_ words: String, _ last: String) -> String {
            """
            # Slow

            \(words) words.

            ```swift run
            print("known " + "before")
            ```

            ```swift run
            \(last)
            print("late " + "result")
            ```

            """
        }
        // Some seconds of work.
        let slow = "var sum = 0.0\nfor x in 0..<3_000_000_000 { sum += Double(x).squareRoot() }\nprint(sum)"
        let other = "# Other\n\n```swift run\nprint(\"other \" + \"chapter\")\n```\n"
        let served = try ServedBook(["01-slow": chapter("First", ""), "02-other": other])
        defer { served.remove() }
        let first = try served.waitForPages()
        _ = try served.events {
            try served.book.write(chapter("First", slow), to: "01-slow")
        } until: {
            $0.contains(#""build":2"#) && $0.contains(#""state":"running""#)
        }
        try served.book.write(chapter("Other", slow), to: "01-slow")
        let second = try served.waitForPages(since: first)
        let early = try served.client.get("/01-slow.html").text
        #expect(early.contains("Other words.") && early.contains("known before") && !early.contains("late result"))
        #expect(early.contains("This chapter is running.") && early.contains("being computed"))
        let beside = try served.client.get("/02-other.html").text
        #expect(beside.contains("other chapter") && !beside.contains("being computed"))
        let third = try served.waitForPages(since: second)
        let page = try served.client.get("/01-slow.html").text
        #expect(page.contains("Other words.") && page.contains("late result") && !page.contains("being computed"))
        #expect(served.said.components(separatedBy: "01-slow: ran ").count == 3, "\(served.said)")
        #expect(third != first)
    }

    @Test("A book without a readable chapter shows why, and gets its pages when it has one")
    func nothingToRead() throws {
        let served = try ServedBook([:])
        defer { served.remove() }
        let text = try served.events { $0.contains("event: errors") }
        #expect(text.contains("there is no chapter"))
        try served.book.write("# Late\n\nHere at last.\n", to: "01-late")
        _ = try served.waitForPages()
        #expect(try served.client.get("/01-late.html").text.contains("Here at last."))
    }

    @Test("A quoted source and the settings are watched too")
    func otherFiles() throws {
        let chapter = "# Quote\n\n```swift\n//| include: quoted.swift#first\n```\n"
        let served = try ServedBook(["01-quote": chapter], files: ["quoted.swift": "let first = 1\n"])
        defer { served.remove() }
        let first = try served.waitForPages()
        let beside = served.book.folder.appendingPathComponent("quoted.swift.new")
        try Data("let first = 99\n".utf8).write(to: beside)
        try #require(rename(beside.path, served.book.folder.appendingPathComponent("quoted.swift").path) == 0)
        let second = try served.waitForPages(since: first)
        #expect(try served.client.get("/01-quote").text.contains("99"))
        try Data("title: Another name\n".utf8)
            .write(to: served.book.folder.appendingPathComponent("chapters/book.yml"))
        _ = try served.waitForPages(since: second)
        #expect(try served.client.get("/").text.contains("Another name"))
    }

    @Test("Chapters that are links, and pictures and files beside the chapters' folder, are watched where they lie")
    func linkedFiles() throws {
        let elsewhere = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("elsewhere-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: elsewhere) }
        let chapter = elsewhere.appendingPathComponent("linked.md")
        try Data("# Linked\n\nFirst words.\n".utf8).write(to: chapter)
        let served = try ServedBook(
            ["02-picture": "# Picture\n\n![A picture](../a.svg) and [data](../a.csv)\n"],
            files: ["a.svg": "<svg/>", "a.csv": "1"])
        defer { served.remove() }
        var version = try served.waitForPages()
        try Data("title: Linked\nfolders: [\(elsewhere.path)]\n".utf8)
            .write(to: served.book.folder.appendingPathComponent("chapters/book.yml"))
        version = try served.waitForPages(since: version)
        let link = served.book.folder.appendingPathComponent("chapters/01-linked.md")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: chapter)
        version = try served.waitForPages(since: version)
        #expect(try served.client.get("/01-linked").text.contains("First words."))
        try Data("# Linked\n\nOther words.\n".utf8).write(to: chapter, options: .atomic)
        version = try served.waitForPages(since: version)
        #expect(try served.client.get("/01-linked").text.contains("Other words."))
        for (name, text) in [("a.svg", "<svg width=\"2\"/>"), ("a.csv", "2")] {
            try Data(text.utf8).write(to: served.book.folder.appendingPathComponent(name))
            version = try served.waitForPages(since: version)
        }
    }

    @Test("Nobody else's page may read a served book")
    func strangers() throws {
        let served = try ServedBook(["01-words": "# Words\n"], "--allow-host", "box.example,other.example")
        defer { served.remove() }
        _ = try served.waitForPages()
        let index = "/assets/search-index.js"
        let own = try served.client.get(index)
        #expect(own.status == 200 && own.fields["cross-origin-resource-policy"] == "same-origin")
        for host in ["box.example", "other.example:80", "127.0.0.1:\(served.client.port)"] {
            #expect(try served.client.get(index, host: host).status == 200)
        }
        #expect(try served.client.get(index, host: "evil.example").status == 403)
        #expect(try served.client.get("/_live/events").status == 403)
    }

    @Test("The browser is opened where one is wanted, and where there is none the address is said")
    func browser() throws {
        let folder = FileManager.default.temporaryDirectory
        let (script, asked) = (
            folder.appendingPathComponent("browser-\(UUID().uuidString)"),
            folder.appendingPathComponent("asked-\(UUID().uuidString)")
        )
        try Data("#!/bin/sh\necho \"$1\" > '\(asked.path)'\n".utf8).write(to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        defer { for one in [script, asked] { try? FileManager.default.removeItem(at: one) } }
        let served = try ServedBook(["01-words": "# Words\n"], "--open", environment: ["BROWSER": script.path])
        defer { served.remove() }
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: asked.path) { usleep(50_000) }
        usleep(100_000)
        #expect(try String(contentsOf: asked, encoding: .utf8) == "http://127.0.0.1:\(served.client.port)/\n")
    }

    @Test("A port that is taken is an error where it was asked for, and else the next one is taken")
    func ports() throws {
        let first = try ServedBook(["01-words": "# Words\n"])
        defer { first.remove() }
        let port = String(first.client.port)
        let run = try CommandRun("serve", "--port", port, in: first.book.folder, environment: first.book.environment)
        #expect(run.code == 1 && run.errors.contains("--port: port \(port) is taken"))
        let second = try ServedBook(["01-words": "# Words\n"])
        defer { second.remove() }
        #expect(second.client.port != first.client.port && second.said.contains("is taken; this is another one"))
        let far = try CommandRun("serve", "--port", "70000", in: first.book.folder)
        #expect(far.code == 2 && far.errors.contains("--port needs a number from 1 to 65535"))
    }
}
