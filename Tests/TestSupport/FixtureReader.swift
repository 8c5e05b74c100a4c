import Foundation

extension Fixture {
    /// Found from this source file, so that every test target reads the one copy.
    public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("NetworksTests/Fixtures")

    /// The case `NAME.json`.
    public static func named(_ name: String) throws -> Fixture { try decode(Fixture.self, from: name) }

    /// A case of another structure than `Fixture`, such as `init_bounds` or `adversarial_6_4_2`.
    public static func decode<Case: Decodable>(_ type: Case.Type, from name: String) throws -> Case {
        let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
        return try JSONDecoder().decode(type, from: data)
    }

    /// The names of all cases of one operation.
    public static func names(of op: String) throws -> [String] {
        try decode(Index.self, from: "index").cases.filter { $0.op == op }.map { String($0.file.dropLast(5)) }
    }

    private struct Index: Decodable {
        struct Entry: Decodable {
            let file: String
            let op: String
        }
        let cases: [Entry]
    }
}

/// Where two runs of numbers first differ by more than `absolute + relative · |expected|`; nil where they nowhere do.
/// The defaults are the fixtures' tolerance for outputs, losses and gradients.
public func mismatch(
    _ actual: [Float], _ expected: [Float], absolute: Float = 2e-6, relative: Float = 1e-4
) -> String? {
    guard actual.count == expected.count else { return "\(actual.count) numbers instead of \(expected.count)" }
    for (place, (a, b)) in zip(actual, expected).enumerated() where !(abs(a - b) <= absolute + relative * abs(b)) {
        return "element \(place) is \(a) instead of \(b)"
    }
    return nil
}
