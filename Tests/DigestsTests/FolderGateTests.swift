import Digests
import Foundation
import TestSupport
import Testing

/// What a path that somebody else supplied may lead to.
@Suite("The gate of a folder")
struct FolderGateTests {
    private let place: Place
    private let gate: FolderGate

    init() throws {
        place = try Place()
        gate = FolderGate(place.url("book"), others: [place.url("named")])
    }

    /// `book/`, what is named beside it, and what is not.
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("aebook-\(UUID().uuidString)", isDirectory: true)

        init() throws {
            let files = [
                "book/a.txt", "book/chapters/b.txt", "book/chapters/../a b%20c.txt", "book-2/c.txt", "named/d.txt",
                "secret.txt", "book/chapters/e\u{301}.txt",
            ]
            for file in files {
                try FileManager.default.createDirectory(
                    at: url(file).deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.utf8).write(to: url(file))
            }
            let links = [
                "book/file": "../secret.txt", "book/up": "..", "book/inside": "chapters", "book/loop": "loop",
                "book/gone": "../not there", "book/chapters/named": "../../named", "book/root": "/",
                "book/chapters/twice": "../file", "link": "book",
            ]
            for (link, target) in links {
                try FileManager.default.createSymbolicLink(atPath: url(link).path, withDestinationPath: target)
            }
        }

        func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    /// From `book/chapters`, and where it ends; nil where it is refused.
    private static let readings: [(path: String, end: String?)] = [
        ("b.txt", "book/chapters/b.txt"), ("../a.txt", "book/a.txt"), ("./../chapters//b.txt", "book/chapters/b.txt"),
        ("e\u{301}.txt", "book/chapters/e\u{301}.txt"), ("../inside/b.txt", "book/chapters/b.txt"),
        ("../inside/../a.txt", "book/a.txt"), ("named/d.txt", "named/d.txt"), ("../../named/d.txt", "named/d.txt"),
        ("not there", "book/chapters/not there"), ("../not/there/../here", "book/not/here"),
        ("../loop", "book/loop"), ("/etc/passwd", "book/chapters/etc/passwd"), ("..", "book"),
        // Outside.
        ("../..", nil), ("../../secret.txt", nil), ("../../not there", nil), ("../../book-2/c.txt", nil),
        ("../file", nil), ("twice", nil), ("../up/secret.txt", nil), ("../up/up/not there", nil),
        ("../root/etc/passwd", nil), ("../root", nil), ("../not there/../../secret.txt", nil),
        (String(repeating: "../", count: 60) + "etc/passwd", nil), ("../../named/../secret.txt", nil),
        ("b.txt\0/../../../secret.txt", nil), ("../up/\u{301}", nil), ("../../\u{301}x", nil),
        (String(repeating: "a/", count: 5_000), nil),
    ]

    @Test("For reading, a path may lead anywhere inside of the folder, and of those that are named besides")
    func reading() throws {
        for (path, end) in Self.readings {
            let found = try? gate.place(of: path, from: "chapters").path
            #expect(found == end.map { place.url($0).standardizedFileURL.path }, "\(path.prefix(60))")
        }
        #expect(gate.content(of: "inside/b.txt") == Data("book/chapters/b.txt".utf8))
        #expect(gate.content(of: "file") == nil && gate.content(of: "../secret.txt") == nil)
    }

    @Test("A folder behind a link is what the link leads to")
    func folderBehindLink() throws {
        let gate = FolderGate(place.url("link"))
        #expect(try gate.place(of: "a.txt").path == place.url("book/a.txt").path)
        #expect(gate.content(of: "a.txt") != nil && gate.content(of: "../secret.txt") == nil)
        #expect(gate.path(of: try gate.place(of: "inside/b.txt")) == "chapters/b.txt")
    }

    /// What may be written and removed, and what not.
    private static let entries: [(path: String, isFree: Bool)] = [
        ("a.txt", true), ("new", true), ("new/and/newer", true), ("inside/b.txt", true), ("file", true), ("up", true),
        ("gone", true), ("..", false), (".", false), ("", false), ("/etc/passwd", false), ("a//b", false),
        ("../book/a.txt", false), ("chapters/../a.txt", false), ("up/secret.txt", false), ("up/new/x", false),
        ("root/x", false), ("chapters/named/d.txt", false), ("a\0b", false), ("x/", false), ("../\u{301}/x", false),
    ]

    @Test("For writing and removing, only a plain path will do, and no link on it leads out")
    func entries() {
        for (path, isFree) in Self.entries {
            let entry = try? gate.entry(path)
            #expect((entry != nil) == isFree, "\(path)")
            #expect(entry?.path.hasPrefix(place.url("book").path + "/") ?? true, "\(path)")
        }
    }

    @Test("What became a link since then is refused")
    func replaced() throws {
        #expect(throws: Never.self) { try gate.entry("chapters/b.txt") }
        try FileManager.default.moveItem(at: place.url("book/chapters"), to: place.url("moved"))
        try FileManager.default.createSymbolicLink(
            atPath: place.url("book/chapters").path, withDestinationPath: place.url("moved").path)
        #expect(throws: GateError.leadsOut) { try gate.entry("chapters/b.txt") }
        #expect(throws: GateError.leadsOut) { try gate.place(of: "chapters/b.txt") }
    }

    @Test("A seal speaks of the folder's own files alone")
    func seal() throws {
        let digest = SHA256.hexadecimal(of: Data("secret.txt".utf8))
        try Data("\(digest)  ../secret.txt\n".utf8).write(to: place.url("book/SHA256SUMS"))
        #expect(!FolderSeal.holds(in: place.url("book")))
    }

    @Test("What is no file is not read, and not waited for", .ends)
    func noFiles() throws {
        #expect(mkfifo(place.url("book/pipe").path, 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: place.url("book/device").path, withDestinationPath: "/dev/zero")
        for name in ["pipe", "device", "chapters", "not there"] {
            #expect(throws: (any Error).self) { try RegularFile.content(of: place.url("book/\(name)")) }
            #expect(gate.content(of: name) == nil && !RegularFile.isOne(place.url("book/\(name)").path))
        }
        #expect(RegularFile.fault(of: place.url("book/pipe"))?.description == "it is no file but a pipe")
        #expect(try RegularFile.content(of: place.url("book/a.txt")) == Data("book/a.txt".utf8))
    }
}
