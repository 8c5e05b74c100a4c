import Digests
import Foundation
import Testing

/// What is said where a file cannot be read or written.
@Suite("Errors of the file system")
struct ErrorTextTests {
    private struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let path: String
        let reason: String
        let act: @Sendable () throws -> Void

        init(_ name: String, _ path: String, _ reason: String, _ act: @escaping @Sendable (URL) throws -> Void) {
            (testDescription, self.path, self.reason) = (name, path, reason)
            self.act = { try act(URL(fileURLWithPath: path)) }
        }
    }

    private static let cases = [
        Case("read", "/nowhere/a", "No such file or directory") { _ = try Data(contentsOf: $0) },
        Case("read a folder", "/usr", "Is a directory") { _ = try Data(contentsOf: $0) },
        Case("read text", "/nowhere/a", "No such file") { _ = try String(contentsOf: $0, encoding: .utf8) },
        Case("write", "/nowhere/a", "No such file or directory") { try Data([1]).write(to: $0) },
        Case("write at once", "/nowhere/a", "No such file") { try Data([1]).write(to: $0, options: .atomic) },
        Case("write to a full disk", "/dev/full", "No space left on device") { try Data([1]).write(to: $0) },
        Case("make a folder in a file", "/etc/passwd/a", "Not a directory") {
            try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
        },
        Case("make a folder at a file", "/etc/passwd", "File exists") {
            try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
        },
        Case("list", "/nowhere", "No such file") { _ = try FileManager.default.contentsOfDirectory(atPath: $0.path) },
        Case("remove", "/nowhere/a", "No such file") { try FileManager.default.removeItem(at: $0) },
        Case("move", "/nowhere/a", "No such file") {
            try FileManager.default.moveItem(at: $0, to: URL(fileURLWithPath: "/nowhere/b"))
        },
        Case("copy", "/nowhere/a", "No such file") {
            try FileManager.default.copyItem(at: $0, to: URL(fileURLWithPath: "/nowhere/b"))
        },
        Case("open to read", "/nowhere/a", "No such file") { _ = try FileHandle(forReadingFrom: $0) },
        Case("open to write", "/nowhere/a", "No such file") { _ = try FileHandle(forWritingTo: $0) },
        Case("a code without a cause", "/some/a", "Permission denied") {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: $0.path])
        },
        Case("a number without words", "/some/a", "it cannot be written") {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: $0.path])
        },
    ]

    @Test("Each names its path and its reason", arguments: cases)
    private func namesItsPath(one: Case) {
        do {
            try one.act()
            Issue.record("no error")
        } catch {
            let text = ErrorText.of(error)
            #expect(text.hasPrefix(one.path) && text.contains(": \(one.reason)"), "\(text)")
            #expect(ErrorText.reason(of: error).hasPrefix(one.reason))
            #expect(!text.contains("Domain") && !text.contains("operation could not"), "\(text)")
        }
    }

    @Test("Our own errors say what they say")
    func own() {
        struct Own: Error, CustomStringConvertible { let description = "the word" }
        #expect(ErrorText.of(Own()) == "the word" && ErrorText.reason(of: Own()) == "the word")
    }
}
