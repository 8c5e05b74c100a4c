/// Where a training is, and the tools of a step: randomness, and the optimizers.
public struct Step {
    /// The running epoch, from 1.
    public let epoch: Int
    /// The step's number in the whole training, from 0, and how many steps the plan has.
    public let number: Int
    public let count: Int
    /// The running phase; a plan without phases has one.
    public let phase: RunningPhase
    /// The source of noise. The checkpoint holds its state, so that a resumed training draws the same numbers.
    public var generator: SeededGenerator

    /// Whether the step updates; false while a validation loss is computed.
    public var isTraining: Bool { optimization != nil }
    private let optimization: Optimization?

    package init(
        epoch: Int, number: Int, count: Int, phase: RunningPhase, generator: SeededGenerator,
        optimization: Optimization?
    ) {
        self.epoch = epoch
        self.number = number
        self.count = count
        self.phase = phase
        self.generator = generator
        self.optimization = optimization
    }

    /// The part of the training that lies behind, in [0, 1).
    public var share: Float { count > 0 ? Float(Double(number) / Double(count)) : 0 }

    /// Derives a loss and updates, along its gradient, the groups of the running phase with these names, or all of them.
    ///
    /// Parameters of other groups are constants meanwhile: nothing is computed for them.
    /// - Precondition: the model's `optimizers` has groups with these names.
    public mutating func minimize(_ groups: String..., loss body: (inout Step) -> Loss) -> Loss {
        guard let optimization else { return body(&self) }
        return optimization.minimize(groups, of: &self, body)
    }

    /// The value of a schedule at this step, for weights that change during the training: `1` is its base.
    public func value(of schedule: Schedule) -> Float { Float(schedule.rate(at: number, base: 1, timeline)) }

    var timeline: Timeline { Timeline(steps: count, stepsPerEpoch: phase.stepsPerEpoch) }
}

/// The part of a training with one set of groups.
public struct RunningPhase: Equatable, Sendable {
    /// Empty in a plan without phases.
    public let name: String
    /// The phase's place in the plan, from 0.
    public let index: Int
    /// The epoch before its first.
    public let start: Int
    /// The groups that it trains; nil for all.
    let groups: [String]?
    let stepsPerEpoch: Int

    package init(name: String, index: Int, start: Int, groups: [String]?, stepsPerEpoch: Int) {
        self.name = name
        self.index = index
        self.start = start
        self.groups = groups
        self.stepsPerEpoch = stepsPerEpoch
    }
}
