/// A place on the page: x to the right, y downwards.
typealias Point = SIMD2<Float>

/// How somebody writes a digit: the way of the pen, before any hand gives it its own form.
///
/// Coordinates are hundredths of the digit's height. A stroke goes smoothly through its points; where a point stands
/// twice in a row, the pen turns on the spot.
struct Skeleton: Sendable {
    let strokes: [[Point]]
    /// How often this way is chosen, relative to the others of the same digit.
    let share: Float

    init(_ share: Float, _ strokes: [(Float, Float)]...) {
        self.share = share
        self.strokes = strokes.map { $0.map { Point($0.0, $0.1) / 100 } }
    }

    /// One of the ways to write a digit, by their shares.
    static func any(of digit: Int, using generator: inout SeededDraws) -> Skeleton {
        let ways = all[digit]
        var left = generator.uniform(0, ways.reduce(0) { $0 + $1.share })
        for way in ways {
            left -= way.share
            if left < 0 { return way }
        }
        return ways[ways.count - 1]
    }
}
