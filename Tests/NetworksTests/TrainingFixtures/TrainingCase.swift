import Networks
import TestSupport
import Testing

/// A case of the second set: an operation at given inputs, computed by PyTorch. Inputs whose gradient the case has, and
/// all parameters, are derived.
struct TrainingCase {
    private struct Contents: Decodable {
        let config: [String: FixtureSetting]
        let inputs: [String: FixtureTensor]
        let params: [String: FixtureTensor]
        let outputs: [String: FixtureTensor]
        let loss: Float
        let grads: Grads

        struct Grads: Decodable { let inputs, params: [String: FixtureTensor] }
    }

    let name: String
    private let contents: Contents
    private let leaves: [String: Parameter]

    init(_ name: String) throws {
        self.name = name
        let torch = try Fixture.decodeTraining(Contents.self, name)
        let derived = torch.inputs.filter { torch.grads.inputs[$0.key] != nil }
        leaves = derived.merging(torch.params) { $1 }.mapValues { Parameter(Tensor($0)) }
        contents = torch
    }

    /// An input or a parameter by the case's name for it.
    func value(_ name: String) -> Tensor { leaves[name]?.value ?? Tensor(constant(name)) }

    /// An input of whole numbers.
    func integers(_ name: String) -> [Int] { constant(name).data.map { Int($0) } }

    func setting(_ name: String) -> FixtureSetting {
        guard let setting = contents.config[name] else { fatalError("\(self.name) has no setting \(name)") }
        return setting
    }

    func int(_ name: String) -> Int { setting(name).int ?? 0 }
    func float(_ name: String) -> Float { setting(name).float ?? .nan }

    private func constant(_ name: String) -> FixtureTensor {
        guard let tensor = contents.inputs[name] else { fatalError("\(self.name) has no input \(name)") }
        return tensor
    }

    /// Holds the outputs, the loss and all gradients of `body` against PyTorch's.
    func check(_ body: () -> (outputs: [String: Tensor], loss: Tensor)) {
        var outputs: [String: Tensor] = [:]
        let (loss, gradients) = valueAndGradients {
            let result = body()
            outputs = result.outputs
            return result.loss
        }
        compare("loss", loss, FixtureTensor(shape: [], data: [contents.loss]))
        #expect(Set(outputs.keys) == Set(contents.outputs.keys), "\(name)")
        for (key, expected) in contents.outputs { compare("output \(key)", outputs[key], expected) }
        for (key, expected) in contents.grads.inputs.merging(contents.grads.params, uniquingKeysWith: { $1 }) {
            // What the loss does not depend on has the gradient 0.
            let gradient = leaves[key].map { gradients[$0] ?? .zeros($0.shape) }
            compare("gradient of \(key)", gradient, expected)
        }
    }

    /// The case's loss Σ out[k] · cos k, with k the place in row-major order.
    func check(_ name: String = "out", _ body: () -> Tensor) {
        check {
            let y = body()
            return ([name: y], (y * Tensor.cosines(y.shape)).sum())
        }
    }

    private func compare(_ what: String, _ actual: Tensor?, _ expected: FixtureTensor) {
        #expect(actual?.shape.array == expected.shape, "\(name): \(what)")
        #expect(mismatch(actual?.scalars ?? [], expected.data) == nil, "\(name): \(what)")
    }
}

extension Tensor {
    /// cos k at each place k in row-major order.
    fileprivate static func cosines(_ shape: Shape) -> Tensor {
        Tensor(shape, (0..<shape.count).map { Float(cosine(Double($0))) })
    }
}

/// The cosine by its series, after whole turns are taken off.
private func cosine(_ x: Double) -> Double {
    let r = x - (x / (2 * .pi)).rounded() * 2 * .pi
    var (term, sum) = (1.0, 1.0)
    for k in stride(from: 1.0, to: 40, by: 2) {
        term *= -r * r / (k * (k + 1))
        sum += term
    }
    return sum
}

extension Fixture {
    /// A case of the second set.
    static func decodeTraining<Case: Decodable>(_ type: Case.Type, _ name: String) throws -> Case {
        try decode(type, from: "training/" + name)
    }
}

/// Holds numbers after a step against PyTorch's, by the set's tolerance for parameters and buffers.
func expectState(_ what: String, _ actual: Tensor, _ expected: FixtureTensor) {
    let difference = mismatch(actual.scalars, expected.data, absolute: 5e-6, relative: 1e-5)
    #expect(actual.shape.array == expected.shape && difference == nil, "\(what)")
}
