import Datasets
import Foundation
import Testing

struct NumPyArchiveTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let archives = [NumPyBytes.stored, NumPyBytes.deflated]

    @Test(arguments: archives) func readsArraysByName(bytes: [UInt8]) throws {
        let file = try scratch.file("a.npz", bytes)
        #expect(try NumPyArray.names(in: file) == ["x", "labels"])
        let x = try NumPyArray(contentsOf: file, array: "x")
        #expect((x.shape, x.elements) == ([3, 2], .floats([1, 2, 3, 4, 5, 6.5])))
        #expect(try NumPyArray(contentsOf: file.path, array: "labels").elements == .integers([0, 1, 0]))
        let dataset = try Dataset(npz: file, features: "x", labels: "labels", split: .none)
        #expect(dataset.training == Samples(rows: [[1, 2], [3, 4], [5, 6.5]], labels: [0, 1, 0]))
        #expect(dataset.summary == "a.npz: 3 rows of 2 numbers in 2 classes, all to train on")
    }

    @Test func namesTheArraysThatAreThere() throws {
        let file = try scratch.file("a.npz", NumPyBytes.stored)
        let error = problem { _ = try Dataset(npz: file, features: "x", labels: "label", split: .none) }
        #expect(
            error?.description
                == "\(file.path): there is no array “label” in it; did you mean “labels”?; the arrays are “x”, “labels”"
        )
    }

    @Test func readsAnArchiveBehindOtherBytesOfAComment() throws {
        var bytes = NumPyBytes.stored
        bytes[bytes.count - 2] = 3
        let file = try scratch.file("a.npz", bytes + [1, 2, 3])
        #expect(try NumPyArray.names(in: file) == ["x", "labels"])
    }

    @Test func namesWhatIsNoArchive() throws {
        for bytes in [[], Array("hello".utf8), NumPyBytes.npy("|u1", "(1,)", [0])] {
            let file = try scratch.file("a.npz", bytes)
            #expect(problem { _ = try NumPyArray.names(in: file) }?.cause == .numPy(.noArchive))
        }
        let nothing = scratch.folder.appendingPathComponent("nothing.npz")
        let expected = DatasetError(.unreadable(reason: "No such file or directory"), in: nothing)
        #expect(problem { _ = try NumPyArray.names(in: nothing) } == expected)
    }

    @Test(arguments: archives) func noticesDamage(bytes: [UInt8]) throws {
        // The last byte of the first array: its check sum no longer fits.
        let place = try #require(bytes.indices.first { Array(bytes[$0...].prefix(4)) == [0x50, 0x4B, 3, 4] && $0 > 0 })
        var damaged = bytes
        damaged[place - 3] ^= 0x10
        let file = try scratch.file("a.npz", damaged)
        let error = problem { _ = try NumPyArray(contentsOf: file, array: "x") }
        #expect(error != nil)
        #expect(error?.file == "\(file.path) (x)")
        // The other array is as it was.
        #expect(try NumPyArray(contentsOf: file, array: "labels").shape == [3])
    }

    @Test func refusesOtherPacking() throws {
        var bytes = NumPyBytes.stored
        let place = try #require(bytes.indices.first { Array(bytes[$0...].prefix(4)) == [0x50, 0x4B, 1, 2] })
        bytes[place + 10] = 12
        let packed = try scratch.file("a.npz", bytes)
        #expect(
            problem { _ = try NumPyArray(contentsOf: packed, array: "x") }?.cause
                == .numPy(.packedOtherwise(array: "x", method: 12)))
        (bytes[place + 10], bytes[place + 8]) = (0, 1)
        let encrypted = try scratch.file("b.npz", bytes)
        #expect(
            problem { _ = try NumPyArray(contentsOf: encrypted, array: "x") }?.description.contains("encrypted") == true
        )
    }

    /// Whatever the bytes are: an error or arrays, but no crash.
    @Test(arguments: archives) func anyBytes(whole: [UInt8]) throws {
        for count in 0..<whole.count {
            #expect(problem { _ = try read(Array(whole.prefix(count))) } != nil)
        }
        for place in whole.indices {
            for byte in [0, 127, 255, whole[place] ^ 1, whole[place] ^ 0x80] as [UInt8] {
                var bytes = whole
                bytes[place] = byte
                _ = problem { try read(bytes) }
            }
        }
    }

    private func read(_ bytes: [UInt8]) throws {
        let file = try scratch.file("any.npz", bytes)
        _ = try Dataset(npz: file, features: "x", labels: "labels", split: .none)
    }
}
