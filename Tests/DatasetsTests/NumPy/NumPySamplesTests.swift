import Datasets
import Foundation
import Testing

struct NumPySamplesTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func file(_ name: String, _ type: String, _ shape: String, fortran: Bool = false, _ elements: [UInt8])
        throws -> URL
    {
        try scratch.file(name, NumPyBytes.npy(type, shape, fortran: fortran, elements))
    }

    private func x(_ type: String = "<f4", _ shape: String = "(3, 2)", _ elements: [UInt8]? = nil) throws -> URL {
        try file("x.npy", type, shape, elements ?? NumPyBytes.bytes(1 as Float, 2, 3, 4, 5, 6))
    }

    private func y(_ type: String = "<i8", _ shape: String = "(3,)", _ elements: [UInt8]? = nil) throws -> URL {
        try file("y.npy", type, shape, elements ?? NumPyBytes.bytes(0, 2, 1))
    }

    private let rows = SampleValues(rows: [[1, 2], [3, 4], [5, 6]])

    @Test func readsFeaturesLabelsAndTargets() throws {
        let targets = try file("t.npy", "<f8", "(3,)", NumPyBytes.bytes(0.5, 1.5, 2.5))
        let dataset = try Dataset(
            npy: x(), labels: y(), targets: targets.path, classNames: ["a", "b", "c"], split: .none)
        let expected = Samples(features: rows, labels: [0, 2, 1], targets: SampleValues(rows: [[0.5], [1.5], [2.5]]))
        #expect(dataset.training == expected)
        #expect(
            dataset.summary == "x.npy: 3 rows of 2 numbers in 3 classes with 1 number to predict, all to train on")
        #expect(try Dataset(npy: x(), split: .none).training == Samples(features: rows))
    }

    @Test func readsFortransOrder() throws {
        let features = try file("x.npy", "<f4", "(3, 2)", fortran: true, NumPyBytes.bytes(1 as Float, 3, 5, 2, 4, 6))
        #expect(try Dataset(npy: features, split: .none).training.features == rows)
    }

    /// By the number of axes.
    @Test func takesBytesForPictures() throws {
        let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
        let pictures = try Dataset(npy: x("|u1", "(3, 2, 2)", bytes), split: .none).training
        #expect(pictures == Samples(height: 2, width: 2, pixels: bytes, labels: [Int]()))
        let color = try Dataset(npy: x("|u1", "(1, 3, 2, 2)", bytes), split: .none).training
        #expect((color.sampleShape, color.arePictures) == ([3, 2, 2], true))
        let numbers = try Dataset(npy: x("|u1", "(6, 2)", bytes), split: .none).training
        #expect(numbers.features == SampleValues(shape: [2], floats: bytes.map { Float($0) }))
        let error = problem { _ = try Dataset(npy: x("|u1", "(1, 2, 2, 3)", bytes), split: .none) }
        #expect(error?.cause == .numPy(.channelsLast(shape: [1, 2, 2, 3])))
        #expect(error?.description.hasSuffix("array.transpose(0, 3, 1, 2)") == true)
    }

    @Test func takesOneNumberForARow() throws {
        #expect(try Dataset(npy: x("<i8", "(3,)", NumPyBytes.bytes(1, 2, 3)), split: .none).training.sampleShape == [1])
    }

    @Test func takesLabelsOfEveryKind() throws {
        for (type, elements) in [
            ("|u1", [0, 2, 1]), ("<f4", NumPyBytes.bytes(0 as Float, 2, 1)), ("<f8", NumPyBytes.bytes(0.0, 2, 1)),
        ] as [(String, [UInt8])] {
            #expect(
                try Dataset(npy: x(), labels: y(type, "(3,)", elements), split: .none).training.labels == [0, 2, 1])
        }
        #expect(
            try Dataset(npy: x(), labels: y("|u1", "(3, 1)", [0, 2, 1]), split: .none).training.labels == [0, 2, 1])
    }

    @Test func splitsAsCellsAreSplit() throws {
        let count = 70_000
        let numbers = (0..<count * 5).map { Float($0) }
        let features = try file("x.npy", "<f4", "(\(count), 5)", numbers.withUnsafeBytes { Array($0) })
        let labels = try file("y.npy", "|u1", "(\(count),)", (0..<count).map { UInt8($0 % 10) })
        let split = Split(validation: 0.1, test: 0.2, seed: 4)
        let cell = try Dataset(
            name: "cell", features: SampleValues(shape: [5], floats: numbers), labels: (0..<count).map { $0 % 10 },
            split: split)
        #expect(try Dataset(npy: features, labels: labels, split: split).digest == cell.digest)
    }

    private func cause(labels: URL) throws -> DatasetError.Cause? {
        let features = try x()
        let error = problem {
            _ = try Dataset(npy: features, labels: labels, classNames: ["a", "b", "c"], split: .none)
        }
        #expect(error?.file == labels.path)
        return error?.cause
    }

    @Test func refusesWhatDoesNotBelongTogether() throws {
        #expect(
            try cause(labels: y("|u1", "(2,)", [0, 1])) == .numPy(.countsDiffer(samples: 3, of: "labels", count: 2)))
        #expect(
            try cause(labels: y("|u1", "(3, 2)", [0, 1, 0, 1, 0, 1])) == .numPy(.noList(of: "labels", shape: [3, 2])))
        #expect(try cause(labels: y("|u1", "(3,)", [0, 3, 1])) == .numPy(.unnamedClass(label: 3, names: 3)))
        #expect(
            try cause(labels: y("<i8", "(3,)", NumPyBytes.bytes(0, -2, 1))) == .numPy(.noClass(sample: 1, text: "-2")))
        #expect(
            try cause(labels: y("<f8", "(3,)", NumPyBytes.bytes(0, 1, 1.5))) == .numPy(.noClass(sample: 2, text: "1.5"))
        )
    }

    @Test func refusesWhatIsNotFinite() throws {
        let features = try x("<f8", "(2, 1, 3)", NumPyBytes.bytes(1, 2, 3, 4, 5, Double.nan))
        let error = problem { _ = try Dataset(npy: features, split: .none) }
        #expect(error?.cause == .numPy(.notFinite(sample: 1, place: [0, 2], text: "nan")))
        #expect(
            error?.description
                == "\(features.path): sample 1 has nan at [0, 2], which is no finite 32-bit number; replace what is "
                + "missing by a number, or take the sample out")
        let large = try x("<f8", "(1, 1)", NumPyBytes.bytes(1e39))
        #expect(
            problem { _ = try Dataset(npy: large, split: .none) }?.cause
                == .numPy(.notFinite(sample: 0, place: [0], text: "inf")))
    }

    @Test func refusesWhatIsEmpty() throws {
        for shape in ["(0, 3)", "(3, 0)", "(0,)"] {
            let file = try x("<f4", shape, [])
            guard case .numPy(.empty)? = problem({ _ = try Dataset(npy: file, split: .none) })?.cause else {
                Issue.record("\(shape) passed")
                return
            }
        }
        let number = try x("<f4", "()", NumPyBytes.bytes(1 as Float))
        #expect(problem { _ = try Dataset(npy: number, split: .none) }?.cause == .numPy(.empty(shape: [])))
    }

    @Test func namesTheFileOfASplitThatIsNone() throws {
        let features = try x()
        let error = problem { _ = try Dataset(npy: features, split: Split(test: 0.01)) }
        #expect(error == DatasetError(.split(.emptyPart("test", share: 0.01, samples: 3)), in: features))
    }
}
