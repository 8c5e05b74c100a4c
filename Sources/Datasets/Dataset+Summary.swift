extension Dataset {
    /// What the data are, in one sentence without a full stop, such as
    /// `iris.csv: 150 rows of 4 numbers in 3 classes, 90 to train on, 30 to validate and 30 to test`.
    public var summary: String {
        let count = parts.reduce(0) { $0 + $1.count }
        return "\(name): \(Self.grouped(count)) \(sampleWords(count))\(classWords)\(targetWords), \(partWords)"
    }

    /// Such as `pictures of 28 × 28 pixels`, `rows of 4 numbers` or `arrays of 3 × 8 numbers`.
    private func sampleWords(_ count: Int) -> String {
        let (shape, end) = (training.sampleShape, count == 1 ? "" : "s")
        if training.arePictures {
            let size = shape.suffix(2).map(String.init).joined(separator: " × ")
            return (shape.count == 3 && shape[0] != 1 ? "color picture" : "picture") + "\(end) of \(size) pixels"
        }
        let numbers = training.sampleSize == 1 ? "number" : "numbers"
        return (shape.count == 1 ? "row" : "array") + "\(end) of \(shape.map(Self.grouped).joined(separator: " × ")) "
            + numbers
    }

    private var classWords: String {
        guard parts.contains(where: { !$0.labels.isEmpty }) else { return "" }
        let count = classNames.isEmpty ? Set(parts.lazy.flatMap(\.labels)).count : classNames.count
        return " in \(Self.grouped(count)) \(count == 1 ? "class" : "classes")"
    }

    private var targetWords: String {
        guard let size = training.targets?.sampleSize else { return "" }
        return " with \(Self.grouped(size)) \(size == 1 ? "number" : "numbers") to predict"
    }

    private var partWords: String {
        let uses = [(training, "to train on"), (validation, "to validate"), (test, "to test")].filter { $0.0.count > 0 }
        if uses.count == 1 { return "all \(uses[0].1)" }
        let words = uses.map { "\(Self.grouped($0.0.count)) \($0.1)" }
        return words.dropLast().joined(separator: ", ") + (words.last.map { " and \($0)" } ?? "")
    }

    /// The digits in groups of three, such as `60,000`.
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digits[index])
        }
    }
}
