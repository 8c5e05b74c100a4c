import Foundation

/// Reads an array piece by piece, as it lies in its file.
struct NumPyReader {
    let header: NumPyHeader
    let count: Int
    private let source: any ByteSource

    init(_ source: any ByteSource) throws(DatasetError) {
        self.source = source
        let text = try Self.headerText(source)
        do throws(NumPyProblem) { header = try NumPyHeader(text) } catch {
            throw DatasetError(.numPy(error), of: source.name)
        }
        guard let count = header.count else {
            throw DatasetError(.numPy(.tooLarge(shape: header.shape)), of: source.name)
        }
        self.count = count
        let (expected, overflow) = source.position.addingReportingOverflow(count * header.type.byteCount)
        if overflow { throw DatasetError(.numPy(.tooLarge(shape: header.shape)), of: source.name) }
        guard expected <= source.mostBytes else {
            let found = try source.position + source.drain()
            throw DatasetError(.truncated(expected: expected, found: found), of: source.name)
        }
    }

    var name: String { source.name }

    /// The next `count` elements, in the order of the file.
    func next(_ count: Int) throws(DatasetError) -> NumPyArray.Elements {
        switch header.type {
        case .uint8: .bytes(try whole(count))
        case .int64: .integers(try whole(count))
        case .float32: .floats(try whole(count))
        case .float64: .floats(try converted(count) { (number: Double) in Float(number) })
        case .bool: .floats(try converted(count) { (byte: UInt8) in byte == 0 ? 0 : 1 })
        }
    }

    /// Checks that nothing follows the last element.
    func finish() throws(DatasetError) {
        let expected = source.position
        let left = try source.drain()
        if left > 0 { throw DatasetError(.trailing(expected: expected, found: expected + left), of: source.name) }
    }

    /// Numbers as they are in the file: it has their lowest byte first, as every machine has that Swift runs on.
    private func whole<Number: BitwiseCopyable>(_ count: Int) throws(DatasetError) -> [Number] {
        let before = source.position
        let numbers = try source.read(count, of: Number.self)
        guard numbers.count == count else {
            let expected = before + count * MemoryLayout<Number>.stride
            throw DatasetError(.truncated(expected: expected, found: source.position), of: source.name)
        }
        return numbers
    }

    private func converted<Number: BitwiseCopyable>(
        _ count: Int, _ convert: (Number) -> Float
    ) throws(DatasetError) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(count)
        while result.count < count {
            let piece: [Number] = try whole(min(1 << 15, count - result.count))
            for number in piece { result.append(convert(number)) }
        }
        return result
    }

    private static func headerText(_ source: any ByteSource) throws(DatasetError) -> String {
        let start = try source.read(8, of: UInt8.self)
        guard start.starts(with: NumPyHeader.magic.prefix(start.count)), !start.isEmpty else {
            throw DatasetError(.numPy(.noArray), of: source.name)
        }
        guard start.count == 8 else { throw DatasetError(.truncated(expected: 8, found: start.count), of: source.name) }
        let (major, minor) = (Int(start[6]), Int(start[7]))
        guard (1...3).contains(major), minor == 0 else {
            throw DatasetError(.numPy(.version(major, minor)), of: source.name)
        }
        let lengthBytes = try bytes(major == 1 ? 2 : 4, source)
        let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= NumPyHeader.longest else {
            throw DatasetError(.numPy(.badHeader(reason: "it has \(length) bytes")), of: source.name)
        }
        return String(decoding: try bytes(length, source), as: UTF8.self)
    }

    private static func bytes(_ count: Int, _ source: any ByteSource) throws(DatasetError) -> [UInt8] {
        let expected = source.position + count
        let bytes = try source.read(count, of: UInt8.self)
        guard bytes.count == count else {
            throw DatasetError(.truncated(expected: expected, found: source.position), of: source.name)
        }
        return bytes
    }
}
