import Tensors

/// Random numbers for drawing.
///
/// Only sums, products, quotients and square roots are used here and in all of the drawing: these are rounded alike on
/// every processor (IEEE 754), so that a seed gives the same bytes everywhere. Sine and exponential would not.
struct SeededDraws {
    private var generator: SeededGenerator

    init(_ generator: SeededGenerator) { self.generator = generator }

    mutating func uniform(_ lower: Float, _ upper: Float) -> Float { generator.uniform(lower, upper) }

    mutating func happens(_ probability: Float) -> Bool { generator.uniform() < probability }

    /// Nearly normal and never further than 3.5 deviations from the mean: the sum of four uniform numbers, whose
    /// variance is 4/12.
    mutating func normal(_ mean: Float = 0, _ deviation: Float) -> Float {
        let sum = generator.uniform() + generator.uniform() + generator.uniform() + generator.uniform()
        return mean + (sum - 2) * 1.732_050_8 * deviation
    }

    mutating func point(_ deviation: Float) -> Point { Point(normal(0, deviation), normal(0, deviation)) }
}
