extension Tensor {
    /// Images as pictures: `[images, height · width]` with gray levels in [0, 1], 0 is black. Levels outside are held.
    /// - Precondition: without sizes, the images are square.
    public func pictures(height: Int? = nil, width: Int? = nil) -> [Bitmap] {
        guard shape.rank > 0, shape[0] > 0 else { return [] }
        let pixels = count / shape[0]
        let side = Int(Double(pixels).squareRoot().rounded())
        let (height, width) = (height ?? side, width ?? side)
        guard height * width == pixels else { fatalError("images of \(pixels) pixels are not \(height) × \(width)") }
        return withScalars { scalars in
            (0..<shape[0]).map { image in
                Bitmap(width: width, height: height, brightness: scalars[(image * pixels)..<((image + 1) * pixels)])
            }
        }
    }

    public var pictures: [Bitmap] { pictures() }
}

/// Images with Gaussian noise of this standard deviation, held to [0, 1]; the same seed gives the same noise.
public func corrupted(_ images: Tensor, noiseStd: Float, seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return corrupted(images, noiseStd: noiseStd, using: &generator)
}
