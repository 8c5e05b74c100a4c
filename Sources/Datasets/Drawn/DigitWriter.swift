import Tensors

/// Writes one digit: chooses a skeleton, lets a hand form it, and draws it as MNIST's digits are set.
enum DigitWriter {
    /// The side of the square into which the ink is fitted; MNIST's digits fill one like it.
    private static let box: Float = 20

    /// The 28×28 pixels of a digit, `[row, column]`, 0 to 255.
    static func pixels(of digit: Int, _ generator: SeededGenerator) -> [UInt8] {
        var draws = SeededDraws(generator)
        let skeleton = Skeleton.any(of: digit, using: &draws)
        let hand = Hand(using: &draws)
        let chains = skeleton.strokes.map { Spline.chain(through: hand.points(of: $0, using: &draws)) }
        var canvas = InkField()
        for chain in fitted(chains, penRadius: hand.penRadius) {
            let radii = hand.radii(along: chain.count, using: &draws)
            for index in 1..<chain.count {
                canvas.draw(
                    from: chain[index - 1], radius: radii[index - 1], to: chain[index], radius: radii[index])
            }
        }
        return canvas.centredBytes()
    }

    /// Scales and moves chains, keeping their form, so that their ink just fills the box in the canvas's middle.
    private static func fitted(_ chains: [[Point]], penRadius: Float) -> [[Point]] {
        let points = chains.joined()
        let low = points.reduce(Point(repeating: .infinity)) { pointwiseMin($0, $1) }
        let high = points.reduce(Point(repeating: -.infinity)) { pointwiseMax($0, $1) }
        let scale = (box - 2 * penRadius) / (high - low).max()
        let middle = Point(repeating: Float(InkField.side) / 2)
        return chains.map { $0.map { ($0 - (low + high) / 2) * scale + middle } }
    }
}
