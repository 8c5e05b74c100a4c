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
    /// A slow warp of the page: how much x² , xy and y² move a point.
    private let warp: (Point, Point, Point)
    /// Half the width of the pen's line in pixels, before pressure.
    let penRadius: Float
    /// How much the pressure varies along a stroke.
    private let pressureDeviation: Float

    init(using draws: inout SeededDraws) {
        slant = draws.normal(0.20, 0.24)
        turn = draws.normal(0, 0.10)
        aspect = max(0.5, draws.normal(1, 0.17))
        unsteadiness = draws.uniform(0.014, 0.042)
        warp = (draws.point(0.16), draws.point(0.24), draws.point(0.16))
        penRadius = max(0.75, draws.normal(1.38, 0.36))
        pressureDeviation = draws.uniform(0.02, 0.14)
    }

    /// The points of a stroke as this hand sets them; a doubled point stays doubled.
    func points(of stroke: [Point], using draws: inout SeededDraws) -> [Point] {
        var written: [Point] = []
        for (index, point) in stroke.enumerated() {
            let isCorner = index > 0 && stroke[index - 1] == point
            written.append(isCorner ? written[index - 1] : place(point + draws.point(unsteadiness)))
        }
        return written
    }

    /// The radius of the line at each point of a chain: pressure changes slowly between a few random values.
    func radii(along count: Int, using draws: inout SeededDraws) -> [Float] {
        let knots = (0..<4).map { _ in max(0.55, 1 + draws.normal(0, pressureDeviation)) }
        return (0..<count).map { index in
            let place = Float(index) / Float(max(1, count - 1)) * Float(knots.count - 1)
            let knot = min(Int(place), knots.count - 2)
            let part = place - Float(knot)
            return penRadius * (knots[knot] * (1 - part) + knots[knot + 1] * part)
        }
    }

    private func place(_ point: Point) -> Point {
        let p = point - Point(0.5, 0.5)
        var q = p + warp.0 * p.x * p.x + warp.1 * p.x * p.y + warp.2 * p.y * p.y
        q.x = q.x * aspect - slant * q.y
        return Point(q.x - turn * q.y, q.y + turn * q.x)
    }
}
