import Datasets
import Foundation
import Images
import TestSupport
import Testing

/// A pipe would be waited for, and a device has no end: neither is data.
@Suite("What is no file", .serialized)
struct NoFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func place(_ path: String) throws -> URL {
        let place = scratch.folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        return place
    }

    /// Every kind of data, with the file of it that is none.
    private static let kinds: [(name: String, file: String, read: @Sendable (URL) throws -> Void)] = [
        ("a table", "t.csv", { _ = try Dataset(csv: $0.appendingPathComponent("t.csv"), split: .none) }),
        (
            "a compressed table", "t.csv.gz",
            { _ = try Dataset(csv: $0.appendingPathComponent("t.csv.gz"), split: .none) }
        ),
        ("an array", "a.npy", { _ = try NumPyArray(contentsOf: $0.appendingPathComponent("a.npy")) }),
        ("an archive", "a.npz", { _ = try NumPyArray(contentsOf: $0.appendingPathComponent("a.npz"), array: "x") }),
        ("IDX files", "train-images-idx3-ubyte", { _ = try Dataset(folder: $0) }),
        ("IDX labels", "t10k-labels-idx1-ubyte", { _ = try Dataset(folder: $0) }),
        ("a folder of pictures", "x/b.png", { _ = try Dataset(pictures: $0, split: .none) }),
    ]

    private func prepare(_ file: String) throws {
        if file.contains("ubyte") { try SmallData.write(to: scratch.folder) }
        if file.contains("png") {
            for name in ["x/a.png", "y/a.png", "y/b.png"] {
                try Bitmap(width: 1, height: 1, channels: .gray, samples: [7]).write(to: place(name))
            }
        }
        try? FileManager.default.removeItem(at: place(file))
    }

    @Test("A pipe in its place is refused, and not waited for", .ends, arguments: kinds.indices)
    func pipes(kind: Int) throws {
        let (name, file, read) = Self.kinds[kind]
        try prepare(file)
        #expect(mkfifo(try place(file).path, 0o600) == 0)
        let error = problem { try read(scratch.folder) }
        #expect(error?.cause == .unreadable(reason: "it is no file but a pipe"), "\(name)")
        #expect(error?.file == (try place(file).path), "\(name)")
    }

    @Test(
        "So is a device behind a link", .ends, arguments: ["/dev/zero", "/dev/null"], kinds.indices)
    func devices(device: String, kind: Int) throws {
        let (name, file, read) = Self.kinds[kind]
        try prepare(file)
        try FileManager.default.createSymbolicLink(atPath: place(file).path, withDestinationPath: device)
        let error = problem { try read(scratch.folder) }
        #expect(error?.cause == .unreadable(reason: "it is no file but a device or a socket"), "\(name)")
    }

    @Test("A picture that is none is refused as well", .ends)
    func picture() throws {
        #expect(mkfifo(try place("p.png").path, 0o600) == 0)
        for file in [try place("p.png"), URL(fileURLWithPath: "/dev/zero")] {
            #expect(throws: ImageError.self) { try Bitmap(contentsOf: file) }
        }
    }
}
