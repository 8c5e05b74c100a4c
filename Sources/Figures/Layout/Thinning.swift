/// Long lines in fewer points that draw the same picture.
package enum Thinning {
    /// Of all points that fall into the same device pixel column in a row, the first, lowest, highest and last.
    ///
    /// Source: Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014.
    package static func thinned(_ points: [Point], columnsPerPixel: Double) -> [Point] {
        guard points.count > 2000 else { return points }
        var result: [Point] = []
        var start = 0
        while start < points.count {
            let column = (points[start].x * columnsPerPixel).rounded(.down)
            var end = start + 1
            while end < points.count, (points[end].x * columnsPerPixel).rounded(.down) == column { end += 1 }
            result += extremes(of: points, start..<end)
            start = end
        }
        return result
    }

    private static func extremes(of points: [Point], _ range: Range<Int>) -> [Point] {
        guard range.count > 4 else { return Array(points[range]) }
        let lowest = range.min { points[$0].y < points[$1].y } ?? range.lowerBound
        let highest = range.max { points[$0].y < points[$1].y } ?? range.lowerBound
        let kept = Set([range.lowerBound, lowest, highest, range.upperBound - 1])
        return kept.sorted().map { points[$0] }
    }
}
