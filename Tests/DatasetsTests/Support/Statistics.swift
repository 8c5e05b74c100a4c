import Datasets

/// A few numbers that say what pictures are like; pixels run from 0 to 1.
struct Statistics {
    /// The mean over all pixels.
    let meanPixel: Double
    /// The share of pixels with any ink.
    let inkedShare: Double
    /// The mean squared error of taking the mean image for every image.
    let errorOfMeanImage: Double

    init(_ samples: Samples) {
        var sums = [Int](repeating: 0, count: samples.sampleSize)
        var (squares, inked) = (0, 0)
        for sample in 0..<samples.count {
            for (index, value) in samples.pixels(of: sample).enumerated() where value > 0 {
                sums[index] += Int(value)
                squares += Int(value) * Int(value)
                inked += 1
            }
        }
        let count = Double(samples.pixels.count)
        let means = sums.map { Double($0) / Double(samples.count) / 255 }
        meanPixel = means.reduce(0, +) / Double(means.count)
        inkedShare = Double(inked) / count
        errorOfMeanImage = Double(squares) / count / 65_025 - means.reduce(0) { $0 + $1 * $1 } / Double(means.count)
    }
}

/// The share of test samples whose nearest training sample, by the distance of their pixels, has the same label.
func nearestNeighbourAccuracy(training: Samples, test: Samples) -> Double {
    let size = training.sampleSize
    var right = 0
    training.pixels.withUnsafeBufferPointer { known in
        test.pixels.withUnsafeBufferPointer { asked in
            for sample in 0..<test.count {
                let query = asked.baseAddress! + sample * size
                let match = nearest(to: query, in: known.baseAddress!, count: training.count, size: size)
                right += training.labels[match] == test.labels[sample] ? 1 : 0
            }
        }
    }
    return Double(right) / Double(test.count)
}

private func nearest(to query: UnsafePointer<UInt8>, in known: UnsafePointer<UInt8>, count: Int, size: Int) -> Int {
    var (best, bestDistance) = (0, Int32.max)
    for index in 0..<count {
        let candidate = known + index * size
        var distance: Int32 = 0
        for pixel in 0..<size {
            let difference = Int16(query[pixel]) &- Int16(candidate[pixel])
            distance &+= Int32(difference) &* Int32(difference)
        }
        if distance < bestDistance { (best, bestDistance) = (index, distance) }
    }
    return best
}
