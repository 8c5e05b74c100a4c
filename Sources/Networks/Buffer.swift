/// Numbers that belong to a model, change while it is trained, and are not learned by gradients: running statistics.
public final class Buffer: @unchecked Sendable {
    public var value: Tensor {
        didSet {
            ChangeClock.noteChange(ofObjectFrom: birth)
            guard value.shape == oldValue.shape else {
                fatalError("a buffer of the shape \(oldValue.shape) cannot become \(value.shape)")
            }
        }
    }

    private let birth = ChangeClock.now

    /// What PyTorch calls it, in place of the property's own name; nil where that will do.
    public let name: String?

    public init(_ value: Tensor, named name: String? = nil) {
        self.value = value.detached
        self.name = name
    }
}

/// A buffer with the path of the properties that lead to it, such as `encoder.1.running_mean`.
public struct NamedBuffer {
    public let name: String
    public let buffer: Buffer
}

/// Every buffer in the stored properties of a model, found as its parameters are.
public func buffers(of model: Any) -> [NamedBuffer] {
    var walk = PropertyWalk<Buffer>()
    walk.visit(model, path: [])
    return walk.found.map { path, buffer in
        let place = path.split(separator: ".").dropLast().map(String.init)
        return NamedBuffer(name: buffer.name.map { (place + [$0]).joined(separator: ".") } ?? path, buffer: buffer)
    }
}
