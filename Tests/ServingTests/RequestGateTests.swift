import Foundation
import Serving
import TestSupport
import Testing

@Suite("A served book and the websites beside it")
struct RequestGateTests {
    private let folder: URL
    private let site: BookSite
    private let feed = BookFeed()

    init() throws {
        folder = try TemporaryFolder.make()
        let page = "<html><head><title>A</title></head><body></body></html>"
        try Data(page.utf8).write(to: folder.appendingPathComponent("index.html"))
        try Data("index = 1".utf8).write(to: folder.appendingPathComponent("search-index.js"))
        site = BookSite(pages: folder, feed: feed, hosts: ["Box.Example:80"])
    }

    @Test(
        "Only this machine's own names are answered, and those that were added",
        arguments: [
            ("localhost", true), ("localhost:4747", true), ("127.0.0.1:4747", true), ("[::1]:4747", true),
            ("LOCALHOST:1", true), ("box.example", true), ("box.example:8080", true), ("evil.example", false),
            ("evil.example:4747", false), ("localhost.evil.example", false), ("127.0.0.1.evil.example", false),
            ("evil.example:localhost", false), ("", false), (":4747", false), ("0.0.0.0:4747", false),
            ("127.0.0.2", false), (nil, false),
        ] as [(String?, Bool)])
    func hosts(host: String?, isAnswered: Bool) {
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in ["/", "/search-index.js", "/_live/live.js", "/none.html"] {
            let status = site.answer(WebRequest(path: path, host: host)).status
            #expect((status != 403) == isAnswered, "\(path): \(status)")
        }
    }

    @Test(
        "Another website may link here, and load nothing",
        arguments: [
            (nil, nil, true), ("same-origin", "no-cors", true), ("none", "navigate", true),
            ("cross-site", "navigate", true), ("cross-site", "no-cors", false), ("cross-site", "cors", false),
            ("same-site", "no-cors", false), ("cross-site", nil, false),
        ] as [(String?, String?, Bool)])
    func sites(site asking: String?, mode: String?, isAnswered: Bool) {
        defer { try? FileManager.default.removeItem(at: folder) }
        let request = WebRequest(path: "/search-index.js", fetchSite: asking, fetchMode: mode)
        #expect(site.answer(request).status == (isAnswered ? 200 : 403))
    }

    @Test("Events are told to who knows the token, which stands in the pages and differs from server to server")
    func token() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        func token(_ site: BookSite, _ path: String) throws -> String {
            guard case .data(let data) = site.answer(WebRequest(path: path)).body else { return "" }
            let text = String(decoding: data, as: UTF8.self)
            return try String(#require(text.firstMatch(of: /aebook-token" content="([0-9a-f]{32})"/)?.1))
        }
        let own = try token(site, "/")
        let other = try token(BookSite(pages: folder, feed: feed), "/")
        #expect(own != other)
        #expect(try token(site, "/none.html") == own)
        for (given, status) in [(own, 200), (other, 403), ("", 403), (nil, 403)] as [(String?, UInt32)] {
            #expect(site.answer(WebRequest(path: "/_live/events", token: given)).status == status)
        }
    }

    @Test("Over the wire: fields, host and token")
    func wire() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try WebServer(ListeningSocket(port: 0)) { [site] in site.answer($0) }
        defer { server.stop() }
        let client = WebClient(port: server.port)
        let script = try client.get("/search-index.js")
        #expect(script.status == 200 && script.fields["cross-origin-resource-policy"] == "same-origin")
        #expect(script.fields["content-security-policy"] == "frame-ancestors 'self'")
        #expect(script.fields["access-control-allow-origin"] == nil)
        let refused = try client.get("/search-index.js", host: "evil.example")
        #expect(refused.status == 403 && refused.text.contains("--allow-host"))
        #expect(refused.fields["cross-origin-resource-policy"] == "same-origin")
        let asked = try client.get("/search-index.js", fields: ["Sec-Fetch-Site": "cross-site"])
        #expect(asked.status == 403)
        #expect(try client.get("/_live/events").status == 403)
        #expect(try client.get("/_live/events?token=0").status == 403)
    }
}
