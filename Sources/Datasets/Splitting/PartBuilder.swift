/// A number that samples are made of.
protocol SampleElement: BitwiseCopyable {
    static func storage(_ elements: [Self]) -> SampleValues.Storage
}

extension UInt8: SampleElement {
    static func storage(_ elements: [UInt8]) -> SampleValues.Storage { .bytes(elements) }
}

extension Float: SampleElement {
    static func storage(_ elements: [Float]) -> SampleValues.Storage { .floats(elements) }
}

/// What is known of samples before the first one is read.
struct SampleLayout {
    /// The shape of one sample's features.
    let shape: [Int]
    let hasLabels: Bool
    /// The shape of one sample's targets, where there are any.
    var targetShape: [Int]?
}

/// Divides samples into the parts of a data set as they come.
///
/// Each part has just the memory that it needs, and is filled from its start: a reader that gives its own memory back
/// on the way never has more than one copy of the data.
struct PartBuilder<Element: SampleElement> {
    private struct Rows {
        var features: [Element] = []
        var labels: [Int] = []
        var targets: [Float] = []
    }

    private let layout: SampleLayout
    private let split: Split
    private let parts: [Part]
    private let (size, targetSize): (Int, Int)
    private var rows = Part.allCases.map { _ in Rows() }
    private var next = 0

    init(_ count: Int, _ layout: SampleLayout, _ split: Split) throws(SplitProblem) {
        self.layout = layout
        self.split = split
        (size, targetSize) = (layout.shape.reduce(1, *), layout.targetShape?.reduce(1, *) ?? 0)
        let counts = try split.counts(of: count)
        parts = try split.parts(of: count)
        for part in rows.indices {
            rows[part].features.reserveCapacity(counts[part] * size)
            if layout.hasLabels { rows[part].labels.reserveCapacity(counts[part]) }
            rows[part].targets.reserveCapacity(counts[part] * targetSize)
        }
    }

    /// Takes the next sample.
    mutating func append(
        _ features: UnsafeBufferPointer<Element>, label: Int = 0,
        targets: UnsafeBufferPointer<Float> = UnsafeBufferPointer(start: nil, count: 0)
    ) {
        let part = Int(parts[next].rawValue)
        rows[part].features.append(contentsOf: features)
        if layout.hasLabels { rows[part].labels.append(label) }
        if targetSize > 0 { rows[part].targets.append(contentsOf: targets) }
        next += 1
    }

    /// The parts, each in random order: training, validation, test. Nothing can be appended any more.
    mutating func samples() -> [Samples] {
        guard next == parts.count else { fatalError("\(next) samples of \(parts.count) were given") }
        return Part.allCases.map { part in
            let index = Int(part.rawValue)
            if split.isShuffled { shuffle(part) }
            let rows = rows[index]
            return Samples(
                features: SampleValues(shape: layout.shape, Element.storage(rows.features)), labels: rows.labels,
                targets: layout.targetShape.map { SampleValues(shape: $0, floats: rows.targets) })
        }
    }

    private mutating func shuffle(_ part: Part) {
        let (index, order) = (Int(part.rawValue), RowOrder(seed: split.seed, purpose: "part \(part.rawValue)"))
        Self.shuffle(&rows[index].features, size, order)
        Self.shuffle(&rows[index].labels, 1, order)
        Self.shuffle(&rows[index].targets, targetSize, order)
    }

    private static func shuffle(_ elements: inout [some BitwiseCopyable], _ size: Int, _ order: RowOrder) {
        var order = order
        if !elements.isEmpty { order.shuffle(&elements, rowSize: size) }
    }
}
