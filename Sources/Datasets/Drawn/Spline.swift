/// The smooth curve through some points, as a chain of short straight lines.
///
/// Between its points runs a Catmull–Rom spline; where a point stands twice in a row the curve has a corner.
///
/// Source: E. Catmull and R. Rom, "A class of local interpolating splines", 1974.
enum Spline {
    /// How many straight lines stand for the curve between two points.
    static let pieces = 8

    static func chain(through points: [Point]) -> [Point] {
        let runs = smoothRuns(of: points)
        return runs.dropFirst().reduce(chain(smoothlyThrough: runs[0])) { $0 + chain(smoothlyThrough: $1).dropFirst() }
    }

    /// The points between one corner and the next, corners included.
    private static func smoothRuns(of points: [Point]) -> [[Point]] {
        points.reduce(into: [[]]) { runs, point in
            if runs[runs.count - 1].last == point { runs.append([]) }
            runs[runs.count - 1].append(point)
        }
    }

    private static func chain(smoothlyThrough points: [Point]) -> [Point] {
        guard points.count > 1 else { return points }
        var chain = [points[0]]
        chain.reserveCapacity((points.count - 1) * pieces + 1)
        for index in 0..<points.count - 1 {
            let (from, to) = (points[index], points[index + 1])
            let before = index > 0 ? points[index - 1] : 2 * from - to
            let after = index + 2 < points.count ? points[index + 2] : 2 * to - from
            for piece in 1...pieces {
                chain.append(between(from, to, before: before, after: after, at: Float(piece) / Float(pieces)))
            }
        }
        return chain
    }

    private static func between(_ from: Point, _ to: Point, before: Point, after: Point, at t: Float) -> Point {
        let linear = to - before
        let square = 2 * before - 5 * from + 4 * to - after
        let cube = 3 * (from - to) + after - before
        return from + t * 0.5 * (linear + t * (square + t * cube))
    }
}
