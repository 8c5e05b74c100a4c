import CArithmetic

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
/// of sixteen, which fit into registers; what is left at both edges number by number.
func transposeBlock(
    rows: Int, columns: Int, from source: UnsafePointer<Float>, stride sourceStride: Int,
    to target: UnsafeMutablePointer<Float>, stride targetStride: Int
) {
    let (bottom, right) = (rows / 16 * 16, columns / 16 * 16)
    // A column of squares after the other: the sixteen lines of the target that it fills stay near.
    for left in stride(from: 0, to: right, by: 16) {
        for top in stride(from: 0, to: bottom, by: 16) {
            transpose_sixteen(
                source + top * sourceStride + left, sourceStride, target + left * targetStride + top, targetStride)
        }
    }
    func copy(_ rows: Range<Int>, _ columns: Range<Int>) {
        for column in columns {
            for row in rows { target[column * targetStride + row] = source[row * sourceStride + column] }
        }
    }
    copy(bottom..<rows, 0..<right)
    copy(0..<rows, right..<columns)
}
