import Foundation
import Networks
import Testing
import Training

/// Files of models: the format, and every way in which one can be damaged.
@Suite struct SafeTensorsTests {
    private func model(_ seed: UInt64) -> SmallAutoencoder {
        var g = SeededGenerator(seed: seed)
        return SmallAutoencoder(using: &g)
    }

    private func fileOfModel() throws -> (TemporaryFolder, URL, Data) {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("model.safetensors")
        try save(model(1), to: file)
        return (folder, file, try Data(contentsOf: file))
    }

    private func header(_ data: Data) throws -> [String: Any] {
        let length = Int(data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) })
        return try #require(try JSONSerialization.jsonObject(with: data[8..<(8 + length)]) as? [String: Any])
    }

    /// The same numbers under another header.
    private func replacing(_ data: Data, _ change: (inout [String: Any]) -> Void) throws -> Data {
        let length = Int(data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) })
        var header = try header(data)
        change(&header)
        let json = try JSONSerialization.data(withJSONObject: header)
        return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json + data.dropFirst(8 + length)
    }

    @Test func aModelComesBackBitForBit() throws {
        let (folder, file, data) = try fileOfModel()
        let other = model(2)
        try load(file, into: other)
        #expect(values(of: other) == values(of: model(1)))
        let entry = try #require(try header(data)["encoder.0.weight"] as? [String: Any])
        #expect(entry["dtype"] as? String == "F32" && entry["shape"] as? [Int] == [12, 16])
        withExtendedLifetime(folder) {}
    }

    /// A file that PyTorch's own library wrote (safetensors 0.8, PyTorch 2.15), and what that network made of two images.
    @Test func aFileOfPyTorchsGivesPyTorchsResults() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/small_by_torch.safetensors")
        let model = model(1)
        try load(file, into: model)
        let output = model(Tensor([2, 16], (0..<32).map { Float($0) / 32 }))
        let codes: [Float] = [0.144992, -0.246789, 0.082601, -0.188653]
        let pixels: [Float] = [0.448205, 0.52244, 0.572143, 0.566737, 0.463091, 0.42595]
        #expect(zip(output.code.scalars, codes).allSatisfy { abs($0 - $1) < 2e-6 })
        #expect(zip(output.image.scalars, pixels).allSatisfy { abs($0 - $1) < 2e-6 })
    }

    /// Cut anywhere, the file is refused and the model stays as it was.
    @Test func aFileThatEndsEarlyIsRefused() throws {
        let (folder, file, data) = try fileOfModel()
        for length in Array(stride(from: 0, to: data.count, by: 97)) + [7, 8, 9, data.count - 1] {
            try data.prefix(length).write(to: file)
            let other = model(2)
            #expect(throws: TrainingError.self, "\(length) bytes") { try load(file, into: other) }
            #expect(values(of: other) == values(of: model(2)))
        }
        withExtendedLifetime(folder) {}
    }

    private func entry(_ type: String, _ shape: [Int], _ place: [Int]) -> [String: Any] {
        ["dtype": type, "shape": shape, "data_offsets": place]
    }

    @Test func theErrorNamesTheTensorAtFault() throws {
        let (folder, file, data) = try fileOfModel()
        let bias = "decoder.0.bias"
        let numbers = parameterCount(of: model(1)) * 4
        func check(_ words: String, _ change: (inout [String: Any]) -> Void) throws {
            try replacing(data, change).write(to: file)
            let other = model(2)
            #expect { try load(file, into: other) } throws: { error in
                let isNamed = "\(error)".contains(words) && "\(error)".contains("model.safetensors cannot be loaded: ")
                if !isNamed { Issue.record("\(error)") }
                return isNamed
            }
            #expect(values(of: other) == values(of: model(2)))
        }
        try check("the tensor \(bias) has the type F16") { $0[bias] = entry("F16", [12], [0, 48]) }
        try check("the tensor \(bias) has the shape [3, 4], not [12]") { $0[bias] = entry("F32", [3, 4], [0, 48]) }
        try check("the tensor \(bias) has 48 bytes for the shape [13]") { $0[bias] = entry("F32", [13], [0, 48]) }
        try check("the tensor \(bias) lies at [4, 52]") { $0[bias] = entry("F32", [12], [4, 52]) }
        try check("lies at [48, ") { $0[bias] = entry("F32", [11], [0, 44]) }
        try check("it ends within the tensor") { $0["z"] = entry("F32", [1], [numbers, numbers + 4]) }
        try check("has the shape [-1]") { $0[bias] = entry("F32", [-1], [0, 48]) }
        try check("lies at []") { $0[bias] = entry("F32", [12], []) }
        try check("the model has no tensor other") { $0["other"] = $0.removeValue(forKey: bias) }
        for texts in [["a": "b"], [:]] {
            try check("its header is not the JSON of tensors") { $0["note"] = texts }
        }
        try check("bytes follow the last tensor") { $0["encoder.2.weight"] = nil }
        withExtendedLifetime(folder) {}
    }

    @Test func superfluousBytesAndWildHeadersAreRefused() throws {
        let (folder, file, data) = try fileOfModel()
        var wild = data
        wild.replaceSubrange(0..<8, with: Data(repeating: 0xFF, count: 8))
        var broken = data
        broken[9] = UInt8(ascii: "!")
        let mark = Data([0xEF, 0xBB, 0xBF])
        let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        let marked = withUnsafeBytes(of: (length + 3).littleEndian) { Data($0) } + mark + data.dropFirst(8)
        for damaged in [data + Data([0, 0, 0, 0]), wild, broken, marked] {
            try damaged.write(to: file)
            #expect(throws: TrainingError.self) { try load(file, into: model(2)) }
        }
        try FileManager.default.removeItem(at: file)
        #expect(throws: TrainingError.self) { try load(file, into: model(2)) }
        withExtendedLifetime(folder) {}
    }

    private final class Parts {
        let a = Parameter(Tensor([1], [0]))
        let z = Parameter(.zeros([0]))
    }

    private func loadParts(_ header: String, _ numbers: Data, into model: Any) throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("parts.safetensors")
        try (withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8) + numbers)
            .write(to: file)
        try Training.load(file, into: model)
    }

    @Test func anEmptyTensorMayLieBeforeItsNeighbor() throws {
        let parts = Parts()
        let header = """
            {"__metadata__":{"by":"hand"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},\
            "z":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}
            """
        try loadParts(header, withUnsafeBytes(of: Float(5).bitPattern.littleEndian) { Data($0) }, into: parts)
        #expect(parts.a.value.scalars == [5])
    }

    @Test func aShapeOfMoreThanAnIntegerHoldsIsRefused() {
        let header = """
            {"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]},\
            "z":{"dtype":"F32","shape":[16384],"data_offsets":[0,65536]}}
            """
        #expect {
            try loadParts(header, Data(count: 65_536), into: Parts())
        } throws: { error in
            "\(error)".contains("the tensor a has 0 bytes for the shape [65536, 65536, 65536, 65536]")
        }
    }
}
