/// The lengths of a tensor's axes, outermost first: at most four, held in place.
public struct Shape: Hashable, Sendable {
    private var lengths: SIMD4<Int>
    public let rank: Int

    public init(_ lengths: some Collection<Int>) {
        guard lengths.count <= 4 else { fatalError("a shape of \(lengths.count) axes; at most four are supported") }
        self.lengths = SIMD4(repeating: 1)
        self.rank = lengths.count
        for (axis, length) in lengths.enumerated() {
            guard length >= 0 else { fatalError("axis \(axis) has the negative length \(length)") }
            self.lengths[axis] = length
        }
    }

    /// The length of an axis, from 0.
    public subscript(axis: Int) -> Int {
        guard axis >= 0 && axis < rank else { fatalError("axis \(axis) of the shape \(self)") }
        return lengths[axis]
    }

    /// The number of elements: the product of all lengths, 1 for a scalar.
    public var count: Int { lengths[0] * lengths[1] * lengths[2] * lengths[3] }

    public var array: [Int] { (0..<rank).map { lengths[$0] } }

    /// The same shape with another length of the first axis, which is the batch.
    public func withBatch(_ length: Int) -> Shape {
        guard rank > 0 else { fatalError("a scalar has no batch axis") }
        return Shape([length] + array.dropFirst())
    }
}

extension Shape: ExpressibleByArrayLiteral {
    public init(arrayLiteral lengths: Int...) { self.init(lengths) }
}

extension Shape: CustomStringConvertible {
    public var description: String { "[" + array.map(String.init).joined(separator: ", ") + "]" }
}
