/// How samples are divided into those to train on, to validate with and to test on: at random, by a seed, and on every
/// machine alike.
///
/// Within each part the samples are in random order too, so that its first ones are of all kinds.
public struct Split: Equatable, Sendable {
    /// The share of all samples that is taken aside for validation: at least 0, less than 1.
    public let validation: Double
    /// The share of all samples that is taken aside for the test: at least 0, less than 1.
    public let test: Double
    public let seed: UInt64
    /// False where all samples stay in their order, to be trained on.
    let isShuffled: Bool

    /// - Parameters:
    ///   - validation: the share for validation, such as 0.1; 0 for none.
    ///   - test: the share for the test, such as 0.2; 0 for none.
    ///
    /// What is no share is an error when the data are split.
    public init(validation: Double = 0, test: Double, seed: UInt64 = 1) {
        self.init(validation: validation, test: test, seed: seed, isShuffled: true)
    }

    private init(validation: Double, test: Double, seed: UInt64, isShuffled: Bool) {
        self.validation = validation
        self.test = test
        self.seed = seed
        self.isShuffled = isShuffled
    }

    /// All samples are to train on, in the order in which they come.
    public static let none = Split(validation: 0, test: 0, seed: 0, isShuffled: false)
}

/// Which part of a data set a sample belongs to.
enum Part: UInt8, CaseIterable {
    case training
    case validation
    case test
}

extension Split {
    /// How many of `count` samples come into each part, by the part's number: shares are rounded to whole samples.
    func counts(of count: Int) throws(SplitProblem) -> [Int] {
        for share in [validation, test] where !(0..<1).contains(share) { throw .noShare(share) }
        guard validation + test < 1 else { throw .nothingLeft(validation: validation, test: test) }
        let aside = [validation, test].map { Int(($0 * Double(count)).rounded()) }
        let counts = [count - aside[0] - aside[1]] + aside
        for (part, share) in [(Part.training, 1 - validation - test), (.validation, validation), (.test, test)]
        where share > 0 && counts[Int(part.rawValue)] <= 0 {
            throw .emptyPart(part.words, share: share, samples: count)
        }
        return counts
    }

    /// The part of each of `count` samples.
    func parts(of count: Int) throws(SplitProblem) -> [Part] {
        let counts = try counts(of: count)
        var parts = Part.allCases.flatMap { [Part](repeating: $0, count: counts[Int($0.rawValue)]) }
        if isShuffled {
            var order = RowOrder(seed: seed, purpose: "parts")
            order.shuffle(&parts, rowSize: 1)
        }
        return parts
    }
}

extension Part {
    fileprivate var words: String {
        switch self {
        case .training: "training"
        case .validation: "validation"
        case .test: "test"
        }
    }
}
