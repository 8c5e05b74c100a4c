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
