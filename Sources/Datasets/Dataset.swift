import Digests
import Foundation

/// Samples to train on, to validate with and to test on, with a name for readers and a digest of every byte.
public struct Dataset: Equatable, Sendable {
    /// `MNIST`, `drawn digits`, a file's name, or in words which folder the images come from.
    public private(set) var name: String
    /// The SHA-256 of the values, shapes and kinds of all parts, as 64 hexadecimal digits: equal for the same samples,
    /// whether their files are compressed or not.
    public let digest: String
    public let training: Samples
    /// What to watch during a training, and to choose among models by; empty where none was taken aside.
    public let validation: Samples
    /// What no training sees.
    public let test: Samples
    /// The classes' names, in the order of their numbers; empty where they have none.
    public let classNames: [String]
    /// The features' names, in their order; empty where they have none.
    public let columnNames: [String]

    /// True for the digits of LeCun, Cortes and Burges, recognized by their pixels.
    public var isMNIST: Bool { name == MNIST.name }

    /// - Parameters:
    ///   - validation: nil for none.
    ///   - classNames: one for every class, or none at all.
    ///   - columnNames: one for every number of a sample, or none at all.
    /// - Precondition: every label has a name where any has.
    public init(
        name: String, training: Samples, validation: Samples? = nil, test: Samples, classNames: [String] = [],
        columnNames: [String] = []
    ) {
        self.name = name
        self.training = training
        self.validation = validation ?? training.prefix(0)
        self.test = test
        self.classNames = classNames
        self.columnNames = columnNames
        digest = Self.digest(training: training, validation: self.validation, test: test)
        checkNames()
    }

    /// The parts in the order in which they are counted.
    var parts: [Samples] { [training, validation, test] }

    /// The same samples under another name.
    func named(_ name: String) -> Dataset {
        var result = self
        result.name = name
        return result
    }

    private func checkNames() {
        if !classNames.isEmpty, let label = parts.compactMap({ $0.labels.max() }).max(), label >= classNames.count {
            fatalError("class \(label) has no name; there are \(classNames.count): \(classNames)")
        }
        if !columnNames.isEmpty, columnNames.count != training.sampleSize {
            fatalError("\(columnNames.count) names for \(training.sampleSize) columns: \(columnNames)")
        }
    }
}

extension Dataset: KnownByDigest {
    public var digestText: String { digest }
}
