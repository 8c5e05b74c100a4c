import CFiles
import Foundation
import Testing

@Suite struct FilesTests {
    @Test func twoFilesExchangeTheirNames() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["one", "other"].map { folder.appendingPathComponent($0) }
        for file in files { try Data(file.lastPathComponent.utf8).write(to: file) }
        #expect(exchange_names(files[0].path, files[1].path) == 0)
        #expect(try files.map { try String(contentsOf: $0, encoding: .utf8) } == ["other", "one"])
        #expect(exchange_names(files[0].path, folder.appendingPathComponent("none").path) == -1)
    }
}
