import Foundation

extension Dataset {
    /// Reads arrays of NumPy's from `.npy` files; their first axis counts the samples.
    ///
    /// Features of `uint8` with three axes `[sample, row, column]`, or with four and one or three channels
    /// `[sample, channel, row, column]`, are pictures: their bytes stand for gray levels of byte / 255. All other
    /// features are numbers as they are.
    ///
    /// - Parameters:
    ///   - features: a `URL` or a path.
    ///   - labels: a list `[sample]` of classes' numbers, from 0.
    ///   - targets: the numbers to predict, `[sample]` or `[sample, …]`.
    ///   - classNames: one for every class, or none at all.
    /// - Throws: a `DatasetError` that names the file, and the sample where one is wrong.
    public init(
        npy features: some FileLocation, labels: (any FileLocation)? = nil, targets: (any FileLocation)? = nil,
        classNames: [String] = [], split: Split
    ) throws(DatasetError) {
        let file = features.fileURL
        var arrays = NumPySamples(features: try NumPyReader(FileSource(file)))
        if let labels { try arrays.take(labels: try NumPyReader(FileSource(labels.fileURL)), classNames) }
        if let targets { try arrays.take(targets: try NumPyReader(FileSource(targets.fileURL))) }
        self.init(
            name: file.lastPathComponent, parts: try arrays.parts(by: split), classNames: classNames, columnNames: [])
    }

    /// Reads arrays of a `.npz` archive by their names in it; see the initializer for `.npy` files.
    public init(
        npz file: some FileLocation, features: String, labels: String? = nil, targets: String? = nil,
        classNames: [String] = [], split: Split
    ) throws(DatasetError) {
        let archive = try ZipArchive(file.fileURL)
        var arrays = NumPySamples(features: try NumPyReader(archive.source(ofArray: features)))
        if let labels { try arrays.take(labels: try NumPyReader(archive.source(ofArray: labels)), classNames) }
        if let targets { try arrays.take(targets: try NumPyReader(archive.source(ofArray: targets))) }
        self.init(
            name: file.fileURL.lastPathComponent, parts: try arrays.parts(by: split), classNames: classNames,
            columnNames: [])
    }
}

/// Features, labels and targets that belong together.
private struct NumPySamples {
    private let features: NumPyReader
    private var labels: [Int] = []
    private var targets: SampleValues?

    init(features: NumPyReader) { self.features = features }

    private var count: Int { features.header.shape.first ?? 0 }

    mutating func take(labels reader: NumPyReader, _ names: [String]) throws(DatasetError) {
        let array = try NumPyArray(reader)
        try check(array.shape, of: "labels", reader)
        guard array.shape.dropFirst().allSatisfy({ $0 == 1 }) else {
            throw DatasetError(.numPy(.noList(of: "labels", shape: array.shape)), of: reader.name)
        }
        do throws(NumPyProblem) { labels = try array.elements.labels } catch {
            throw DatasetError(.numPy(error), of: reader.name)
        }
        if !names.isEmpty, let most = labels.max(), most >= names.count {
            throw DatasetError(.numPy(.unnamedClass(label: most, names: names.count)), of: reader.name)
        }
    }

    mutating func take(targets reader: NumPyReader) throws(DatasetError) {
        let array = try NumPyArray(reader)
        try check(array.shape, of: "targets", reader)
        let (numbers, shape) = (array.elements.numbers, SampleValues.sampleShape(array.shape))
        try numbers.withUnsafeBufferPointer { (numbers) throws(DatasetError) in
            try reader.check(numbers, shape, from: 0)
        }
        targets = SampleValues(shape: shape, floats: numbers)
    }

    private func check(_ shape: [Int], of words: String, _ reader: NumPyReader) throws(DatasetError) {
        guard shape.first == count else {
            let problem = NumPyProblem.countsDiffer(samples: count, of: words, count: shape.first ?? 1)
            throw DatasetError(.numPy(problem), of: reader.name)
        }
    }

    /// Training, validation and test.
    func parts(by split: Split) throws(DatasetError) -> [Samples] {
        let shape = features.header.shape
        guard features.count > 0, !shape.isEmpty else {
            throw DatasetError(.numPy(.empty(shape: shape)), of: features.name)
        }
        guard features.header.type == .uint8, shape.count == 4 else {
            return features.header.type == .uint8 && shape.count == 3
                ? try parts(of: UInt8.self, split) : try parts(of: Float.self, split)
        }
        if [1, 3].contains(shape[1]) { return try parts(of: UInt8.self, split) }
        if [1, 3].contains(shape[3]) { throw DatasetError(.numPy(.channelsLast(shape: shape)), of: features.name) }
        return try parts(of: Float.self, split)
    }

    private func parts<Element: NumPyElement>(of type: Element.Type, _ split: Split) throws(DatasetError) -> [Samples] {
        let shape = SampleValues.sampleShape(features.header.shape)
        let layout = SampleLayout(shape: shape, hasLabels: !labels.isEmpty, targetShape: targets?.shape)
        var builder = try blaming(features.name) { () throws(SplitProblem) in
            try PartBuilder<Element>(count, layout, split)
        }
        let (size, targetSize) = (shape.reduce(1, *), targets?.sampleSize ?? 0)
        let numbers = targets?.storage.floats ?? []
        try forEachBlock(rowSize: size) { first, elements throws(DatasetError) in
            let elements = Element.elements(elements)
            try elements.withUnsafeBufferPointer { elements throws(DatasetError) in
                try Element.check(elements, features, shape, from: first)
                numbers.withUnsafeBufferPointer { numbers in
                    for row in 0..<elements.count / size {
                        let sample = first + row
                        builder.append(
                            .init(rebasing: elements[row * size..<(row + 1) * size]),
                            label: labels.isEmpty ? 0 : labels[sample],
                            targets: .init(rebasing: numbers[sample * targetSize..<(sample + 1) * targetSize]))
                    }
                }
            }
        }
        return builder.samples()
    }

    /// Reads the features, some rows at once, so that they are in memory only in their parts. An array in the order of
    /// Fortran is read as a whole first.
    private func forEachBlock(
        rowSize: Int, _ body: (Int, NumPyArray.Elements) throws(DatasetError) -> Void
    ) throws(DatasetError) {
        let whole = features.header.isFortran ? try NumPyArray(features).elements : nil
        let step = max(1, (1 << 18) / rowSize)
        for first in stride(from: 0, to: count, by: step) {
            let range = first * rowSize..<min(first + step, count) * rowSize
            if let whole { try body(first, whole[range]) } else { try body(first, try features.next(range.count)) }
        }
        if whole == nil { try features.finish() }
    }
}

extension SampleValues {
    /// The shape of one sample of an array; a sample that is a single number is a row of one.
    fileprivate static func sampleShape(_ shape: [Int]) -> [Int] { shape.count > 1 ? Array(shape.dropFirst()) : [1] }
}
