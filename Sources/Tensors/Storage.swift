/// The memory of one tensor: aligned to 64 bytes and rounded up to whole vectors of 16, so that an element-wise
/// kernel needs no loop for the rest, with one more vector behind it, so that one may be read from any element on. What
/// lies behind the last element has no meaning.
final class Storage: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>
    let count: Int
    private let capacity: Int

    /// Memory with undefined contents, from the pool where it has some of this size.
    init(count: Int) {
        self.count = count
        capacity = Self.capacity(of: count)
        start = StoragePool.take(capacity)
    }

    deinit { StoragePool.give(start, capacity) }

    /// The number of whole vectors that cover all elements.
    var vectorCount: Int { capacity / Vector.scalarCount }

    var vectors: UnsafeMutablePointer<Vector> {
        UnsafeMutableRawPointer(start).assumingMemoryBound(to: Vector.self)
    }

    private static func capacity(of count: Int) -> Int {
        max(1, (count + Vector.scalarCount - 1) / Vector.scalarCount) * Vector.scalarCount
    }
}

/// What the element-wise kernels work on: one AVX-512 register, or two of AVX.
package typealias Vector = SIMD16<Float>
