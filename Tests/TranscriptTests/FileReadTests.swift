import Foundation
import TestSupport
import Testing
import Transcript

@Suite("Files that a chapter has read")
struct FileReadTests {
    @Test("A pipe or a device is noted, and neither waited for nor read to its end", .ends)
    func noFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "aebook-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pipe = folder.appendingPathComponent("pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        let read = FileRead("pipe", in: folder)
        #expect(read.digest != nil && read == read.now(in: folder))
        #expect(FileRead("/dev/zero", in: folder).digest != nil)
        try FileManager.default.removeItem(at: pipe)
        try Data("1".utf8).write(to: pipe)
        #expect(read != read.now(in: folder))
    }
}
