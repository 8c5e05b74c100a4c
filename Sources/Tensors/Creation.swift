extension Tensor {
    /// A tensor whose elements `fill` writes; they are undefined before.
    public init(_ shape: Shape, filledBy fill: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        let storage = Storage(count: shape.count)
        try fill(UnsafeMutableBufferPointer(start: storage.start, count: shape.count))
        self.init(shape: shape, storage: storage)
    }

    /// - Precondition: there are as many scalars as the shape has elements.
    public init(_ shape: Shape, _ scalars: some Collection<Float>) {
        guard scalars.count == shape.count else {
            fatalError("\(scalars.count) scalars do not fill the shape \(shape), which has \(shape.count) elements")
        }
        self.init(shape) { _ = $0.initialize(from: scalars) }
    }

    /// A scalar.
    public init(_ scalar: Float) { self.init([], [scalar]) }

    public init(_ shape: Shape, repeating scalar: Float) {
        self.init(shape) { $0.initialize(repeating: scalar) }
    }

    public static func zeros(_ shape: Shape) -> Tensor { Tensor(shape, repeating: 0) }

    /// Independent draws, uniform in [lower, upper).
    public static func uniform(
        _ shape: Shape, from lower: Float, to upper: Float, using generator: inout SeededGenerator
    ) -> Tensor {
        Tensor(shape) { for index in $0.indices { $0[index] = generator.uniform(lower, upper) } }
    }
}
