/// For each row of a matrix the nearest row of another one by Euclid's distance, of equally near ones the first: the
/// smallest |e|² − 2 v·e.
///
/// - Parameters:
///   - vectors: v, `[rows, features]`
///   - entries: e, `[entries, features]`
/// - Returns: the places among the entries, one for each row.
/// - Precondition: there is an entry, and the features are as many.
public func nearestRows(_ vectors: Tensor, in entries: Tensor) -> [Int] {
    guard vectors.shape.rank == 2, entries.shape.rank == 2, vectors.shape[1] == entries.shape[1], entries.shape[0] > 0
    else { fatalError("rows of the shape \(vectors.shape) do not fit entries of \(entries.shape)") }
    let (rows, count) = (vectors.shape[0], entries.shape[0])
    let lengths = entries.detached.square().sum(axis: 1)
    return Array(unsafeUninitializedCapacity: rows) { places, initialized in
        initialized = rows
        guard let places = places.baseAddress else { return }
        sharedLoop(over: rows, inPartsOf: rowsInPart) { part in
            // Scanned while the products are still in the cache.
            let products = Storage(count: rowsInPart * count)
            multiplyAtOnce(
                MatrixView(vectors).rows(part), MatrixView(entries, transposed: true), into: products.start,
                stride: count)
            for (row, place) in part.enumerated() {
                places[place] = nearest(products.start + row * count, lengths.storage.start, count)
            }
        }
        withExtendedLifetime((vectors, entries, lengths)) {}
    }
}

private let rowsInPart = 256

/// The place of the smallest length − 2 · product, the first of several.
private func nearest(_ products: UnsafePointer<Float>, _ lengths: UnsafePointer<Float>, _ count: Int) -> Int {
    @inline(__always) func distances(_ start: Int) -> Vector {
        (loadVector(lengths + start) - loadVector(products + start) * 2).cleared(from: count - start, to: .infinity)
    }
    var (best, places) = (distances(0), Vector.laneNumbers)
    for start in stride(from: 16, to: count, by: 16) {
        let next = distances(start)
        let isNearer = next .< best
        best.replace(with: next, where: isNearer)
        places.replace(with: Vector.laneNumbers + Vector(repeating: Float(start)), where: isNearer)
    }
    var lane = 0
    for other in 1..<16 where best[other] < best[lane] || (best[other] == best[lane] && places[other] < places[lane]) {
        lane = other
    }
    // Without a number among the distances nothing is near, and the first entry will do.
    return Swift.min(Int(places[lane]), count - 1)
}
