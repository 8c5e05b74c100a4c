import CArithmetic

/// The columns of a matrix that hold anything but zeros.
///
/// A pixel that no image of a batch touches, and a unit behind a ReLU that no sample wakes, is a column of zeros. A
/// product can leave it out, if what is left is copied together first, as long as the numbers that would be multiplied by
/// the zeros are finite: 0 · ∞ is no number.
struct NonzeroColumns: @unchecked Sendable {
    /// The number of live columns, and of all.
    let count: Int
    let width: Int
    /// In pooled memory, so that a training step allocates none: the live columns in ascending order, and which of each
    /// sixteen columns live. Whoever uses them through `self` keeps the memory alive.
    private let places: UnsafeMutablePointer<Int32>
    private let blocks: UnsafeMutablePointer<Block>
    private let memory: (Storage, Storage)

    private struct Block {
        let mask: UInt16
        /// Live columns before this block.
        let start: Int32
    }

    private static let blockSize = Vector.scalarCount

    /// - Parameters:
    ///   - matrix: `[rows, columns]`
    ///   - length: how many numbers of another matrix have to be copied for each live column.
    /// - Returns: nil where too few columns are zeros to be worth the copies, and where all are.
    init?(of matrix: Tensor, copying length: Int) {
        width = matrix.shape[1]
        let blockCount = (width + Self.blockSize - 1) / Self.blockSize
        memory = (Storage(count: width), Storage(count: 2 * blockCount))
        places = UnsafeMutableRawPointer(memory.0.start).bindMemory(to: Int32.self, capacity: width)
        blocks = UnsafeMutableRawPointer(memory.1.start).bindMemory(to: Block.self, capacity: blockCount)
        count = Self.note(bitsInColumns(of: matrix), width, places, blocks)
        // To copy a number costs about as much as to multiply sixteen.
        guard count > 0, min(matrix.shape[0], length) * (width - count) >= 16 * count else { return nil }
    }

    /// Writes down the columns with bits, and returns their number.
    private static func note(
        _ bits: Storage, _ width: Int, _ places: UnsafeMutablePointer<Int32>, _ blocks: UnsafeMutablePointer<Block>
    ) -> Int {
        let marks = UnsafeRawPointer(bits.start).assumingMemoryBound(to: UInt32.self)
        defer { withExtendedLifetime(bits) {} }
        var count = 0
        for start in stride(from: 0, to: width, by: blockSize) {
            // Without the sign, so that -0 counts as 0; and without what lies behind the last column.
            let mask = words_with_bits(marks + start) & UInt16.max >> UInt16(max(0, start + blockSize - width))
            places_of_bits(mask, Int32(start), places + count)
            blocks[start / blockSize] = Block(mask: mask, start: Int32(count))
            count += mask.nonzeroBitCount
        }
        return count
    }

    /// From one row of packed columns to the next: room for a vector that begins behind the last of them.
    var packedStride: Int { Self.packedStride(count) }

    static func packedStride(_ count: Int) -> Int { (count + 2 * blockSize - 1) / blockSize * blockSize }

    /// The place of a live column among all.
    subscript(index: Int) -> Int { Int(places[index]) }

    /// Copies the live columns of some rows next to each other.
    ///
    /// - Parameters:
    ///   - source: where the first of the rows begins: `width` numbers each, and a vector that may be read behind the
    ///     last.
    ///   - target: room for as many rows of `packedStride` numbers.
    /// - Returns: whether all numbers of the rows are finite, those of dead columns too.
    @discardableResult
    func pack(rows: Int, of source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) -> Bool {
        let step = packedStride
        var largest = SIMD16<UInt32>.zero
        // What lies behind a row's last number is another row's, or nobody's.
        let rest = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) .< Int32(width % Self.blockSize)
        for row in 0..<rows {
            for start in stride(from: 0, to: width, by: Self.blockSize) {
                let block = blocks[start / Self.blockSize]
                let place = source + row * width + start
                pack_sixteen(place, block.mask, target + row * step + Int(block.start))
                let bits = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt32>.self)
                let own =
                    start + Self.blockSize <= width ? bits : SIMD16<UInt32>.zero.replacing(with: bits, where: rest)
                largest = pointwiseMax(largest, own & Self.withoutSign)
            }
        }
        return largest.max() < Float.infinity.bitPattern
    }

    private static let withoutSign = SIMD16<UInt32>(repeating: 0x7FFF_FFFF)

    /// Copies packed columns back to their places in a row, and writes zeros between them.
    ///
    /// - Parameter source: `count` numbers, and a vector that may be read behind them.
    func unpack(_ source: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>) {
        let whole = width / Self.blockSize
        for index in 0..<whole {
            let block = blocks[index]
            unpack_sixteen(
                source + Int(block.start), block.mask, row + index * Self.blockSize)
        }
        if whole * Self.blockSize < width {
            unpackRest(blocks[whole], source, into: row + whole * Self.blockSize)
        }
    }

    /// The last block of a row that does not end with a vector; the next row is not touched.
    private func unpackRest(_ block: Block, _ source: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>) {
        var place = Int(block.start)
        for column in 0..<width % Self.blockSize {
            let isLive = block.mask >> UInt16(column) & 1 == 1
            row[column] = isLive ? source[place] : 0
            if isLive { place += 1 }
        }
    }
}

/// The bits of all numbers of each column, together.
private func bitsInColumns(of matrix: Tensor) -> Storage {
    let (rows, width) = (matrix.shape[0], matrix.shape[1])
    let bits = Storage(count: width)
    let start = UnsafeRawPointer(matrix.storage.start)
    sharedLoop(over: bits.vectorCount, inPartsOf: 16) { part in
        for block in part {
            let column = block * Vector.scalarCount
            var together = SIMD16<UInt32>.zero
            for row in 0..<rows {
                let place = (row * width + column) * MemoryLayout<Float>.stride
                together |= start.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt32>.self)
            }
            UnsafeMutableRawPointer(bits.start + column).storeBytes(of: together, as: SIMD16<UInt32>.self)
        }
    }
    withExtendedLifetime(matrix) {}
    return bits
}
