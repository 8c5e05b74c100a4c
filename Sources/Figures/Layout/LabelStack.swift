/// Labels below each other, each as near to where it belongs as the others allow.
package enum LabelStack {
    /// Where labels that would like to stand at `wishes` do stand when neighbors need `spacing` between them: the
    /// places with the least sum of squared shifts, in the wishes' order, inside `bounds` (closer where they do not fit).
    ///
    /// Without the bounds this is isotonic regression of the wishes less their due spacing; source: Ayer et al.,
    /// "An Empirical Distribution Function for Sampling with Incomplete Information", 1955 (pool adjacent violators).
    package static func places(_ wishes: [Double], spacing: Double, within bounds: ClosedRange<Double>) -> [Double] {
        guard !wishes.isEmpty else { return [] }
        let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
        let room = bounds.upperBound - bounds.lowerBound
        let spacing = min(spacing, wishes.count > 1 ? room / Double(wishes.count - 1) : spacing)
        let shifted = order.enumerated().map { wishes[$1] - Double($0) * spacing }
        let highest = bounds.upperBound - Double(wishes.count - 1) * spacing
        var result = wishes
        for (rank, value) in pooled(shifted).enumerated() {
            let place = min(max(value, bounds.lowerBound), max(highest, bounds.lowerBound))
            result[order[rank]] = place + Double(rank) * spacing
        }
        return result
    }

    /// The non-decreasing values nearest to the given ones: neighbors in the wrong order take their mean.
    private static func pooled(_ values: [Double]) -> [Double] {
        var blocks: [(mean: Double, count: Int)] = []
        for value in values {
            blocks.append((value, 1))
            while blocks.count > 1, blocks[blocks.count - 2].mean > blocks[blocks.count - 1].mean {
                let last = blocks.removeLast()
                let before = blocks.removeLast()
                let count = before.count + last.count
                let sum = before.mean * Double(before.count) + last.mean * Double(last.count)
                blocks.append((sum / Double(count), count))
            }
        }
        return blocks.flatMap { Array(repeating: $0.mean, count: $0.count) }
    }
}
