import Foundation
import Networks

/// A model's parameters in the safetensors format, which PyTorch's users can load: the length of a header as eight
/// bytes, the header as JSON (type, shape and place of each tensor), then the numbers, little-endian.
///
/// Source: the safetensors format, version 0.3.
enum ParameterFile {
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

    static func encode(_ parameters: [NamedParameter]) throws -> Data {
        var (header, place) = ([String: Entry](), 0)
        for named in parameters {
            let end = place + named.parameter.count * MemoryLayout<Float>.size
            header[named.name] = Entry(dtype: "F32", shape: named.parameter.shape.array, place: [place, end])
            place = end
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var json = try encoder.encode(header)
        json += Data(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
        var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
        data.reserveCapacity(8 + json.count + place)
        data += json
        for named in parameters { named.parameter.value.withScalars { data.append($0) } }
        return data
    }

    /// Sets the parameters from a file.
    /// - Throws: `TrainingError.damaged`, naming the tensor that is missing, superfluous or of another shape.
    static func load(_ file: URL, into parameters: [NamedParameter]) throws {
        func damaged(_ reason: String) -> TrainingError { .damaged(file: file.path, reason: reason) }
        let data = try Data(contentsOf: file)
        guard data.count >= 8 else { throw damaged("it has \(data.count) bytes, less than a header") }
        let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        guard length <= UInt64(data.count - 8) else { throw damaged("its header would have \(length) bytes") }
        let start = 8 + Int(length)
        guard let header = try? JSONDecoder().decode([String: Entry].self, from: data[8..<start]) else {
            throw damaged("its header is not the JSON of tensors")
        }
        let expected = Set(parameters.map(\.name))
        if let other = header.keys.sorted().first(where: { !expected.contains($0) }) {
            throw damaged("the model has no tensor \(other)")
        }
        for named in parameters {
            guard let entry = header[named.name] else { throw damaged("the tensor \(named.name) is missing") }
            let (shape, bytes) = (named.parameter.shape, named.parameter.count * MemoryLayout<Float>.size)
            guard entry.dtype == "F32", entry.shape == shape.array, entry.place.count == 2,
                entry.place.allSatisfy({ (0...data.count).contains($0) }), entry.place[1] - entry.place[0] == bytes
            else { throw damaged("the tensor \(named.name) is \(entry.dtype)\(entry.shape), not F32\(shape)") }
            guard start + entry.place[1] <= data.count else {
                throw damaged("it ends within the tensor \(named.name)")
            }
            let tensor = Tensor(shape) { target in
                _ = data.copyBytes(to: target, from: (start + entry.place[0])..<(start + entry.place[1]))
            }
            named.parameter.set(tensor)
        }
    }
}
