import Foundation

/// A value of a model's own that goes on from step to step, such as a counter or a list: checkpoints hold it, so that a
/// resumed training goes on with it.
///
///     @Kept var steps = 0
///
/// Numbers that are a tensor belong in a ``Buffer``, which the finished model's file holds too.
@propertyWrapper
public final class Kept<Value: Codable>: KeptValue, @unchecked Sendable {
    public var wrappedValue: Value {
        didSet { ChangeClock.noteChange(ofObjectFrom: birth) }
    }

    private let birth = ChangeClock.now

    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    override package func encoded() throws -> Data { try keptEncoder.encode([wrappedValue]) }

    override package func restore(_ data: Data) throws {
        let values = try keptDecoder.decode([Value].self, from: data)
        guard let value = values.first else { throw CocoaError(.coderValueNotFound) }
        wrappedValue = value
    }
}

/// A ``Kept`` of any type.
public class KeptValue {
    /// The value as JSON, in an array of one.
    package func encoded() throws -> Data { fatalError("only `Kept` has a value") }
    package func restore(_ data: Data) throws { fatalError("only `Kept` has a value") }
}

/// Every kept value in the stored properties of a model, by the path that leads to it.
package func keptValues(of model: Any) -> [(name: String, value: KeptValue)] {
    var walk = PropertyWalk<KeptValue>()
    walk.visit(model, path: [])
    return walk.found.map { name, value in
        // A wrapper's storage has an underscore before the property's name.
        let parts = name.split(separator: ".").map { $0.hasPrefix("_") ? String($0.dropFirst()) : String($0) }
        return (parts.joined(separator: "."), value)
    }
}

private let keptEncoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
}()

private let keptDecoder: JSONDecoder = {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
}()
