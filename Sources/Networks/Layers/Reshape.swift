/// Gives each sample another shape: `[batch, …]` to `[batch] + shape`.
public final class Reshape: Layer {
    /// Without the batch.
    public let shape: [Int]

    public init(_ shape: Int...) { self.shape = shape }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let size = shape.reduce(1, *)
        guard x.shape.rank > 0, x.count == x.shape[0] * size else {
            refuse(self, takes: "[batch, …] with \(size) numbers for each sample", got: x.shape)
        }
        return x.reshape(Shape([x.shape[0]] + shape))
    }
}

/// Makes a vector of each sample: `[batch, …]` to `[batch, everything else]`.
public final class Flatten: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { x.flatten() }
}
