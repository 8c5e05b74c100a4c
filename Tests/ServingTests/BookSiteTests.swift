import Foundation
import Serving
import Testing

@Suite("The addresses of a served book")
struct BookSiteTests {
    private let folder: URL
    private let feed = BookFeed()

    init() throws {
        folder = try TemporaryFolder.make()
        feed.begin(
            title: "A & B",
            chapters: [.init(name: "01-first", title: "First"), .init(name: "02-second", title: "Second")])
    }

    private func answer(_ path: String) -> (status: UInt32, type: String, text: String) {
        let response = BookSite(pages: folder, feed: feed).answer(WebRequest(path: path))
        guard case .data(let data) = response.body else { return (response.status, response.type, "") }
        return (response.status, response.type, String(decoding: data, as: UTF8.self))
    }

    @Test("A page gets the live parts and its version; the file stays as it is")
    func page() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("01-first.html")
        let written = "<html><head><title>é</title></head><body>text</body></html>"
        try Data(written.utf8).write(to: file)
        feed.end(errors: [], version: "v7")
        let text = answer("/01-first.html").text
        #expect(text.contains("content=\"v7\"") && text.contains("src=\"/_live/live.js\"></script>\n</head>"))
        #expect(text.hasPrefix("<html><head><title>é</title>") && text.hasSuffix("<body>text</body></html>"))
        #expect(try String(contentsOf: file, encoding: .utf8) == written)
    }

    @Test("Until there are pages, the book's own addresses wait; other ones are errors with a list")
    func waiting() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in ["/", "/index.html", "/02-second.html", "/02-second"] {
            let (status, type, text) = answer(path)
            #expect(status == 200 && type.hasPrefix("text/html"))
            #expect(
                text.contains("<h1>A &amp; B</h1>") && text.contains("id=\"live-waiting\"")
                    && text.contains("<li>First</li><li>Second</li>"))
        }
        #expect(answer("/03-third.html").status == 404)
        try Data("<html></html>".utf8).write(to: folder.appendingPathComponent("02-second.html"))
        feed.end(errors: [], version: "v1")
        let (status, _, text) = answer("/<b>.html")
        #expect(status == 404 && text.contains("href=\"/02-second.html\">Second</a>"))
        #expect(text.contains("&lt;b&gt;.html") && !text.contains("<b>"))
    }

    @Test(
        "Scripts that pages need have addresses and types",
        arguments: ["live.js", "place.js", "element.js", "banner.js", "panel.js", "loss-curve.js", "code-map.js"])
    func scripts(name: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (status, type, text) = answer("/_live/\(name)")
        #expect(status == 200 && type.hasPrefix("text/javascript") && !text.isEmpty)
        for match in text.matches(of: /from "\.\/([a-z-]+\.js)"/) {
            #expect(answer("/_live/\(match.1)").status == 200, "\(name) imports \(match.1)")
        }
        #expect(answer("/_live/live.css").type.hasPrefix("text/css"))
        #expect(answer("/_live/other.js").status == 404)
    }

    @Test("A new build forgets the trainings of the last one")
    func trainings() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        feed.change("tiny", of: "01-first", epochs: 3) { $0.losses.append(0.5) }
        feed.change("tiny", of: "01-first", epochs: 3) { training in
            #expect(training.losses == [0.5] && training.build == 1)
        }
        feed.begin(title: "A & B", chapters: [])
        feed.change("tiny", of: "01-first", epochs: 3) { training in
            #expect(training.losses.isEmpty && training.build == 2)
        }
    }
}
