import Foundation

/// A small case that PyTorch computed: inputs and parameters, and the outputs, loss, gradients and parameters after
/// Adam's steps that belong to them. The files stand in `Tests/NetworksTests/Fixtures`.
public struct Fixture: Decodable {
    public let name: String
    /// What is computed, such as `conv2d` or `vae`.
    public let op: String
    /// The settings of the operation, such as `stride`.
    public let config: [String: FixtureSetting]
    public let inputs: [String: FixtureTensor]
    /// The parameters by PyTorch's names, such as `weight` or `encoder.0.weight`.
    public let params: [String: FixtureTensor]
    /// State that is not learned: the running statistics of batch normalization, before and after one training step.
    public let buffers: [String: FixtureTensor]
    public let buffersAfterOne: [String: FixtureTensor]
    public let outputs: [String: FixtureTensor]
    public let loss: FixtureLoss
    public let grads: FixtureGradients
    public let adam: FixtureAdam?

    private enum CodingKeys: String, CodingKey {
        case name, op, config, inputs, params, buffers, outputs, loss, grads, adam
        case buffersAfterOne = "buffers_after_1"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func tensors(_ key: CodingKeys) throws -> [String: FixtureTensor] {
            try values.decodeIfPresent([String: FixtureTensor].self, forKey: key) ?? [:]
        }
        name = try values.decode(String.self, forKey: .name)
        op = try values.decode(String.self, forKey: .op)
        config = try values.decode([String: FixtureSetting].self, forKey: .config)
        (inputs, params, outputs) = (try tensors(.inputs), try tensors(.params), try tensors(.outputs))
        (buffers, buffersAfterOne) = (try tensors(.buffers), try tensors(.buffersAfterOne))
        loss = try values.decode(FixtureLoss.self, forKey: .loss)
        grads = try values.decode(FixtureGradients.self, forKey: .grads)
        adam = try values.decodeIfPresent(FixtureAdam.self, forKey: .adam)
    }
}

/// Numbers with a shape, row-major.
public struct FixtureTensor: Decodable, Sendable {
    public let shape: [Int]
    public let data: [Float]

    public init(shape: [Int], data: [Float]) { (self.shape, self.data) = (shape, data) }
}

public struct FixtureLoss: Decodable {
    public let definition: String
    public let value: Float
    /// The parts of a loss that is a sum, such as `reconstruction` and `kl`.
    public let terms: [String: Float]?
}

/// ∂loss/∂(output, input, parameter), by name.
public struct FixtureGradients: Decodable {
    public let outputs: [String: FixtureTensor]
    public let inputs: [String: FixtureTensor]
    public let params: [String: FixtureTensor]
    /// Parameters whose gradient is zero but for rounding: it must be below 1e-5.
    public let trueValueZero: [String]?

    private enum CodingKeys: String, CodingKey {
        case outputs, inputs, params
        case trueValueZero = "true_value_zero"
    }
}

/// Steps of Adam from the case's parameters.
public struct FixtureAdam: Decodable {
    public let lr: Float
    public let betas: [Float]
    public let eps: Float
    public let steps: Int
    /// The inputs of each step; empty where every step has the case's own.
    public let batches: [[String: FixtureTensor]]
    /// The loss before each step.
    public let losses: [Float]
    public let afterOne: [String: FixtureTensor]
    public let afterThree: [String: FixtureTensor]
    public let buffersAfterThree: [String: FixtureTensor]?
    /// Parameters whose gradient is rounding alone, so that Adam's steps are arbitrary.
    public let notComparable: [String]?

    private enum CodingKeys: String, CodingKey {
        case lr, betas, eps, steps, batches, losses
        case afterOne = "after_1"
        case afterThree = "after_3"
        case buffersAfterThree = "buffers_after_3"
        case notComparable = "not_comparable"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        lr = try values.decode(Float.self, forKey: .lr)
        betas = try values.decode([Float].self, forKey: .betas)
        eps = try values.decode(Float.self, forKey: .eps)
        steps = try values.decode(Int.self, forKey: .steps)
        // A sentence stands here where the inputs stay the same.
        let isSentence = (try? values.decode(String.self, forKey: .batches)) != nil
        batches = isSentence ? [] : try values.decode([[String: FixtureTensor]].self, forKey: .batches)
        losses = try values.decode([Float].self, forKey: .losses)
        afterOne = try values.decode([String: FixtureTensor].self, forKey: .afterOne)
        afterThree = try values.decode([String: FixtureTensor].self, forKey: .afterThree)
        buffersAfterThree = try values.decodeIfPresent([String: FixtureTensor].self, forKey: .buffersAfterThree)
        notComparable = try values.decodeIfPresent([String].self, forKey: .notComparable)
    }
}
