import Foundation
import Notebook
import Testing

@Suite("What killed processes leave in the cache")
struct LeftoversTests {
    @Test("Files that somebody wrote who is gone go with the next build, and those of a process that runs stay")
    func unfinished() throws {
        let folder = try Handmade.folder()
        let cache = folder.appendingPathComponent(".aebook")
        // Foundation names its unfinished files so, with the process in hexadecimal; there is none of the first number.
        let (gone, own) = (".dat.nosync4C4B3F.a1b2c3", ".dat.nosync\(String(getpid(), radix: 16, uppercase: true)).x")
        for path in ["", "trainings/", "trainings/key.epochs/", "runs/01-a/"] {
            try FileManager.default.createDirectory(
                at: cache.appendingPathComponent(path), withIntermediateDirectories: true)
            for name in [gone, own, "mine.dat.nosync"] {
                try Data().write(to: cache.appendingPathComponent(path + name))
            }
        }
        _ = try Handmade.build([], in: folder)
        let left = try FileManager.default.subpathsOfDirectory(atPath: cache.path)
        #expect(left.count { $0.hasSuffix(gone) } == 0)
        #expect(left.count { $0.hasSuffix(own) } == 4 && left.count { $0.hasSuffix("mine.dat.nosync") } == 4)
    }

    @Test("Foundation names them as we expect")
    func names() throws {
        let folder = try Handmade.folder()
        // The name is there only while the file is written: one thread writes, and this one looks.
        let file = folder.appendingPathComponent("file")
        let mark = ".dat.nosync\(String(getpid(), radix: 16, uppercase: true))."
        var seen: Set<String> = []
        let writing = Thread { for _ in 0..<50 { try? Data(count: 1 << 22).write(to: file, options: .atomic) } }
        writing.start()
        while !writing.isFinished, seen.isEmpty {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            seen.formUnion(names.filter { $0 != "file" })
        }
        while !writing.isFinished { usleep(1_000) }
        #expect(seen.allSatisfy { $0.hasPrefix(mark) }, "\(seen)")
    }
}
