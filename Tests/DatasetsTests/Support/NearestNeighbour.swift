import Datasets

/// A classifier that gives each picture the label of the training picture whose pixels are nearest to its own.
struct NearestNeighbour {
    /// Eight pixels; a picture is a row of these.
    private typealias Lane = SIMD8<Float>

    /// How many pictures are held against a training picture before the next one is fetched from memory.
    private static let block = 64

    private let training: [Lane]
    private let labels: [Int]

    init(_ training: Samples) {
        self.training = Self.lanes(training)
        labels = training.labels
    }

    /// The share of samples that get their own label.
    func accuracy(on samples: Samples) -> Double {
        let (queries, size) = (Self.lanes(samples), training.count / labels.count)
        var right = 0
        for first in stride(from: 0, to: samples.count, by: Self.block) {
            let block = first..<min(first + Self.block, samples.count)
            let nearest = nearest(to: queries[block.lowerBound * size..<block.upperBound * size], size: size)
            right += zip(block, nearest).count { samples.labels[$0] == labels[$1] }
        }
        return Double(right) / Double(samples.count)
    }

    private func nearest(to queries: ArraySlice<Lane>, size: Int) -> [Int] {
        var best = [(index: Int, distance: Float)](repeating: (0, .infinity), count: queries.count / size)
        training.withUnsafeBufferPointer { training in
            queries.withUnsafeBufferPointer { queries in
                for index in 0..<training.count / size {
                    for query in best.indices {
                        var sum = Lane.zero
                        for lane in 0..<size {
                            let difference = queries[query &* size &+ lane] - training[index &* size &+ lane]
                            sum += difference * difference
                        }
                        if sum.sum() < best[query].distance { best[query] = (index, sum.sum()) }
                    }
                }
            }
        }
        return best.map(\.index)
    }

    private static func lanes(_ samples: Samples) -> [Lane] {
        (0..<samples.pixels.count / Lane.scalarCount).map { lane in
            var values = Lane.zero
            for index in values.indices { values[index] = Float(samples.pixels[lane * Lane.scalarCount + index]) }
            return values
        }
    }
}
