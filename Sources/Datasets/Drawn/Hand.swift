/// How one hand, at one moment, writes: what it makes of a skeleton.
struct Hand {
    /// How far the top leans to the right, in parts of the height.
    private let slant: Float
    /// The angle by which the whole digit is turned, as a rise per length.
    private let turn: Float
    /// Width over height, relative to the skeleton's.
    private let aspect: Float
    /// How far each point misses its place, in parts of the height.
    private let unsteadiness: Float
    /// A slow warp of the page: how much x², xy and y² move a point.
    private let warp: (Point, Point, Point)
    /// Half the width of the pen's line in pixels, before pressure.
    let penRadius: Float
    /// How much the pressure varies along a stroke.
    private let pressureDeviation: Float

    /// How much the width of the line changes from one short piece to the next, relative to it.
    private static let grain: Float = 0.06

    init(using draws: inout SeededDraws) {
        slant = draws.normal(0.16, 0.28)
        turn = draws.normal(0, 0.11)
        aspect = max(0.5, draws.normal(1, 0.20))
        unsteadiness = draws.uniform(0.016, 0.052)
        warp = (draws.point(0.24), draws.point(0.36), draws.point(0.24))
        penRadius = max(0.7, draws.normal(1.28, 0.38))
        pressureDeviation = draws.uniform(0.02, 0.16)
    }

    /// The points of a stroke as this hand sets them; a doubled point stays doubled.
    func points(of stroke: [Point], using draws: inout SeededDraws) -> [Point] {
        let (goal, miss) = (reached(stroke, using: &draws), misses(stroke.count, using: &draws))
        var written: [Point] = []
        for index in goal.indices {
            let isCorner = index > 0 && stroke[index - 1] == stroke[index]
            written.append(isCorner ? written[index - 1] : place(goal[index] + miss[index]))
        }
        return written
    }

    /// How far each point of a stroke misses its place: alike for neighbors, for a hand moves in curves.
    private func misses(_ count: Int, using draws: inout SeededDraws) -> [Point] {
        let stray = draws.point(0.02)
        let steps = (0..<count + 2).map { _ in draws.point(unsteadiness) }
        return (0..<count).map { index in
            let neighbors: Point = steps[index] + steps[index + 2]
            return stray + steps[index + 1] + neighbors * 0.5
        }
    }

    /// The pen sets in and lifts off a little early or late: the ends move along the stroke.
    private func reached(_ stroke: [Point], using draws: inout SeededDraws) -> [Point] {
        var stroke = stroke
        let last = stroke.count - 1
        stroke[0] += draws.normal(0, 0.16) * (stroke[0] - stroke[1])
        stroke[last] += draws.normal(0, 0.16) * (stroke[last] - stroke[last - 1])
        return stroke
    }

    /// The radius of the line at each point of a chain: pressure changes slowly between a few random values, and the
    /// grain of the paper makes the edge a little rough.
    func radii(along count: Int, using draws: inout SeededDraws) -> [Float] {
        let knots = (0..<4).map { _ in max(0.55, 1 + draws.normal(0, pressureDeviation)) }
        return (0..<count).map { index in
            let place = Float(index) / Float(max(1, count - 1)) * Float(knots.count - 1)
            let knot = min(Int(place), knots.count - 2)
            let part = place - Float(knot)
            let pressure = knots[knot] * (1 - part) + knots[knot + 1] * part
            return penRadius * (pressure + draws.normal(0, Self.grain))
        }
    }

    /// Where the hand sets a point: warped about the middle, drawn out, slanted and turned.
    private func place(_ point: Point) -> Point {
        let p = point - Point(0.5, 0.5)
        let warped = p + warp.0 * p.x * p.x + warp.1 * p.x * p.y + warp.2 * p.y * p.y
        let slanted = Point(warped.x * aspect - slant * warped.y, warped.y)
        return Point(slanted.x - turn * slanted.y, slanted.y + turn * slanted.x)
    }
}
