import Foundation

/// How a learning rate, or the weight of a loss's term, goes on from step to step. Steps count from 0.
///
///     .linear(from: 0.1, to: 1, over: .epochs(2)).then(.cosine())
///
/// warms up over two epochs, and then falls along half a cosine until the training ends.
public indirect enum Schedule: Codable, Equatable, Sendable {
    /// The base, always.
    case constant
    /// base · factor^⌊t / every⌋: PyTorch's `StepLR`.
    case step(every: Span, factor: Float)
    /// floor + (base − floor) · (1 + cos(π t / over)) / 2, and floor from then on: `CosineAnnealingLR`, without its rise
    /// afterward.
    case cosine(over: Span = .rest, floor: Float = 0)
    /// base · (from + (to − from) · min(t / over, 1)): `LinearLR`.
    case linear(from: Float, to: Float, over: Span)
    /// The first for a while, then the second, which counts from its own start: `SequentialLR`.
    case sequence(Schedule, for: Span, then: Schedule)
    /// The same again and again, each time from its start.
    case cyclic(Schedule, period: Span)

    /// base · factor^⌊t / every⌋, for every epoch unless another span is given: PyTorch's `ExponentialLR`.
    public static func exponential(factor: Float, every: Span = .epochs(1)) -> Schedule {
        .step(every: every, factor: factor)
    }

    /// This one for as long as it takes, and then another.
    /// - Precondition: this one is linear, a cosine with an end, or such a sequence; others never end.
    public func then(_ next: Schedule) -> Schedule {
        switch self {
        case .linear(_, _, let span): .sequence(self, for: span, then: next)
        case .cosine(let span, _) where span != .rest: .sequence(self, for: span, then: next)
        case .sequence(let first, let span, let second): .sequence(first, for: span, then: second.then(next))
        case .constant, .step, .cosine, .cyclic:
            fatalError("\(self) has no end; write .sequence(first, for: .epochs(3), then: second)")
        }
    }
}

/// A length of training.
public enum Span: Codable, Equatable, Sendable {
    case steps(Int)
    case epochs(Double)
    /// A part of the whole training, in (0, 1].
    case share(Double)
    /// Until the training ends.
    case rest
}

/// How long a training is.
public struct Timeline: Equatable, Sendable {
    public let steps: Int
    public let stepsPerEpoch: Int

    public init(steps: Int, stepsPerEpoch: Int) {
        self.steps = steps
        self.stepsPerEpoch = stepsPerEpoch
    }
}

extension Schedule {
    /// The rate of step t.
    /// - Parameter base: what the schedule starts from, such as the plan's learning rate.
    public func rate(at t: Int, base: Double, _ timeline: Timeline) -> Double {
        rate(at: Double(t), base: base, timeline, left: Double(timeline.steps))
    }

    /// - Parameter left: steps from this schedule's start to the training's end.
    private func rate(at t: Double, base: Double, _ timeline: Timeline, left: Double) -> Double {
        switch self {
        case .constant: return base
        case .step(let every, let factor):
            return base * pow(Double(factor), (t / every.steps(timeline, left)).rounded(.down))
        case .cosine(let over, let floor):
            let share = min(t / over.steps(timeline, left), 1)
            return Double(floor) + (base - Double(floor)) * (1 + cos(.pi * share)) / 2
        case .linear(let from, let to, let over):
            let share = min(t / over.steps(timeline, left), 1)
            return base * (Double(from) + (Double(to) - Double(from)) * share)
        case .sequence(let first, let span, let second):
            let end = span.steps(timeline, left)
            return t < end
                ? first.rate(at: t, base: base, timeline, left: end)
                : second.rate(at: t - end, base: base, timeline, left: left - end)
        case .cyclic(let one, let period):
            let length = period.steps(timeline, left)
            return one.rate(at: t.truncatingRemainder(dividingBy: length), base: base, timeline, left: length)
        }
    }
}

extension Span {
    /// - Precondition: it is longer than nothing.
    fileprivate func steps(_ timeline: Timeline, _ left: Double) -> Double {
        let steps =
            switch self {
            case .steps(let count): Double(count)
            case .epochs(let count): count * Double(timeline.stepsPerEpoch)
            case .share(let share): share * Double(timeline.steps)
            case .rest: max(left, 1)
            }
        guard steps > 0, steps.isFinite else { fatalError("a schedule over \(self), which is no length of a training") }
        return steps
    }
}
