import Foundation

/// An array of NumPy's: `float32`, `float64`, `uint8`, `int64` or `bool`, in the order of C or of Fortran.
public struct NumPyArray: Equatable, Sendable {
    /// The elements with the last axis running fastest, whatever the order in the file.
    public enum Elements: Equatable, Sendable {
        /// `uint8`
        case bytes([UInt8])
        /// `int64`
        case integers([Int])
        /// `float32`; `float64`, rounded to 32 bits; and `bool`, as 0 and 1.
        case floats([Float])
    }

    /// The size of each axis; none for a single number.
    public let shape: [Int]
    public let elements: Elements

    /// Reads a `.npy` file of version 1.0 to 3.0, plain or gzipped.
    ///
    /// - Parameter file: a `URL` or a path.
    /// - Throws: a `DatasetError` where it cannot be read, is too short or too long, or has another type of numbers.
    public init(contentsOf file: some FileLocation) throws(DatasetError) {
        try self.init(NumPyReader(FileSource(file.fileURL)))
    }

    /// Reads an array of a `.npz` archive.
    ///
    /// - Parameters:
    ///   - file: a `URL` or a path.
    ///   - name: the array's name, as `numpy.savez` got it.
    /// - Throws: a `DatasetError` where there is no such array or it cannot be read; it names those that there are.
    public init(contentsOf file: some FileLocation, array name: String) throws(DatasetError) {
        try self.init(NumPyReader(ZipArchive(file.fileURL).source(ofArray: name)))
    }

    /// The names of a `.npz` archive's arrays, in its order.
    public static func names(in file: some FileLocation) throws(DatasetError) -> [String] {
        try ZipArchive(file.fileURL).arrayNames
    }

    init(_ reader: NumPyReader) throws(DatasetError) {
        shape = reader.header.shape
        let elements = try reader.next(reader.count)
        try reader.finish()
        self.elements = reader.header.isFortran ? elements.fromFortran(shape) : elements
    }
}

extension NumPyArray.Elements {
    /// The same elements in the order of C.
    fileprivate func fromFortran(_ shape: [Int]) -> Self {
        switch self {
        case .bytes(let elements): .bytes(Self.rearranged(elements, shape))
        case .integers(let elements): .integers(Self.rearranged(elements, shape))
        case .floats(let elements): .floats(Self.rearranged(elements, shape))
        }
    }

    /// Walks through the places of the result in their order, and takes along where each one's element lies.
    private static func rearranged<Element: BitwiseCopyable>(_ elements: [Element], _ shape: [Int]) -> [Element] {
        if elements.isEmpty { return [] }
        var strides = [1]
        for size in shape.dropLast() { strides.append(strides[strides.count - 1] * size) }
        var (index, place) = ([Int](repeating: 0, count: shape.count), 0)
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        while true {
            result.append(elements[place])
            var axis = shape.count - 1
            while axis >= 0, index[axis] == shape[axis] - 1 {
                place -= index[axis] * strides[axis]
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return result }
            index[axis] += 1
            place += strides[axis]
        }
    }

    /// The elements as numbers of 32 bits.
    var numbers: [Float] {
        switch self {
        case .bytes(let bytes): bytes.map { Float($0) }
        case .integers(let integers): integers.map { Float($0) }
        case .floats(let floats): floats
        }
    }

    /// Some of the elements.
    subscript(range: Range<Int>) -> Self {
        switch self {
        case .bytes(let elements): .bytes(Array(elements[range]))
        case .integers(let elements): .integers(Array(elements[range]))
        case .floats(let elements): .floats(Array(elements[range]))
        }
    }
}
