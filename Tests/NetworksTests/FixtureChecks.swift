import Networks
import TestSupport
import Testing

/// The inputs of one step; those whose gradient the case has are parameters in the first step.
struct FixtureStep {
    let inputs: [String: FixtureTensor]
    var leaves: [String: Parameter] = [:]

    func input(_ name: String) -> Tensor {
        if let leaf = leaves[name] { return leaf.value }
        guard let tensor = inputs[name] else { fatalError("the step has no input \(name)") }
        return Tensor(tensor)
    }
}

/// What a case computes, by the case's names.
struct FixtureResult {
    let loss: Tensor
    var outputs: [String: Tensor] = [:]
    var terms: [String: Tensor] = [:]
}

/// Holds a model against a case: outputs, loss and its terms, gradients of parameters and inputs, and the parameters
/// after one and after three steps of Adam.
func check(
    _ model: Any, _ fixture: Fixture, rename: (String) -> String, _ compute: (FixtureStep) -> FixtureResult
) throws {
    fixture.load(into: model, rename: rename)
    try checkOnce(model, fixture, rename: rename, compute)
    guard let adam = fixture.adam else { return }
    fixture.load(into: model, rename: rename)
    try checkSteps(model, fixture, adam, rename: rename) { compute($0).loss }
}

private func checkOnce(
    _ model: Any, _ fixture: Fixture, rename: (String) -> String, _ compute: (FixtureStep) -> FixtureResult
) throws {
    let leaves = fixture.grads.inputs.keys.map { ($0, Parameter(fixture.input($0))) }
    let step = FixtureStep(inputs: fixture.inputs, leaves: Dictionary(uniqueKeysWithValues: leaves))
    var result: FixtureResult?
    let (loss, gradients) = valueAndGradients {
        let computed = compute(step)
        result = computed
        return computed.loss
    }
    #expect(mismatch([loss.scalar], [fixture.loss.value]) == nil, "\(fixture.name): loss")
    for (name, output) in result?.outputs ?? [:] {
        let torch = try #require(fixture.outputs[name], "\(fixture.name) has no output \(name)")
        #expect(mismatch(output.scalars, torch.data) == nil, "\(fixture.name): output \(name)")
    }
    for (name, term) in result?.terms ?? [:] {
        let torch = try #require(fixture.loss.terms?[name], "\(fixture.name) has no term \(name)")
        #expect(mismatch([term.scalar], [torch]) == nil, "\(fixture.name): term \(name)")
    }
    for (name, leaf) in step.leaves {
        let (ours, torch) = (try #require(gradients[leaf]), try #require(fixture.grads.inputs[name]))
        #expect(mismatch(ours.scalars, torch.data) == nil, "\(fixture.name): gradient of \(name)")
    }
    for named in parameters(of: model) {
        let name = rename(named.name)
        let torch = try #require(fixture.grads.params[name], "\(fixture.name) has no gradient of \(name)")
        let ours = gradients[named.parameter]?.scalars ?? [Float](repeating: 0, count: named.parameter.count)
        if fixture.grads.trueValueZero?.contains(name) == true {
            #expect(ours.allSatisfy { abs($0) < 1e-5 }, "\(fixture.name): gradient of \(name)")
        } else {
            #expect(mismatch(ours, torch.data) == nil, "\(fixture.name): gradient of \(name)")
        }
    }
}

/// Takes the case's steps, and holds the loss before each and the parameters after the first and third against PyTorch's.
func checkSteps(
    _ model: Any, _ fixture: Fixture, _ expected: FixtureAdam, rename: (String) -> String,
    loss: (FixtureStep) -> Tensor
) throws {
    let adam = Adam(
        learningRate: expected.lr, beta1: expected.betas[0], beta2: expected.betas[1], epsilon: expected.eps)
    for step in 0..<expected.steps {
        let inputs = FixtureStep(inputs: expected.batches.isEmpty ? fixture.inputs : expected.batches[step])
        let (value, gradients) = valueAndGradients { loss(inputs) }
        #expect(mismatch([value.scalar], [expected.losses[step]]) == nil, "\(fixture.name), step \(step)")
        adam.update(parameters(of: model).map(\.parameter), along: gradients)
        guard let after = [0: expected.afterOne, 2: expected.afterThree][step] else { continue }
        for named in parameters(of: model) {
            let name = rename(named.name)
            if expected.notComparable?.contains(name) == true { continue }
            let torch = try #require(after[name], "\(fixture.name) has no \(name) after step \(step + 1)")
            let difference = mismatch(named.parameter.value.scalars, torch.data, absolute: 5e-6, relative: 0)
            #expect(difference == nil, "\(fixture.name): \(name) after step \(step + 1)")
        }
    }
}
