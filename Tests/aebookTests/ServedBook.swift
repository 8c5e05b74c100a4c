import Foundation
import Running
import TestSupport

/// `aebook serve` on a small book, as a process of its own.
final class ServedBook {
    let book: SmallBook
    let client: WebClient
    private let process = Process()
    private let log: URL

    /// - Parameters:
    ///   - files: what else lies in the book's folder, by path.
    ///   - environment: what is set besides the usual.
    init(
        _ chapters: [String: String], _ options: String..., files: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws {
        book = try SmallBook(chapters)
        for (path, text) in files {
            try Data(text.utf8).write(to: book.folder.appendingPathComponent(path))
        }
        log = book.folder.appendingPathComponent("serve.log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let output = try FileHandle(forWritingTo: log)
        process.executableURL = BuiltProducts.executable
        process.arguments = ["serve"] + options
        process.currentDirectoryURL = book.folder
        process.environment = ProcessInfo.processInfo.environment.merging(book.environment) { $1 }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        var port: UInt16?
        for _ in 0..<300 where port == nil && process.isRunning {
            usleep(50_000)
            let said = try String(contentsOf: log, encoding: .utf8)
            port = said.firstMatch(of: /serving .* at http:\/\/127\.0\.0\.1:(\d+)\//).flatMap { UInt16($0.1) }
        }
        guard let port else {
            process.terminate()
            throw ServeFailure(said: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
        }
        client = WebClient(port: port)
    }

    struct ServeFailure: Error {
        let said: String
    }

    /// What the terminal would show.
    var said: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// Waits until a build has ended that was not known before.
    func waitForPages(since version: String? = nil) throws -> String {
        let text = try events { Self.version(in: $0).map { $0 != version } ?? false }
        guard let now = Self.version(in: text), now != version else { throw ServeFailure(said: said) }
        return now
    }

    func events(onStart: () throws -> Void = {}, until isEnough: (String) -> Bool) throws -> String {
        try client.events("/_live/events?token=\(token())", for: 60, onStart: onStart, until: isEnough)
    }

    /// What its pages ask for events with.
    func token() throws -> String {
        let page = try client.get("/").text
        guard let token = page.firstMatch(of: /name="aebook-token" content="([0-9a-f]+)"/)?.1 else {
            throw ServeFailure(said: page)
        }
        return String(token)
    }

    static func version(in text: String) -> String? {
        text.matches(of: /event: pages\ndata: \{"version":"([0-9a-f]+)"\}\n/).last.map { String($0.1) }
    }

    /// Interrupts it as Ctrl-C does.
    ///
    /// - Returns: the exit code, and the seconds that it took.
    func interrupt() -> (code: Int32, seconds: Double) {
        let start = ContinuousClock.now
        process.interrupt()
        process.waitUntilExit()
        return (process.terminationStatus, start.duration(to: .now) / .seconds(1))
    }

    func remove() {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        book.remove()
    }
}
