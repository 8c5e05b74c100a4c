import Synchronization

/// Buffers that nobody uses, by capacity, so that a training step allocates nothing after the first: its tensors have
/// the same sizes in every step.
package enum StoragePool {
    /// How often memory came from the system, since the process began.
    package static var allocationCount: Int { allocations.load(ordering: .relaxed) }

    private static let allocations = Atomic<Int>(0)

    /// Above this much unused memory buffers go back to the system.
    private static let limit = 96 << 20

    private static let unused = Mutex(UnusedStorages())

    static func take(_ capacity: Int) -> UnsafeMutablePointer<Float> {
        if let pooled = unused.withLock({ $0.take(capacity) }) {
            return pooled.start.assumingMemoryBound(to: Float.self)
        }
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

    static func give(_ start: UnsafeMutablePointer<Float>, _ capacity: Int) {
        let given = UnusedStorage(start: UnsafeMutableRawPointer(start), capacity: capacity)
        guard given.bytes <= limit else { return free(given) }
        while let old = unused.withLock({ $0.give(given, limit: limit) }) { free(old) }
    }

    private static func free(_ storage: UnusedStorage) {
        let isStaggered = storage.capacity >= staggeredCapacity
        (storage.start - (isStaggered ? Int(bitPattern: storage.start) % pageSize : 0)).deallocate()
    }
}

/// Memory in the pool.
private struct UnusedStorage: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let capacity: Int

    var bytes: Int { capacity * MemoryLayout<Float>.stride }
}

/// The pool's contents, under its lock.
private struct UnusedStorages: @unchecked Sendable {
    /// The buffers of one capacity: each holds the address of the next where its elements were, so that to take one and
    /// to give it back allocates nothing.
    private struct Bin {
        let capacity: Int
        var first: UnsafeMutableRawPointer?
        /// When one was last taken or given, in takes and gives.
        var lastUse = 0

        mutating func pop() -> UnusedStorage? {
            guard let start = first else { return nil }
            first = start.load(as: UnsafeMutableRawPointer?.self)
            return UnusedStorage(start: start, capacity: capacity)
        }

        mutating func push(_ start: UnsafeMutableRawPointer) {
            start.storeBytes(of: first, as: UnsafeMutableRawPointer?.self)
            first = start
        }
    }

    /// By ascending capacity.
    private var bins: [Bin] = []
    private var bytes = 0
    private var uses = 0

    mutating func take(_ capacity: Int) -> UnusedStorage? {
        let place = place(of: capacity)
        guard place < bins.count, bins[place].capacity == capacity, let storage = bins[place].pop() else { return nil }
        bytes -= storage.bytes
        use(place)
        return storage
    }

    /// Keeps a storage, unless another one has to go first: that is returned, and the caller gives again.
    mutating func give(_ storage: UnusedStorage, limit: Int) -> UnusedStorage? {
        if bytes + storage.bytes > limit, let old = evict() { return old }
        let place = place(of: storage.capacity)
        if place == bins.count || bins[place].capacity != storage.capacity {
            bins.insert(Bin(capacity: storage.capacity), at: place)
        }
        bins[place].push(storage.start)
        bytes += storage.bytes
        use(place)
        return nil
    }

    /// One of the size that has been out of use for longest.
    private mutating func evict() -> UnusedStorage? {
        var oldest: Int?
        for place in bins.indices where bins[place].first != nil {
            if oldest.map({ bins[place].lastUse < bins[$0].lastUse }) ?? true { oldest = place }
        }
        guard let oldest, let storage = bins[oldest].pop() else { return nil }
        bytes -= storage.bytes
        return storage
    }

    private mutating func use(_ place: Int) {
        uses += 1
        bins[place].lastUse = uses
    }

    /// The place of the bin for a capacity, or where it belongs.
    private func place(of capacity: Int) -> Int {
        var (low, high) = (0, bins.count)
        while low < high {
            let middle = (low + high) / 2
            if bins[middle].capacity < capacity { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
