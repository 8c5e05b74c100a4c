import Datasets
import Foundation
import Testing

struct IDXFileTests {
    private let scratch: Scratch
    private let idx = IDXFile(dimensions: [3, 2, 2], bytes: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 255, 254])
    private let header: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2]

    init() throws { scratch = try Scratch() }

    private func file(_ name: String, _ bytes: [UInt8]) throws -> URL {
        let file = scratch.folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }

    private func cause(_ file: URL) -> DatasetError.Cause? {
        do throws(DatasetError) {
            _ = try IDXFile(contentsOf: file, rank: 3)
            return nil
        } catch {
            #expect(error.file == file.path)
            #expect(error.description.hasPrefix(file.path))
            return error.cause
        }
    }

    @Test(arguments: ["plain", "packed.gz"]) func comesBackAsWritten(name: String) throws {
        let file = scratch.folder.appendingPathComponent(name)
        try idx.write(to: file)
        #expect(try IDXFile(contentsOf: file, rank: 3) == idx)
    }

    @Test func writesTheFormat() throws {
        let file = scratch.folder.appendingPathComponent("images")
        try idx.write(to: file)
        #expect(try Array(Data(contentsOf: file)) == header + idx.bytes)
    }

    @Test func packsWhatEndsInGz() throws {
        let file = scratch.folder.appendingPathComponent("images.gz")
        try idx.write(to: file)
        #expect(try Array(Data(contentsOf: file).prefix(2)) == [0x1F, 0x8B])
    }

    /// Some programs unpack on the way and keep the name.
    @Test func readsPlainDataUnderACompressedName() throws {
        #expect(try IDXFile(contentsOf: file("images.gz", header + idx.bytes), rank: 3) == idx)
    }

    @Test func namesAWrongMagic() throws {
        let wrong = [0, 0, 8, 1] + header.dropFirst(4) + idx.bytes
        #expect(cause(try file("labels", wrong)) == .wrongMagic(expected: [0, 0, 8, 3], found: [0, 0, 8, 1]))
        #expect(
            cause(try file("text", Array("hello world".utf8)))
                == .wrongMagic(expected: [0, 0, 8, 3], found: [0x68, 0x65, 0x6C, 0x6C]))
    }

    @Test func countsWhatIsMissing() throws {
        #expect(cause(try file("a", header + idx.bytes.dropLast(5))) == .truncated(expected: 28, found: 23))
        #expect(cause(try file("b", Array(header.prefix(9)))) == .truncated(expected: 16, found: 9))
        #expect(cause(try file("c", [])) == .truncated(expected: 16, found: 0))
    }

    @Test func countsWhatIsTooMuch() throws {
        #expect(cause(try file("a", header + idx.bytes + [1, 2, 3])) == .trailing(expected: 28, found: 31))
    }

    @Test func asksForNoMemoryThatAFileCannotFill() throws {
        let claims: [UInt8] = [0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 1, 0, 0, 0, 1, 0]
        let expected = 16 + 0xFFFF_FFFF * 0x100 * 0x100
        #expect(cause(try file("a", claims + [1, 2])) == .truncated(expected: expected, found: 18))
        let more: [UInt8] = [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12)
        let most = 0xFFFF_FFFF
        #expect(cause(try file("b", more)) == .tooLarge(dimensions: [most, most, most]))
    }

    @Test func repeatsZlibOnDamage() throws {
        let whole = scratch.folder.appendingPathComponent("whole.gz")
        let noise = SmallData.samples(100, height: 20, width: 20)
        try IDXFile(dimensions: [100, 20, 20], bytes: noise.pixels).write(to: whole)
        var bytes = try Array(Data(contentsOf: whole))

        let cut = cause(try file("cut.gz", Array(bytes.prefix(bytes.count / 2))))
        guard case .damaged(let words, let decoded) = cut else {
            Issue.record("\(cut as Any)")
            return
        }
        #expect(words == "unexpected end of file")
        #expect((16..<40_016).contains(decoded))

        bytes[bytes.count - 8] ^= 0xFF
        guard case .damaged("incorrect data check", _) = cause(try file("sum.gz", bytes)) else {
            Issue.record("a wrong check sum passed")
            return
        }
    }

    @Test func namesAFileThatIsNotThere() {
        let file = scratch.folder.appendingPathComponent("nothing")
        #expect(cause(file) == .unreadable(reason: "No such file or directory"))
    }

    @Test func namesAPlaceThatCannotBeWritten() {
        let file = scratch.folder.appendingPathComponent("no/folder/images.gz")
        #expect(throws: DatasetError(.unwritable(reason: "No such file or directory"), in: file)) {
            try idx.write(to: file)
        }
    }
}
