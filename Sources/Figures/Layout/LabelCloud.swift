/// Labels strewn over a plane, pushed apart until none covers another.
package enum LabelCloud {
    /// The centers at which boxes of these sizes stand when they would like to stand at `wishes`.
    ///
    /// Each round moves every overlapping pair apart along the shorter way, no label farther than `reach` from its
    /// wish; it ends when no pair overlaps, or after `rounds`, because too many labels for the room never come apart.
    package static func places(
        _ wishes: [Point], sizes: [Size], within bounds: Rect, reach: Double = .infinity, rounds: Int = 200
    ) -> [Point] {
        var centers = wishes
        for _ in 0..<rounds {
            var moved = false
            for first in centers.indices {
                for second in centers.indices where second > first {
                    moved = separate(&centers, first, second, sizes) || moved
                }
            }
            for index in centers.indices {
                let near = limited(centers[index], to: reach, around: wishes[index])
                centers[index] = kept(near, sizes[index], in: bounds)
            }
            if !moved { break }
        }
        return centers
    }

    private static func separate(_ centers: inout [Point], _ first: Int, _ second: Int, _ sizes: [Size]) -> Bool {
        let gapX = centers[second].x - centers[first].x
        let gapY = centers[second].y - centers[first].y
        let overlapX = (sizes[first].width + sizes[second].width) / 2 - abs(gapX)
        let overlapY = (sizes[first].height + sizes[second].height) / 2 - abs(gapY)
        guard overlapX > 0.01, overlapY > 0.01 else { return false }
        if overlapX < overlapY {
            let push = (gapX < 0 ? -overlapX : overlapX) / 2
            centers[first].x -= push
            centers[second].x += push
        } else {
            let push = (gapY < 0 ? -overlapY : overlapY) / 2
            centers[first].y -= push
            centers[second].y += push
        }
        return true
    }

    private static func limited(_ center: Point, to reach: Double, around wish: Point) -> Point {
        let distance = center.distance(to: wish)
        guard distance > reach else { return center }
        let part = reach / distance
        return Point(wish.x + (center.x - wish.x) * part, wish.y + (center.y - wish.y) * part)
    }

    private static func kept(_ center: Point, _ size: Size, in bounds: Rect) -> Point {
        func clamp(_ value: Double, _ low: Double, _ high: Double) -> Double { max(low, min(value, max(low, high))) }
        return Point(
            clamp(center.x, bounds.x + size.width / 2, bounds.right - size.width / 2),
            clamp(center.y, bounds.y + size.height / 2, bounds.bottom - size.height / 2))
    }
}
