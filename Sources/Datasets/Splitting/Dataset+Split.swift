extension Dataset {
    /// The same samples divided anew: those of all parts, as if they came from one file.
    ///
    /// - Throws: a `DatasetError` where the shares are none, or a part would be empty.
    public func split(_ split: Split) throws(DatasetError) -> Dataset {
        let filled = parts.filter { $0.count > 0 }
        let parts = try Samples.joined(filled.isEmpty ? [training] : filled).divided(by: split, of: name)
        return Dataset(name: name, parts: parts, classNames: classNames, columnNames: columnNames)
    }

    /// The same data with some of the training part taken aside for validation. The rest stays in its order, and the
    /// test part as it is.
    ///
    /// - Parameter share: how much of the training part: more than 0, less than 1.
    /// - Precondition: the data have no validation part yet.
    /// - Throws: a `DatasetError` where the share is none, or a part would be empty.
    public func withValidation(_ share: Double, seed: UInt64 = 1) throws(DatasetError) -> Dataset {
        guard validation.count == 0 else { fatalError("\(name) has \(validation.count) samples to validate already") }
        let split = Split(validation: share, test: 0, seed: seed)
        let places = try blaming(name) { () throws(SplitProblem) in try split.parts(of: training.count) }
        func samples(of part: Part) -> Samples { training.subset(places.indices.filter { places[$0] == part }) }
        let parts = [samples(of: .training), samples(of: .validation), test]
        return Dataset(name: name, parts: parts, classNames: classNames, columnNames: columnNames)
    }

    /// Arrays made in a cell.
    ///
    /// - Parameters:
    ///   - name: what the data are called on the page and in errors.
    ///   - features: what is known of each sample.
    ///   - labels: `[sample]`, the number of each one's class from 0, or none at all.
    ///   - targets: the numbers to predict, where there are any.
    ///   - classNames: one for every class, or none at all.
    ///   - columnNames: one for every number of a sample, or none at all.
    /// - Precondition: labels and targets are as many as the samples.
    /// - Throws: a `DatasetError` where the split's shares are none, or a part would be empty.
    public init(
        name: String, features: SampleValues, labels: [Int] = [], targets: SampleValues? = nil,
        classNames: [String] = [], columnNames: [String] = [], split: Split
    ) throws(DatasetError) {
        let samples = Samples(features: features, labels: labels, targets: targets)
        let parts = try samples.divided(by: split, of: name)
        self.init(name: name, parts: parts, classNames: classNames, columnNames: columnNames)
    }

    /// Rows made in a cell; see the initializer above.
    ///
    /// - Parameters:
    ///   - features: `[sample][number]`, all of one length.
    ///   - targets: `[sample][number]`, all of one length.
    public init(
        name: String, features: [[Float]], labels: [Int] = [], targets: [[Float]]? = nil, classNames: [String] = [],
        columnNames: [String] = [], split: Split
    ) throws(DatasetError) {
        try self.init(
            name: name, features: SampleValues(rows: features), labels: labels,
            targets: targets.map { SampleValues(rows: $0) }, classNames: classNames, columnNames: columnNames,
            split: split)
    }

    /// - Parameter parts: training, validation, test.
    init(name: String, parts: [Samples], classNames: [String], columnNames: [String]) {
        self.init(
            name: name, training: parts[0], validation: parts[1], test: parts[2], classNames: classNames,
            columnNames: columnNames)
    }
}

extension Samples {
    /// Training, validation and test.
    func divided(by split: Split, of name: String) throws(DatasetError) -> [Samples] {
        try blaming(name) { () throws(SplitProblem) in
            switch features.storage {
            case .bytes(let bytes): try divided(bytes, by: split)
            case .floats(let floats): try divided(floats, by: split)
            }
        }
    }

    private func divided<Element: SampleElement>(
        _ elements: [Element], by split: Split
    ) throws(SplitProblem) -> [Samples] {
        let layout = SampleLayout(shape: sampleShape, hasLabels: !labels.isEmpty, targetShape: targets?.shape)
        var builder = try PartBuilder<Element>(count, layout, split)
        let (numbers, targetSize) = (targets?.storage.floats ?? [], targets?.sampleSize ?? 0)
        elements.withUnsafeBufferPointer { features in
            numbers.withUnsafeBufferPointer { targets in
                for sample in 0..<count {
                    builder.append(
                        .init(rebasing: features[self.features.range(of: sample)]),
                        label: labels.isEmpty ? 0 : labels[sample],
                        targets: .init(rebasing: targets[sample * targetSize..<(sample + 1) * targetSize]))
                }
            }
        }
        return builder.samples()
    }
}

/// Turns what is wrong with a split into an error that names the data.
func blaming<Value>(_ name: String, _ work: () throws(SplitProblem) -> Value) throws(DatasetError) -> Value {
    do throws(SplitProblem) { return try work() } catch { throw DatasetError(.split(error), of: name) }
}
