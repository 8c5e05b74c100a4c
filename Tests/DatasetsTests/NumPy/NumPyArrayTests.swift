import Datasets
import Foundation
import Testing

struct NumPyArrayTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func read(_ bytes: [UInt8]) throws -> NumPyArray {
        try NumPyArray(contentsOf: scratch.file("a.npy", bytes))
    }

    private func cause(_ bytes: [UInt8]) -> DatasetError.Cause? {
        let error = problem { _ = try read(bytes) }
        #expect(error == nil || error?.file.hasSuffix("a.npy") == true)
        return error?.cause
    }

    private let floats = NumPyBytes.bytes(1 as Float, 2, 3, 4, 5, 6)

    @Test(arguments: [1, 2, 3] as [UInt8]) func readsEveryType(version: UInt8) throws {
        func array(_ type: String, _ shape: String, _ elements: [UInt8]) throws -> NumPyArray {
            try read(NumPyBytes.npy(type, shape, version: version, elements))
        }
        #expect(try array("<f4", "(2, 3)", floats).elements == .floats([1, 2, 3, 4, 5, 6]))
        #expect(try array("<f4", "(2, 3)", floats).shape == [2, 3])
        #expect(try array("<f8", "(3,)", NumPyBytes.bytes(0.1, -2, 1e300)).elements == .floats([0.1, -2, .infinity]))
        #expect(try array("|u1", "(2,1)", [0, 255]).elements == .bytes([0, 255]))
        #expect(try array("<u1", "(2,)", [0, 255]).elements == .bytes([0, 255]))
        #expect(try array("<i8", "(2,)", NumPyBytes.bytes(-1, Int.max)).elements == .integers([-1, .max]))
        #expect(try array("|b1", "(2,)", [0, 1]).elements == .floats([0, 1]))
        #expect(try array("<f4", "()", NumPyBytes.bytes(7 as Float)).shape == [])
        #expect(try array("<f4", "(0, 3)", []).elements == .floats([]))
        #expect(try array("<f4", "(2L, 3L)", floats).shape == [2, 3])
    }

    @Test func readsTheOrderOfFortran() throws {
        let plane = try read(NumPyBytes.npy("<f4", "(2, 3)", fortran: true, floats))
        #expect(plane == NumPyArrayTests.array([1, 3, 5, 2, 4, 6], plane))
        let space = try read(NumPyBytes.npy("|u1", "(2, 3, 2)", fortran: true, Array(0..<12)))
        #expect(space.elements == .bytes([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]))
        #expect(try read(NumPyBytes.npy("|u1", "(3,)", fortran: true, [1, 2, 3])).elements == .bytes([1, 2, 3]))
        #expect(try read(NumPyBytes.npy("<i8", "(0, 3)", fortran: true, [])).elements == .integers([]))
    }

    private static func array(_ elements: [Float], _ other: NumPyArray) -> NumPyArray? {
        other.elements == .floats(elements) && other.shape == [2, 3] ? other : nil
    }

    @Test func readsConvertedNumbersPieceByPiece() throws {
        let numbers = (0..<100_000).map { Double($0) / 3 }
        let bytes = numbers.withUnsafeBytes { Array($0) }
        #expect(try read(NumPyBytes.npy("<f8", "(100000,)", bytes)).elements == .floats(numbers.map { Float($0) }))
    }

    @Test(
        arguments: zip(
            [">f4", "|O", "<c8", "<U5", "<f2", "<i4", "<u8", "<M8[ns]", "x"],
            [
                "big-endian", "Python objects", "complex numbers", "text", "floating point of another size",
                "whole numbers of another size", "whole numbers of another size", "dates or times", "not a kind",
            ])) func namesOtherTypes(type: String, words: String)
    {
        guard case .numPy(.otherType(type, let found))? = cause(NumPyBytes.npy(type, "(1,)", [0, 0, 0, 0])) else {
            Issue.record("\(type) passed")
            return
        }
        #expect(found.hasPrefix(words))
        let text = problem { _ = try read(NumPyBytes.npy(type, "(1,)", [0, 0, 0, 0])) }?.description
        #expect(text?.hasSuffix("convert with array.astype(\"float32\")") == true)
    }

    @Test func refusesRecords() {
        let header = "{'descr': [('a', '<f4'), ('b', '<i8')], 'fortran_order': False, 'shape': (2,), }"
        guard case .numPy(.otherType(_, "a record of several"))? = cause(NumPyBytes.npy(header: header, [])) else {
            Issue.record("a record passed")
            return
        }
    }

    @Test func namesWhatIsNoArray() {
        #expect(cause([]) == .numPy(.noArray))
        #expect(cause(Array("hello world".utf8)) == .numPy(.noArray))
        #expect(cause(NumPyBytes.npy("<f4", "(1,)", version: 4, [])) == .numPy(.version(4, 0)))
    }

    @Test func countsBytes() {
        let whole = NumPyBytes.npy("<f4", "(2, 3)", floats)
        let count = whole.count
        #expect(cause(whole + [0]) == .trailing(expected: count, found: count + 1))
        #expect(cause(whole.dropLast(1)) == .truncated(expected: count, found: count - 1))
        let wide = NumPyBytes.npy("<f8", "(1000000, 1000)", floats)
        #expect(cause(wide) == .truncated(expected: wide.count - 24 + 8_000_000_000, found: wide.count))
    }

    @Test func refusesHeadersThatLie() {
        for shape in ["(99999999999, 99999999999)", "(0, 9223372036854775807, 9)", "(4611686018427387904,)"] {
            guard case .numPy(.tooLarge) = cause(NumPyBytes.npy("<f8", shape, [])) else {
                Issue.record("\(shape) passed")
                return
            }
        }
        let endless = NumPyBytes.npy("<f8", "(1152921504606846975,)", [])
        #expect(cause(endless) == .numPy(.tooLarge(shape: [1_152_921_504_606_846_975])))
        guard case .truncated = cause(NumPyBytes.npy("<f8", "(1152921504606846000,)", [])) else {
            Issue.record("an endless array passed")
            return
        }
        let long: [UInt8] = [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255, 1]
        #expect(cause(long) == .numPy(.badHeader(reason: "it has 4294967295 bytes")))
    }

    @Test(arguments: [
        "", "{", "{}", "hello", "{'descr': '<f4'}", "{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (x,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 3}",
        "{'descr': '<f4, 'fortran_order': False, 'shape': (1,)}", "{'descr': '<f4', 'descr': '<f4', 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", "{'descr' '<f4'}", "{1: 2}",
        "{'descr': 'é", "{'descr': (1,), 'fortran_order': False, 'shape': (1,)}",
    ]) func refusesBadHeaders(header: String) {
        guard case .numPy(.badHeader) = cause(NumPyBytes.npy(header: header, [0, 0, 0, 0])) else {
            Issue.record("“\(header)” passed")
            return
        }
    }

    /// Whatever the bytes are: an error or an array, but no crash.
    @Test func anyBytes() throws {
        let whole = NumPyBytes.npy("<f4", "(2, 3)", fortran: true, floats)
        for count in 0..<whole.count { #expect(cause(Array(whole.prefix(count))) != nil) }
        for place in whole.indices {
            for byte in [0, 1, 39, 41, 57, 127, 255, whole[place] ^ 1, whole[place] &+ 1] as [UInt8] {
                var bytes = whole
                bytes[place] = byte
                _ = cause(bytes)
            }
        }
    }
}
