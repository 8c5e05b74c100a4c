import Synchronization

/// The memory of one tensor: aligned to 64 bytes and rounded up to whole vectors of 16, so that an element-wise
/// kernel needs no loop for the rest, with one more vector behind it, so that one may be read from any element on. What
/// lies behind the last element has no meaning.
final class Buffer: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>
    let count: Int
    private let capacity: Int

    /// Memory with undefined contents, from the pool where it has some of this size.
    init(count: Int) {
        self.count = count
        capacity = Self.capacity(of: count)
        start = BufferPool.take(capacity)
    }

    deinit { BufferPool.give(start, capacity) }

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

/// Buffers that nobody uses, by capacity, so that a training step allocates nothing after the first: its tensors have
/// the same sizes in every step.
package enum BufferPool {
    /// How often memory came from the system, since the process began.
    package static var allocationCount: Int { allocations.load(ordering: .relaxed) }

    private static let allocations = Atomic<Int>(0)

    private struct State: @unchecked Sendable {
        var free: [Int: [UnsafeMutablePointer<Float>]] = [:]
        var bytes = 0
    }

    /// Above this much unused memory a buffer goes back to the system.
    private static let limit = 96 << 20

    private static let state = Mutex(State())

    static func take(_ capacity: Int) -> UnsafeMutablePointer<Float> {
        let pooled = state.withLock { state -> Taken? in
            guard let start = state.free[capacity]?.popLast() else { return nil }
            state.bytes -= capacity * MemoryLayout<Float>.stride
            return Taken(start: start)
        }
        if let pooled { return pooled.start }
        let place = allocations.add(1, ordering: .relaxed).oldValue
        let bytes = (capacity + Vector.scalarCount) * MemoryLayout<Float>.stride
        guard capacity >= staggeredCapacity else {
            return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: MemoryLayout<Vector>.alignment)
                .assumingMemoryBound(to: Float.self)
        }
        let offset = place % 12 * 5 * MemoryLayout<Vector>.size
        let page = UnsafeMutableRawPointer.allocate(byteCount: bytes + offset, alignment: pageSize)
        return (page + offset).assumingMemoryBound(to: Float.self)
    }

    /// Large buffers begin at different places of a page: a loop over several that begin at the same place would wait
    /// for stores that only seem to hit the next load. It costs Adam's step a fifth.
    private static let staggeredCapacity = 1 << 14
    private static let pageSize = 4096

    private static func free(_ start: UnsafeMutablePointer<Float>, _ capacity: Int) {
        let address = UnsafeMutableRawPointer(start)
        (address - (capacity < staggeredCapacity ? 0 : Int(bitPattern: address) % pageSize)).deallocate()
    }

    static func give(_ start: UnsafeMutablePointer<Float>, _ capacity: Int) {
        let bytes = capacity * MemoryLayout<Float>.stride
        let given = Taken(start: start)
        let isKept = state.withLock { state in
            guard state.bytes + bytes <= limit else { return false }
            state.free[capacity, default: []].append(given.start)
            state.bytes += bytes
            return true
        }
        if !isKept { free(start, capacity) }
    }

    private struct Taken: @unchecked Sendable {
        let start: UnsafeMutablePointer<Float>
    }
}
