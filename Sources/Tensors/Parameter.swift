/// A tensor that training changes: the only thing in the engine that does.
public final class Parameter: @unchecked Sendable {
    private var current: Tensor
    private let birth = ChangeClock.now

    public init(_ value: Tensor) {
        // A buffer of its own, since `update` writes into it.
        current = Tensor(value.shape, value.scalars)
    }

    public var shape: Shape { current.shape }
    public var count: Int { current.count }

    /// The present value. Derivatives with respect to this parameter start here.
    public var value: Tensor {
        Recording.isOn
            ? Tensor(shape: current.shape, buffer: current.buffer, derivation: Derivation(leaf: ObjectIdentifier(self)))
            : current
    }

    /// Replaces the value.
    /// - Precondition: the shape stays.
    public func set(_ value: Tensor) {
        guard value.shape == shape else {
            fatalError("a value of the shape \(value.shape) for a parameter of \(shape)")
        }
        ChangeClock.noteChange(ofObjectFrom: birth)
        current = Tensor(value.shape, value.scalars)
    }

    /// Changes the elements in place; a tensor that is still held keeps the old ones.
    package func update(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
        ChangeClock.noteChange(ofObjectFrom: birth)
        let shape = current.shape
        var buffer = current.buffer
        current = Tensor(shape: [0], buffer: Self.nothing)
        if !isKnownUniquelyReferenced(&buffer) {
            let copy = Buffer(count: shape.count)
            copy.start.update(from: buffer.start, count: shape.count)
            buffer = copy
        }
        body(UnsafeMutableBufferPointer(start: buffer.start, count: shape.count))
        current = Tensor(shape: shape, buffer: buffer)
    }

    private static let nothing = Buffer(count: 0)
}
