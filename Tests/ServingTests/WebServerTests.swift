import Foundation
import Serving
import Synchronization
import TestSupport
import Testing

@Suite("The server, asked by a client")
struct WebServerTests {
    @Test("An answer arrives with its status, type and bytes, and HEAD has no body")
    func answers() throws {
        let server = try WebServer(ListeningSocket(port: 0)) { request in
            WebResponse(status: 404, type: "text/plain; charset=utf-8", Data("no \(request.path)".utf8))
        }
        defer { server.stop() }
        let client = WebClient(port: server.port)
        let answer = try client.get("/a%20b?c=d")
        #expect(answer.status == 404 && answer.text == "no /a b")
        #expect(answer.fields["content-type"] == "text/plain; charset=utf-8")
        #expect(answer.fields["cache-control"] == "no-cache")
        #expect(answer.fields["x-content-type-options"] == "nosniff")
        let head = try client.get("/", method: "HEAD")
        #expect(head.status == 404 && head.body.isEmpty && head.fields["content-length"] == "4")
    }

    @Test("Other methods are refused, and the handler never hears of them", arguments: ["POST", "PUT", "DELETE"])
    func methods(method: String) throws {
        let calls = Mutex(0)
        let server = try WebServer(ListeningSocket(port: 0)) { _ in
            calls.withLock { $0 += 1 }
            return WebResponse(type: "text/plain", Data())
        }
        defer { server.stop() }
        let answer = try WebClient(port: server.port).get("/", method: method)
        #expect(answer.status == 405 && answer.fields["allow"] == "GET, HEAD")
        #expect(calls.withLock { $0 } == 0)
    }

    @Test("A large file arrives whole, and several at a time")
    func largeFiles() async throws {
        let content = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let server = try WebServer(ListeningSocket(port: 0)) { _ in WebResponse(type: "image/png", content) }
        defer { server.stop() }
        let client = WebClient(port: server.port)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { try client.get("/").body == content } }
            for try await isWhole in group { #expect(isWhole) }
        }
    }

    @Test("A port that is taken is an error that names the flag, or the next one is tried")
    func busyPort() throws {
        let first = try ListeningSocket(port: 0)
        let port = first.port
        let error = #expect(throws: ServingError.self) { _ = try ListeningSocket(port: port) }
        #expect(error == .busy(port: port) && error?.description.contains("--port") == true)
        let second = try ListeningSocket.first(from: port, count: 50)
        #expect(second.port > port)
        withExtendedLifetime(first.port) {}
    }

    @Test("Event streams get what holds, then every change, and end when the board is closed")
    func events() throws {
        let board = EventBoard()
        board.post(Data("1".utf8), to: "count")
        board.post(Data("2".utf8), to: "count")
        let server = try WebServer(ListeningSocket(port: 0)) { _ in WebResponse(events: board) }
        let client = WebClient(port: server.port)
        let text = try client.events("/", for: 60) {
            board.post(Data("3".utf8), to: "other")
        } until: {
            $0.contains("data: 3")
        }
        #expect(text.contains("text/event-stream"))
        #expect(text.contains("event: count\ndata: 2\n\n") && !text.contains("data: 1"))
        #expect(text.contains("event: other\ndata: 3\n\n"))
        let start = ContinuousClock.now
        // Closed when all has arrived: what a stream has not yet told ends with the board.
        let rest = try client.events("/", for: 10) { text in
            if text.contains("data: 3") { board.close() }
            return false
        }
        #expect(rest.contains("data: 2") && rest.contains("data: 3"))
        server.stop()
        #expect(start.duration(to: .now) < .seconds(40))
    }
}
