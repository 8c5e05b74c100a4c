import Foundation
import Tensors

/// Named tensors in one file, which PyTorch's users can load: the length of a header as eight bytes, the header as JSON
/// (type, shape and place of each tensor, and texts under `__metadata__`), then the numbers, little-endian.
///
/// Source: the safetensors format, https://github.com/huggingface/safetensors
struct SafeTensors {
    var tensors: [String: Tensor] = [:]
    var metadata: [String: String] = [:]

    private struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        /// Where the numbers begin and end, in bytes from the header's end.
        let place: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case place = "data_offsets"
        }
    }

    private enum HeaderItem: Codable {
        case tensor(Entry)
        case metadata([String: String])

        init(from decoder: any Decoder) throws {
            if decoder.codingPath.last?.stringValue == metadataName {
                self = .metadata(try [String: String](from: decoder))
            } else {
                self = .tensor(try Entry(from: decoder))
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .tensor(let entry): try entry.encode(to: encoder)
            case .metadata(let texts): try texts.encode(to: encoder)
            }
        }
    }

    private static let metadataName = "__metadata__"
}

extension SafeTensors {
    /// All of another file, with `prefix` before the names.
    mutating func add(_ other: SafeTensors, prefix: String) {
        for (name, tensor) in other.tensors { tensors[prefix + name] = tensor }
        for (name, text) in other.metadata { metadata[prefix + name] = text }
    }

    /// What has a name that begins with `prefix`, without it.
    func part(_ prefix: String) -> SafeTensors {
        func named<Value>(_ all: [String: Value]) -> [String: Value] {
            let own = all.filter { $0.key.hasPrefix(prefix) }
            return Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
        }
        return SafeTensors(tensors: named(tensors), metadata: named(metadata))
    }

    /// The file's bytes, the tensors in the order of their names.
    func encoded() throws -> Data {
        var (header, place) = ([String: HeaderItem](), 0)
        if !metadata.isEmpty { header[Self.metadataName] = .metadata(metadata) }
        let ordered = tensors.sorted { $0.key < $1.key }
        for (name, tensor) in ordered {
            let end = place + tensor.count * MemoryLayout<Float>.size
            header[name] = .tensor(Entry(dtype: "F32", shape: tensor.shape.array, place: [place, end]))
            place = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var json = try encoder.encode(header)
        json += Data(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
        var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
        data.reserveCapacity(8 + json.count + place)
        data += json
        for (_, tensor) in ordered { tensor.withScalars { data.append($0) } }
        return data
    }

    /// - Throws: `SafeTensorsError`, naming the tensor at fault where one is.
    init(decoding data: Data) throws(SafeTensorsError) {
        guard data.count >= 8 else { throw .init("it has \(data.count) bytes, less than a header") }
        let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= UInt64(data.count - 8) else {
            throw .init("its header would have \(length) bytes, and the file has \(data.count)")
        }
        let numbers = data.dropFirst(8 + Int(length))
        let json = data[8..<(8 + Int(length))]
        // The format's own reader takes nothing before the brace, not even a byte order mark.
        guard json.first == UInt8(ascii: "{"),
            let header = try? JSONDecoder().decode([String: HeaderItem].self, from: json)
        else {
            throw .init("its header is not the JSON of tensors")
        }
        var end = 0
        for (name, entry) in Self.entries(of: header) {
            let tensor = try Self.tensor(name, entry, in: numbers, from: end)
            end = entry.place[1]
            tensors[name] = tensor
        }
        guard end == numbers.count else { throw .init("\(numbers.count - end) bytes follow the last tensor") }
        if case .metadata(let texts)? = header[Self.metadataName] { metadata = texts }
    }

    /// The tensors in the order of their places.
    private static func entries(of header: [String: HeaderItem]) -> [(String, Entry)] {
        let entries = header.compactMap { name, item in
            if case .tensor(let entry) = item { (name, entry) } else { nil }
        }
        // By both ends: an empty tensor lies before the one that begins where it does.
        func key(_ name: String, _ entry: Entry) -> (Int, Int, String) {
            (entry.place.first ?? 0, entry.place.last ?? 0, name)
        }
        return entries.sorted { key($0.0, $0.1) < key($1.0, $1.1) }
    }

    /// - Parameter start: where the tensor before this one ends.
    private static func tensor(
        _ name: String, _ entry: Entry, in numbers: Data, from start: Int
    ) throws(SafeTensorsError) -> Tensor {
        guard entry.dtype == "F32" else { throw .init("the tensor \(name) has the type \(entry.dtype), not F32") }
        guard entry.shape.count <= 4, entry.shape.allSatisfy({ (0...numbers.count).contains($0) }) else {
            throw .init("the tensor \(name) has the shape \(entry.shape)")
        }
        guard entry.place.count == 2, entry.place[0] == start, entry.place[1] >= start else {
            throw .init("the tensor \(name) lies at \(entry.place), and the one before it ends at \(start)")
        }
        guard entry.place[1] <= numbers.count else { throw .init("it ends within the tensor \(name)") }
        guard elementCount(entry.shape) == (entry.place[1] - start) / 4, (entry.place[1] - start) % 4 == 0 else {
            throw .init("the tensor \(name) has \(entry.place[1] - start) bytes for the shape \(entry.shape)")
        }
        let first = numbers.startIndex
        return Tensor(Shape(entry.shape)) { target in
            numbers.copyBytes(to: target, from: (first + start)..<(first + entry.place[1]))
        }
    }

    /// Nil where it is more than an integer holds.
    private static func elementCount(_ shape: [Int]) -> Int? {
        var count = 1
        for size in shape {
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
            guard !isTooLarge else { return nil }
            count = product
        }
        return count
    }
}

/// Why bytes are no safetensors file.
struct SafeTensorsError: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
