import Datasets
import Digests
import Testing

struct DatasetDigestTests {
    /// What kept trainings know pictures by: the words, the bytes and the labels of both parts.
    @Test func ofGrayPicturesIsAsItEverWas() {
        let (training, test) = (SmallData.samples(12), SmallData.samples(7, seed: 2))
        var digest = SHA256()
        for (name, samples) in [("training 12 5 4", training), ("test 7 5 4", test)] {
            digest.update(field: name)
            digest.update(samples.pixels)
            digest.update(samples.labels.map { UInt8($0) })
        }
        let expected = digest.hexadecimal()
        #expect(Dataset(name: "a", training: training, test: test).digest == expected)
    }

    private func rows(
        _ features: [[Float]] = [[1, 2], [3, 4], [5, 6]], _ labels: [Int] = [0, 1, 0], _ targets: [[Float]]? = nil
    ) -> Samples {
        Samples(rows: features, labels: labels, targets: targets)
    }

    @Test func ofAnythingElseKnowsEveryNumberShapeAndKind() {
        let (some, flat) = (rows(), Samples(shape: [1, 2], features: [1, 2, 3, 4, 5, 6], labels: [0, 1, 0]))
        let bytes = Samples(features: SampleValues(shape: [2], bytes: [1, 2, 3, 4, 5, 6]), labels: [0, 1, 0])
        let variants: [(Samples, Samples?, Samples)] = [
            (some, nil, some), (some, some, some), (some, some.prefix(1), some), (some.prefix(2), nil, some),
            (some, nil, some.prefix(2)), (flat, nil, flat), (bytes, nil, bytes),
            (rows([[1, 2], [3, 4], [5, 6.000_001]]), nil, some),
            (rows([[1, 2], [3, 4], [5, 6]], [0, 1, 1]), nil, some),
            (rows([[1, 2], [3, 4], [5, 6]], []), nil, some),
            (some, nil, rows([[1, 2], [3, 4], [5, 6]], [0, 1, 300])),
            (rows([[1, 2], [3, 4], [5, 6]], [0, 1, 0], [[1], [2], [3]]), nil, some),
            (rows([[1, 2], [3, 4], [5, 6]], [0, 1, 0], [[1], [2], [4]]), nil, some),
            (rows([[-0.0, 2], [3, 4], [5, 6]]), nil, some), (rows([[0, 2], [3, 4], [5, 6]]), nil, some),
        ]
        let digests = variants.map { Dataset(name: "a", training: $0.0, validation: $0.1, test: $0.2).digest }
        #expect(Set(digests).count == variants.count)
        #expect(digests.allSatisfy { $0.count == 64 })
    }

    @Test func ofPicturesKnowsTheValidationPartAndLabelsThatAreNoBytes() {
        let pictures = SmallData.samples(6)
        let large = Samples(features: pictures.features, labels: [0, 1, 2, 3, 4, 256])
        let none = Samples(features: pictures.features)
        let digests = [
            Dataset(name: "a", training: pictures, test: pictures),
            Dataset(name: "a", training: pictures, validation: pictures.prefix(1), test: pictures),
            Dataset(name: "a", training: large, test: pictures), Dataset(name: "a", training: none, test: pictures),
        ].map(\.digest)
        #expect(Set(digests).count == 4)
    }

    @Test func leavesNamesOut() {
        let named = Dataset(
            name: "b", training: rows(), test: rows(), classNames: ["x", "y"], columnNames: ["one", "two"])
        #expect(named.digest == Dataset(name: "a", training: rows(), test: rows()).digest)
    }
}
