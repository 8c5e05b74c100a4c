import Tensors

/// Shuffles rows where they lie, by a seed: as Fisher and Yates do it, with draws that no library can change.
struct RowOrder {
    private var generator: SeededGenerator

    init(seed: UInt64, purpose: String) { generator = SeededGenerator(seed: seed).stream(purpose) }

    /// Shuffles the rows of `[row, number]`; arrays with the same number of rows come into the same order when each is
    /// shuffled by an order of the same seed and purpose.
    mutating func shuffle<Element: BitwiseCopyable>(_ elements: inout [Element], rowSize: Int) {
        let spare = UnsafeMutablePointer<Element>.allocate(capacity: rowSize)
        defer { spare.deallocate() }
        elements.withUnsafeMutableBufferPointer { buffer in
            guard let rows = buffer.baseAddress else { return }
            for last in stride(from: buffer.count / rowSize - 1, to: 0, by: -1) {
                Self.swap(rows + last * rowSize, rows + draw(below: last + 1) * rowSize, rowSize, spare)
            }
        }
    }

    /// Of short rows number by number: the processor then waits for the memory of many rows at once.
    @inline(__always)
    private static func swap<Element: BitwiseCopyable>(
        _ one: UnsafeMutablePointer<Element>, _ other: UnsafeMutablePointer<Element>, _ size: Int,
        _ spare: UnsafeMutablePointer<Element>
    ) {
        if one == other { return }
        if size <= 8 {
            for index in 0..<size { (one[index], other[index]) = (other[index], one[index]) }
        } else {
            spare.update(from: one, count: size)
            one.update(from: other, count: size)
            other.update(from: spare, count: size)
        }
    }

    /// A number in 0 ..< limit: the high word of the product, which favors none by more than limit / 2⁶⁴.
    private mutating func draw(below limit: Int) -> Int {
        Int(generator.next().multipliedFullWidth(by: UInt64(limit)).high)
    }
}
