/// A matrix, or some of its rows and columns side by side.
struct PackedMatrix {
    private let storage: Storage
    private let rows: Int
    private let columns: Int
    private let stride: Int

    init(_ matrix: Tensor) {
        self.init(storage: matrix.storage, rows: matrix.shape[0], columns: matrix.shape[1], stride: matrix.shape[1])
    }

    private init(storage: Storage, rows: Int, columns: Int, stride: Int) {
        self.storage = storage
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }

    /// Short enough that cores can share the rows of a batch.
    private static let rowsInPart = 32

    /// The live columns of a whole matrix; nil keeps all.
    func keeping(columns live: NonzeroColumns?) -> PackedMatrix {
        let packed = withRoom(for: live)
        guard live != nil else { return packed }
        sharedLoop(over: rows, inPartsOf: Self.rowsInPart) { part in
            ProductClock.timed { _ = pack(part, of: live, into: packed) }
        }
        return packed
    }

    /// Memory for the live columns, which `pack` fills; the matrix itself where all are kept.
    func withRoom(for live: NonzeroColumns?) -> PackedMatrix {
        guard let live else { return self }
        // Room for all columns: the same size in every step.
        let room = Storage(count: rows * NonzeroColumns.packedStride(columns))
        return PackedMatrix(storage: room, rows: rows, columns: live.count, stride: live.packedStride)
    }

    /// Copies the live columns of some rows to their places in `packed`, which is what `withRoom(for: live)` gave; does
    /// nothing where all columns are kept.
    /// - Returns: false where a number of the rows is not finite, of a column that is left out too.
    @discardableResult
    func pack(_ part: Range<Int>, of live: NonzeroColumns?, into packed: PackedMatrix) -> Bool {
        live?.pack(
            rows: part.count, of: storage.start + part.lowerBound * stride,
            into: packed.storage.start + part.lowerBound * packed.stride) ?? true
    }

    /// The rows at the places of live columns of another matrix; nil keeps all.
    func keeping(rows live: NonzeroColumns?) -> PackedMatrix {
        guard let live else { return self }
        let packed = Storage(count: storage.count)
        sharedLoop(over: live.count, inPartsOf: Self.rowsInPart) { part in
            ProductClock.timed {
                for row in part {
                    (packed.start + row * stride).update(from: storage.start + live[row] * stride, count: columns)
                }
            }
        }
        return PackedMatrix(storage: packed, rows: live.count, columns: columns, stride: stride)
    }

    func view(transposed: Bool = false) -> MatrixView {
        MatrixView(storage.start, rows: rows, columns: columns, stride: stride, transposed: transposed)
    }
}
