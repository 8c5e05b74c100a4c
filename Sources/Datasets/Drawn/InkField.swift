/// A 28×28 field of ink between 0 and 1 on which a round pen draws.
struct InkField {
    static let side = 28
    /// Over how many pixels the edge of a line fades.
    private static let edge: Float = 1.05

    private(set) var ink = [Float](repeating: 0, count: side * side)

    /// Draws a line whose half width changes evenly from one end to the other, with round ends.
    ///
    /// A pixel's ink follows from the distance of its center to the line.
    mutating func draw(from start: Point, radius startRadius: Float, to end: Point, radius endRadius: Float) {
        let reach = max(startRadius, endRadius) + Self.edge / 2
        let (low, high) = (pointwiseMin(start, end) - reach, pointwiseMax(start, end) + reach)
        let along = end - start
        let squaredLength = max((along * along).sum(), 1e-9)
        for row in Self.cells(low.y, high.y) {
            for column in Self.cells(low.x, high.x) {
                let offset = Point(Float(column) + 0.5, Float(row) + 0.5) - start
                let part = min(1, max(0, (offset * along).sum() / squaredLength))
                let miss = offset - part * along
                let radius = startRadius + part * (endRadius - startRadius)
                let value = 0.5 + (radius - (miss * miss).sum().squareRoot()) / Self.edge
                let index = row * Self.side + column
                if value > ink[index] { ink[index] = min(1, value) }
            }
        }
    }

    private static func cells(_ low: Float, _ high: Float) -> Range<Int> {
        let first = min(side, max(0, Int(low.rounded(.down))))
        return first..<max(first, min(side, Int(high.rounded(.up))))
    }

    /// Bytes from 0 to 255, moved by whole pixels so that the center of mass comes to the middle, as in MNIST.
    func centredBytes() -> [UInt8] {
        var (mass, moment) = (Float(0), Point.zero)
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let value = ink[row * Self.side + column]
                mass += value
                moment += value * Point(Float(column) + 0.5, Float(row) + 0.5)
            }
        }
        let middle = Point(repeating: Float(Self.side) / 2)
        let shift = mass > 0 ? (middle - moment / mass).rounded(.toNearestOrAwayFromZero) : .zero
        return bytes(movedBy: Int(shift.x), Int(shift.y))
    }

    private func bytes(movedBy right: Int, _ down: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: ink.count)
        for row in max(0, down)..<min(Self.side, Self.side + down) {
            for column in max(0, right)..<min(Self.side, Self.side + right) {
                let value = ink[(row - down) * Self.side + column - right]
                bytes[row * Self.side + column] = UInt8(value * 255 + 0.5)
            }
        }
        return bytes
    }
}
