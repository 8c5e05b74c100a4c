/// A tensor that training changes: the only thing in the engine that does.
public final class Parameter: @unchecked Sendable {
    private var current: Tensor
    private let birth = ChangeClock.now

    public init(_ value: Tensor) {
        // A storage of its own, since `update` writes into it.
        current = Tensor(value.shape, value.scalars)
    }

    public var shape: Shape { current.shape }
    public var count: Int { current.count }

    /// The present value. Derivatives with respect to this parameter start here, where it is derived.
    public var value: Tensor {
        Recording.derives(self)
            ? Tensor(shape: current.shape, storage: current.storage, derivation: Derivation(leaf: self)) : current
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
        var storage = current.storage
        current = Tensor(shape: [0], storage: Self.nothing)
        if !isKnownUniquelyReferenced(&storage) {
            let copy = Storage(count: shape.count)
            copy.start.update(from: storage.start, count: shape.count)
            storage = copy
        }
        body(UnsafeMutableBufferPointer(start: storage.start, count: shape.count))
        current = Tensor(shape: shape, storage: storage)
    }

    private static let nothing = Storage(count: 0)
}
