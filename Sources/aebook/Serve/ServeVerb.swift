import Foundation
import Manuscript
import Notebook
import Reading
import Running
import Serving

/// `aebook serve`: shows the book in a browser while its chapters are changed.
struct ServeVerb: Verb {
    static let name = "serve"
    static let summary = "Shows the book in a browser, and builds it again whenever a chapter changes."
    static let words: String? = nil
    static let options = [
        Option(name: "port", value: "N", summary: "serve on this port (\(defaultPort), or the next one that is free)"),
        Option(name: "open", value: nil, summary: "open the book in the browser"),
        Option(
            name: "allow-host", value: "NAME,…",
            summary: "answer browsers that know this machine by these names too, not only as localhost"),
        Option.data, .output, .threads,
    ]

    private static let defaultPort: UInt16 = 4747
    /// How many ports are tried where none is named.
    private static let portCount = 20

    private let port: UInt16?
    private let opens: Bool
    private let hosts: [String]
    private let data: String?
    private let output: String?
    private let threads: Int

    init(_ arguments: Arguments) throws {
        let port = try arguments.count("port")
        if let port, port > UInt16.max {
            throw UsageError("--port needs a number from 1 to \(UInt16.max), not `\(port)`", verb: Self.name)
        }
        self.port = port.map(UInt16.init)
        opens = arguments.has("open")
        hosts = (arguments.value("allow-host") ?? "").split(separator: ",").map(String.init)
        data = arguments.value("data")
        output = arguments.value("output")
        threads = try arguments.count("threads") ?? ProcessInfo.processInfo.activeProcessorCount
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookLocation.find()
        let output = try OutputPlace.folder(output, book: folder)
        let socket = try listen(console)
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit).resolve(console)

        let address = "http://127.0.0.1:\(socket.port)/"
        let preview = try Preview(
            book: folder, output: output, threads: threads, toolkit: toolkit, data: data, address: address,
            console: console)
        let site = BookSite(pages: output, feed: preview.feed, hosts: hosts)
        let server = try WebServer(socket) { site.answer($0) }
        let interruption = Interruption {
            preview.end()
        } atTheLatest: {
            _exit(0)
        }
        console.print("serving \(BookLocation.brief(folder)) at \(address) (Ctrl-C ends it)")
        if opens, !Browser.open(address) { console.error("aebook: no browser was found; open \(address) yourself") }
        try preview.run()
        server.stop()
        interruption.end()
        return 0
    }

    private func listen(_ console: Console) throws -> ListeningSocket {
        if let port { return try ListeningSocket(port: port) }
        let socket = try ListeningSocket.first(from: Self.defaultPort, count: Self.portCount)
        if socket.port != Self.defaultPort { console.print("port \(Self.defaultPort) is taken; this is another one") }
        return socket
    }
}
