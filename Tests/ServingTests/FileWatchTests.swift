import Foundation
import Serving
import Testing

@Suite("Changes of files", .serialized)
struct FileWatchTests {
    /// The names of the files that a watch tells of after some work.
    private func changes(
        in folder: URL, _ watch: FileWatch, within seconds: Double = 10, _ work: () throws -> Void
    ) throws -> [String] {
        try work()
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { watch.interrupt() }
        return watch.next().map(\.lastPathComponent).sorted()
    }

    @Test("A file that is written in place, renamed over, or removed is told once")
    func files() throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("a.md")
        try Data("1".utf8).write(to: file)
        let watch = try FileWatch()
        try watch.watch(folder, except: folder.appendingPathComponent("output"))
        #expect(try changes(in: folder, watch) { try Data("2".utf8).write(to: file) } == ["a.md"])
        let renamed = try changes(in: folder, watch) {
            let beside = folder.appendingPathComponent(".a.md.swp")
            try Data("3".utf8).write(to: beside)
            guard rename(beside.path, file.path) == 0 else { throw POSIXError(.EIO) }
        }
        #expect(renamed == ["a.md"])
        #expect(try changes(in: folder, watch) { try FileManager.default.removeItem(at: file) } == ["a.md"])
    }

    @Test("What editors leave beside a file is not told, nor what lies in the output folder")
    func passing() throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appendingPathComponent("output")
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
        let watch = try FileWatch()
        try watch.watch(folder, except: output)
        let told = try changes(in: folder, watch, within: 0.5) {
            for name in [".a.md.swp", "a.md~", "#a.md#", "4913", "output/index.html"] {
                try Data("x".utf8).write(to: folder.appendingPathComponent(name))
            }
        }
        #expect(told.isEmpty)
    }

    @Test("Files of a folder that is made later are told too")
    func newFolder() throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let watch = try FileWatch()
        try watch.watch(folder, except: folder.appendingPathComponent("output"))
        let pictures = folder.appendingPathComponent("pictures")
        let made = try changes(in: folder, watch) {
            try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        }
        #expect(made == ["pictures"])
        let told = try changes(in: folder, watch) {
            try Data("x".utf8).write(to: pictures.appendingPathComponent("a.png"))
        }
        #expect(told == ["a.png"])
    }

    @Test("Of single files' folders, only these files are told")
    func singleFiles() throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let watch = try FileWatch()
        try watch.watch(files: ["a.swift", "b.swift"].map { folder.appendingPathComponent($0) })
        let told = try changes(in: folder, watch) {
            for name in ["other.swift", "b.swift"] {
                try Data("x".utf8).write(to: folder.appendingPathComponent(name))
            }
        }
        #expect(told == ["b.swift"])
    }
}
