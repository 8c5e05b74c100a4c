import Foundation
import Testing
import Transcript

@Suite("What a program is asked to do")
struct RunRequestTests {
    @Test("A request survives its file")
    func roundTrip() throws {
        let request = RunRequest(
            chapter: "03-x", dataFolder: "/data/\"odd\" name", dataName: "MNIST", dataDigest: "d", storeFolder: "/s",
            figureFolder: "/f", engineDigest: "e", declarationsDigest: "", threads: 3, force: true,
            watchedImages: 7)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("request-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try request.write(to: file)
        #expect(try RunRequest(contentsOf: file) == request)
    }

    @Test("A file that is none is an error")
    func missing() {
        #expect(throws: (any Error).self) { try RunRequest(contentsOf: URL(fileURLWithPath: "/nonexistent/request")) }
    }
}
