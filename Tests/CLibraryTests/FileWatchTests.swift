import CFileWatch
import Foundation
import Testing

@Suite("CFileWatch", .serialized)
struct FileWatchTests {
    /// The uses of files in a folder, by their names, while something is done.
    private func uses(in folder: URL, _ work: () throws -> Void) rethrows -> [String] {
        begin_file_watch()
        var event = file_event()
        while take_file_event(&event) { free(event.path) }
        try work()
        var uses: [String] = []
        while take_file_event(&event) {
            let path = String(cString: event.path)
            free(event.path)
            guard path.hasPrefix(folder.path) else { continue }
            let verb = event.use == file_read ? "read" : event.use == file_listed ? "listed" : "wrote"
            uses.append("\(verb) \(path == folder.path ? "." : String(path.dropFirst(folder.path.count + 1)))")
        }
        return uses
    }

    @Test("What C and Foundation open is told, for reading and for writing")
    func opened() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("watch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("a")
        let written = uses(in: folder) { if let stream = fopen(file.path, "w") { fclose(stream) } }
        #expect(written == ["wrote a"])
        let changed = uses(in: folder) { close(open(file.path, O_RDWR)) }
        #expect(changed == ["read a", "wrote a"])
        let made = uses(in: folder) { close(open(file.path + "d", O_RDWR | O_CREAT | O_EXCL, 0o600)) }
        #expect(made == ["wrote ad"])
        let missing = uses(in: folder) { #expect(open(file.path + "b", O_RDONLY) == -1) }
        #expect(missing == ["read ab"])
        let read = try uses(in: folder) { _ = try Data(contentsOf: file) }
        #expect(read.contains("read a") && !read.contains("wrote a"))
        let listed = try uses(in: folder) { _ = try FileManager.default.contentsOfDirectory(atPath: folder.path) }
        #expect(listed.contains("listed ."))
        let renamed = uses(in: folder) { #expect(rename(file.path, file.path + "c") == 0) }
        #expect(renamed == ["wrote ac"])
        let left = uses(in: folder) {
            leave_out_of_file_watch(true)
            #expect(access(file.path, R_OK) == -1)
            leave_out_of_file_watch(false)
        }
        #expect(left.isEmpty)
    }
}
