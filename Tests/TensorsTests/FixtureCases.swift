import Tensors
import TestSupport
import Testing

extension Tensor {
    init(_ fixture: FixtureTensor) { self.init(Shape(fixture.shape), fixture.data) }
}

/// One of PyTorch's cases, computed by the operation under test: every input and parameter is derived.
struct FixtureCase {
    let fixture: Fixture
    private let leaves: [String: Parameter]

    init(_ name: String) throws {
        fixture = try Fixture.named(name)
        leaves = fixture.inputs.merging(fixture.params) { $1 }.mapValues { Parameter(Tensor($0)) }
    }

    /// A leaf of the computation, by the fixture's name for it.
    func value(_ name: String) -> Tensor {
        guard let leaf = leaves[name] else { fatalError("\(fixture.name) has no tensor named \(name)") }
        return leaf.value
    }

    func int(_ name: String) -> Int {
        guard let setting = fixture.config[name]?.int else { fatalError("\(fixture.name) has no setting \(name)") }
        return setting
    }

    /// A setting that may differ between the axes of images.
    func pair(_ name: String) -> Pair {
        guard let both = fixture.config[name]?.ints else { return int(name).pair }
        return Pair(both[0], both[1])
    }

    /// Holds the outputs, the loss and all gradients of `body` against PyTorch's.
    func check(_ body: () -> (outputs: [String: Tensor], loss: Tensor)) {
        var outputs: [String: Tensor] = [:]
        let (loss, gradients) = valueAndGradients {
            let result = body()
            outputs = result.outputs
            return result.loss
        }
        compare("loss", loss, FixtureTensor(shape: [], data: [fixture.loss.value]))
        #expect(Set(outputs.keys) == Set(fixture.outputs.keys), "\(fixture.name)")
        for (name, expected) in fixture.outputs { compare("output \(name)", outputs[name], expected) }
        for (name, expected) in fixture.grads.inputs.merging(fixture.grads.params, uniquingKeysWith: { $1 }) {
            compare("gradient of \(name)", leaves[name].flatMap { gradients[$0] }, expected)
        }
    }

    private func compare(_ what: String, _ actual: Tensor?, _ expected: FixtureTensor) {
        guard let actual else {
            Issue.record("\(fixture.name): no \(what)")
            return
        }
        #expect(actual.shape.array == expected.shape, "\(fixture.name): \(what)")
        #expect(mismatch(actual.scalars, expected.data) == nil, "\(fixture.name): \(what)")
    }
}
