/// Numbers with a shape; to the outside in row-major order. A tensor never changes; only a `Parameter` does.
///
/// While derivatives are recorded, a tensor also knows how it was computed from parameters.
public struct Tensor: Sendable {
    public let shape: Shape
    let storage: Storage
    /// The order of the elements in `storage`.
    let layout: Layout
    /// How the value depends on parameters; nil where it does not, or where nothing is recorded.
    let derivation: Derivation?

    init(shape: Shape, storage: Storage, layout: Layout = .rowMajor, derivation: Derivation? = nil) {
        self.shape = shape
        self.storage = storage
        self.layout = layout
        self.derivation = derivation
    }

    public var count: Int { shape.count }

    /// The same value as a constant: derivatives end here.
    public var detached: Tensor { Tensor(shape: shape, storage: storage, layout: layout) }

    /// All elements, row-major.
    public var scalars: [Float] { withScalars(Array.init) }

    /// The only element of a tensor that has one.
    public var scalar: Float {
        guard count == 1 else { fatalError("a tensor of the shape \(shape) is not a scalar") }
        return withScalars { $0[0] }
    }

    /// Lends the elements, row-major.
    public func withScalars<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        let plain = plain
        return try withExtendedLifetime(plain) {
            try body(UnsafeBufferPointer(start: plain.storage.start, count: count))
        }
    }
}

extension Tensor: CustomStringConvertible {
    /// The shape and the first elements.
    public var description: String {
        let shown = scalars.prefix(6).map { String($0) }.joined(separator: ", ")
        return "Tensor\(shape) [\(shown)\(count > 6 ? ", …" : "")]"
    }
}
