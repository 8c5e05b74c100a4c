/// Rows of 32-bit words that come one after the other, nobody knows how many, and are given back one after the other.
///
/// They lie in pieces so large that the system takes back the memory of each as soon as it is read.
struct RawRows: ~Copyable {
    /// The number of words of a row.
    let width: Int
    private(set) var count = 0
    private var pieces: [UnsafeMutablePointer<UInt32>] = []
    private let rowsPerPiece: Int

    /// 64 MB, of which the system gives those pages that are written to.
    private static let wordsPerPiece = 1 << 24

    init(width: Int) {
        self.width = width
        rowsPerPiece = max(1, Self.wordsPerPiece / width)
    }

    deinit { for piece in pieces { piece.deallocate() } }

    /// A new row to be written to.
    @inline(__always)
    mutating func append() -> UnsafeMutablePointer<UInt32> {
        let place = count % rowsPerPiece
        if place == 0 { pieces.append(.allocate(capacity: rowsPerPiece * width)) }
        count += 1
        return pieces[pieces.count - 1] + place * width
    }

    /// Reads all rows, each once, and frees them on the way.
    mutating func drain(_ body: (UnsafePointer<UInt32>) -> Void) {
        while let piece = pieces.first {
            for row in 0..<min(count, rowsPerPiece) { body(piece + row * width) }
            piece.deallocate()
            pieces.removeFirst()
            count = max(0, count - rowsPerPiece)
        }
    }
}
