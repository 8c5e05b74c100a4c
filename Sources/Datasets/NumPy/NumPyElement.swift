/// A number of samples that an array's elements become.
protocol NumPyElement: SampleElement {
    static func elements(_ elements: NumPyArray.Elements) -> [Self]
    /// Refuses what no training could use, and says which sample has it.
    static func check(
        _ elements: UnsafeBufferPointer<Self>, _ reader: NumPyReader, _ shape: [Int], from first: Int
    ) throws(DatasetError)
}

extension UInt8: NumPyElement {
    static func elements(_ elements: NumPyArray.Elements) -> [UInt8] {
        guard case .bytes(let bytes) = elements else { fatalError("pictures are made of bytes") }
        return bytes
    }

    static func check(_: UnsafeBufferPointer<UInt8>, _: NumPyReader, _: [Int], from _: Int) {}
}

extension Float: NumPyElement {
    static func elements(_ elements: NumPyArray.Elements) -> [Float] { elements.numbers }

    static func check(
        _ elements: UnsafeBufferPointer<Float>, _ reader: NumPyReader, _ shape: [Int], from first: Int
    ) throws(DatasetError) {
        try reader.check(elements, shape, from: first)
    }
}

extension NumPyReader {
    /// Numbers of samples from `first` on must all be finite.
    func check(_ numbers: UnsafeBufferPointer<Float>, _ shape: [Int], from first: Int) throws(DatasetError) {
        guard let place = numbers.firstIndex(where: { !$0.isFinite }) else { return }
        let size = shape.reduce(1, *)
        var (rest, index) = (place % size, [Int]())
        for axis in shape.reversed() {
            index.insert(rest % axis, at: 0)
            rest /= axis
        }
        let problem = NumPyProblem.notFinite(sample: first + place / size, place: index, text: "\(numbers[place])")
        throw DatasetError(.numPy(problem), of: name)
    }
}

extension NumPyArray.Elements {
    /// The elements as numbers of classes.
    var labels: [Int] {
        get throws(NumPyProblem) {
            switch self {
            case .bytes(let bytes): return bytes.map { Int($0) }
            case .integers(let labels):
                if let wrong = labels.firstIndex(where: { $0 < 0 }) {
                    throw .noClass(sample: wrong, text: "\(labels[wrong])")
                }
                return labels
            case .floats(let numbers):
                let labels = numbers.map { Int(exactly: $0) ?? -1 }
                if let wrong = labels.firstIndex(where: { $0 < 0 }) {
                    throw .noClass(sample: wrong, text: "\(numbers[wrong])")
                }
                return labels
            }
        }
    }
}
