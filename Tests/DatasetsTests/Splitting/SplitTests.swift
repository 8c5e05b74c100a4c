import Datasets
import Testing

struct SplitTests {
    /// A hundred rows of their own numbers, with labels and targets that tell of them.
    private let rows = (0..<100).map { [Float($0), Float($0) + 0.5] }
    private let labels = (0..<100).map { $0 % 7 }
    private let targets = (0..<100).map { [Float(-$0)] }

    private func split(_ split: Split) throws -> Dataset {
        try Dataset(name: "numbers", features: rows, labels: labels, targets: targets, split: split)
    }

    private func numbers(_ samples: Samples) -> [Int] {
        (0..<samples.count).map { Int(samples.features.values(of: $0)[0]) }
    }

    @Test func dividesEverySampleIntoOnePart() throws {
        let dataset = try split(Split(validation: 0.1, test: 0.2, seed: 42))
        #expect((dataset.training.count, dataset.validation.count, dataset.test.count) == (70, 10, 20))
        let parts = [dataset.training, dataset.validation, dataset.test]
        #expect(parts.flatMap(numbers).sorted() == Array(0..<100))
        for part in parts {
            let order = numbers(part)
            #expect(order != order.sorted())
            #expect(part.labels == order.map { $0 % 7 })
            #expect(part.targets == SampleValues(rows: order.map { [Float(-$0)] }))
            #expect(part.features == SampleValues(rows: order.map { [Float($0), Float($0) + 0.5] }))
        }
    }

    @Test func dependsOnTheSeed() throws {
        let (one, two) = (Split(validation: 0.1, test: 0.2, seed: 42), Split(validation: 0.1, test: 0.2, seed: 43))
        #expect(try split(one) == split(one))
        #expect(try numbers(split(one).test) != numbers(split(two).test))
        #expect(try split(one).digest != split(two).digest)
    }

    /// The same numbers on every machine and in every version.
    @Test func isTheSameEverywhere() throws {
        let dataset = try split(Split(validation: 0.05, test: 0.06, seed: 1))
        #expect(numbers(dataset.validation) == [61, 26, 30, 37, 7])
        #expect(numbers(dataset.test) == [95, 83, 38, 2, 32, 73])
    }

    @Test func pictures() throws {
        let pictures = SmallData.samples(10)
        let dataset = try Dataset(
            name: "p", features: pictures.features, labels: pictures.labels, split: Split(test: 0.3, seed: 3))
        #expect((dataset.training.count, dataset.validation.count, dataset.test.count) == (7, 0, 3))
        for sample in 0..<3 {
            #expect(dataset.test.pixels(of: sample) == pictures.pixels(of: dataset.test.labels[sample]))
        }
    }

    @Test func noneLeavesAllInTheirOrder() throws {
        let dataset = try split(.none)
        #expect(numbers(dataset.training) == Array(0..<100))
        #expect((dataset.validation.count, dataset.test.count) == (0, 0))
    }

    @Test func sharesAreRoundedToWholeSamples() throws {
        let dataset = try Dataset(name: "a", features: [[1], [2], [3]], split: Split(test: 0.4))
        #expect((dataset.training.count, dataset.test.count) == (2, 1))
    }

    @Test(arguments: [-0.1, 1, 1.5, .nan, .infinity]) func refusesWhatIsNoShare(share: Double) {
        let error = problem { _ = try split(Split(test: share)) }
        #expect(error?.file == "numbers")
        #expect(error?.description.contains("\(share) is no share of the samples; give shares from 0") == true)
        #expect(problem { _ = try split(Split(validation: share, test: 0.1)) } != nil)
    }

    @Test func refusesToLeaveNothing() {
        let error = problem { _ = try split(Split(validation: 0.5, test: 0.5)) }
        #expect(error == DatasetError(.split(.nothingLeft(validation: 0.5, test: 0.5)), of: "numbers"))
    }

    @Test func refusesAnEmptyPart() {
        let error = problem { _ = try split(Split(test: 0.004)) }
        #expect(
            error?.description
                == "numbers: the test part would be empty: 0.004 of 100 samples is none; "
                + "give other shares, or more samples")
        let few = problem { _ = try Dataset(name: "few", features: [[1], [2]], split: Split(test: 0.8)) }
        #expect(few == DatasetError(.split(.emptyPart("training", share: 1 - 0.8, samples: 2)), of: "few"))
    }

    @Test func dividesAnew() throws {
        let first = try split(Split(test: 0.2, seed: 1))
        let second = try first.split(Split(validation: 0.3, test: 0.3, seed: 2))
        #expect((second.training.count, second.validation.count, second.test.count) == (40, 30, 30))
        #expect([second.training, second.validation, second.test].flatMap(numbers).sorted() == Array(0..<100))
    }

    @Test func refusesToDivideNothing() throws {
        let none = try split(.none).training.prefix(0)
        let error = problem { _ = try Dataset(name: "none", training: none, test: none).split(Split(test: 0.5)) }
        #expect(error == DatasetError(.split(.emptyPart("training", share: 0.5, samples: 0)), of: "none"))
    }

    @Test func takesAValidationPartOffTheTrainingPart() throws {
        let first = try split(.none)
        let second = try first.withValidation(0.25, seed: 5)
        #expect((second.training.count, second.validation.count) == (75, 25))
        #expect((numbers(second.training) + numbers(second.validation)).sorted() == Array(0..<100))
        #expect(numbers(second.training) == numbers(second.training).sorted())
        #expect(second.test == first.test)
        #expect(second.digest != first.digest)
        #expect(problem { _ = try first.withValidation(1) } != nil)
        #expect(problem { _ = try first.withValidation(0.001) } != nil)
    }
}
