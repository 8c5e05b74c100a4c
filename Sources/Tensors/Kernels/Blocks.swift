/// Copies blocks of `length` numbers, which lie `sourceStride` and `targetStride` apart.
@inline(__always)
func copyBlocks(
    _ count: Int, of length: Int, from source: UnsafePointer<Float>, stride sourceStride: Int,
    to target: UnsafeMutablePointer<Float>, stride targetStride: Int
) {
    for block in 0..<count {
        (target + block * targetStride).update(from: source + block * sourceStride, count: length)
    }
}

/// target += source, for `count` numbers.
@inline(__always)
func addBlock(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
    let whole = count / Vector.scalarCount * Vector.scalarCount
    for place in stride(from: 0, to: whole, by: Vector.scalarCount) {
        let sum = loadVector(target + place) + loadVector(source + place)
        storeVector(sum, target + place)
    }
    for place in whole..<count { target[place] += source[place] }
}

/// Sixteen numbers from anywhere in a storage: one vector behind its last number may be read.
@inline(__always)
func loadVector(_ start: UnsafePointer<Float>) -> Vector { UnsafeRawPointer(start).loadUnaligned(as: Vector.self) }

@inline(__always)
func storeVector(_ vector: Vector, _ start: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(start).storeBytes(of: vector, as: Vector.self)
}

/// Copies a matrix to its transpose: target[column · targetStride + row] = source[row · sourceStride + column], in squares
/// that fit into the nearest cache, since one of the two sides is read or written across its rows.
func transposeBlock(
    rows: Int, columns: Int, from source: UnsafePointer<Float>, stride sourceStride: Int,
    to target: UnsafeMutablePointer<Float>, stride targetStride: Int
) {
    let side = 32
    for top in stride(from: 0, to: rows, by: side) {
        for left in stride(from: 0, to: columns, by: side) {
            let (bottom, right) = (min(top + side, rows), min(left + side, columns))
            for column in left..<right {
                let line = target + column * targetStride
                for row in top..<bottom { line[row] = source[row * sourceStride + column] }
            }
        }
    }
}
