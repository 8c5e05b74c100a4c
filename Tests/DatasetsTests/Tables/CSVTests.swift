import Datasets
import Foundation
import Testing

struct CSVTests {
    private let scratch: Scratch
    private let iris = "length,width,species\n5.1,3.5,setosa\n7,3.2,versicolor\n6.3,3.3,virginica\n4.9,3,setosa\n"

    init() throws { scratch = try Scratch() }

    @Test func readsNumbersAndClasses() throws {
        let dataset = try scratch.table(iris, features: ["length", .number("width")], label: "species")
        #expect(
            dataset.training
                == Samples(rows: [[5.1, 3.5], [7, 3.2], [6.3, 3.3], [4.9, 3]], labels: [0, 1, 2, 0]))
        #expect(dataset.classNames == ["setosa", "versicolor", "virginica"])
        #expect(dataset.columnNames == ["length", "width"])
        #expect(dataset.summary == "table.csv: 4 rows of 2 numbers in 3 classes, all to train on")
    }

    @Test func takesTheOtherColumnsForFeatures() throws {
        let dataset = try scratch.table(iris, label: "species")
        #expect(dataset.columnNames == ["length", "width"])
        let target = try scratch.table("a,b,c\n1,2,3\n", targets: ["b"])
        #expect(target.training == Samples(rows: [[1, 3]], targets: [[2]]))
    }

    @Test func turnsKindsIntoOnes() throws {
        let dataset = try scratch.table(
            "color,size\nred,1\ngreen,2\nred,3\n", features: [.category("color"), "size"])
        #expect(dataset.training == Samples(rows: [[0, 1, 1], [1, 0, 2], [0, 1, 3]]))
        #expect(dataset.columnNames == ["color=green", "color=red", "size"])
    }

    @Test func takesKindsAndClassesInTheOrderGiven() throws {
        let dataset = try scratch.table(
            "color,kind\nred,b\ngreen,a\n", features: [.category("color", ["red", "blue", "green"])], label: "kind",
            classes: ["b", "c", "a"])
        #expect(dataset.training == Samples(rows: [[1, 0, 0], [0, 0, 1]], labels: [0, 2]))
        #expect(dataset.classNames == ["b", "c", "a"])
    }

    @Test func countsClassesThatAreNumbersByTheirValue() throws {
        let dataset = try scratch.table("x,y\n1,10\n1,9\n1,-1\n1,10\n", label: "y")
        #expect(dataset.classNames == ["-1", "9", "10"])
        #expect(dataset.training.labels == [2, 1, 0, 2])
    }

    @Test func readsTargets() throws {
        let dataset = try scratch.table("a,b,c\n1,2,3\n4,5,6\n", features: ["b"], targets: ["c", "a"])
        #expect(dataset.training == Samples(rows: [[2], [5]], targets: [[3, 1], [6, 4]]))
    }

    @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
    func readsEveryKindOfLineAndMark(end: String, mark: String) throws {
        for last in ["", end, end + end + end] {
            let text = mark + "a,b\(end)1,x\(end)2,y" + last
            let dataset = try scratch.table(text, features: ["a"], label: "b")
            #expect(dataset.training == Samples(rows: [[1], [2]], labels: [0, 1]))
            #expect(dataset.classNames == ["x", "y"])
        }
    }

    @Test(arguments: zip(Separator.allCases, [",", ";", "\t"]))
    func findsTheSeparator(kind: Separator, separator: String) throws {
        let text = "a|\"b,;,;,;\"|c\n1|x y|3\n".replacingOccurrences(of: "|", with: separator)
        for given in [nil, kind] {
            let dataset = try scratch.table(text, features: ["a", "c"], label: "b,;,;,;", separator: given)
            #expect(dataset.training.features == SampleValues(rows: [[1, 3]]))
            #expect(dataset.classNames == ["x y"])
        }
    }

    @Test func readsQuotes() throws {
        let text = "\"a\",\"the \"\"b\"\"\"\n\"1\",\"x, \"\"y\"\"\nz\"\n 2 ,\"\"\"\"\n\"3\",  w \n"
        let dataset = try scratch.table(text, features: ["a"], label: "the \"b\"")
        #expect(dataset.training.features == SampleValues(rows: [[1], [2], [3]]))
        #expect(dataset.classNames == ["\"", "w", "x, \"y\"\nz"])
        #expect(dataset.training.labels == [2, 0, 1])
    }

    @Test func readsAColumnAlone() throws {
        #expect(try scratch.table("a\n1\n2\n\n").training == Samples(rows: [[1], [2]]))
    }

    @Test func readsGzippedTables() throws {
        let plain = try scratch.table(iris, label: "species")
        let packed = scratch.folder.appendingPathComponent("table.csv.gz")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-k", scratch.folder.appendingPathComponent("table.csv").path]
        try process.run()
        process.waitUntilExit()
        let dataset = try Dataset(csv: packed, label: "species", split: .none)
        #expect(dataset.digest == plain.digest)
        #expect(dataset.name == "table.csv.gz")
    }

    @Test func takesAPath() throws {
        let file = try scratch.file("t.csv", "a\n1\n")
        #expect(try Dataset(csv: file.path, split: .none) == Dataset(csv: file, split: .none))
    }

    /// Records that lie across the ends of what is read at once, and one that is longer than that.
    @Test func readsThroughItsBuffer() throws {
        var text = "a,word,b\n"
        for row in 0..<60_000 { text += "\(row),\"w,\"\"\(row % 3)\r\n\",\(-row)\r\n" }
        text += "60000,\"w,\"\"0\r\n\(String(repeating: "x", count: 3 << 20))\",-60000"
        let dataset = try scratch.table(text, features: ["a", "b"], label: "word")
        #expect(dataset.training.count == 60_001)
        for row in [0, 1, 31_234, 59_999, 60_000] {
            #expect(dataset.training.features.values(of: row) == [Float(row), Float(-row)])
        }
        #expect(dataset.classNames.prefix(1) == ["w,\"0\r\n"])
        #expect(dataset.classNames.count == 4)
        #expect(dataset.training.labels[0..<4] == [0, 2, 3, 0])
    }

    @Test func splitsAndKeepsRowsTogether() throws {
        let text = "a,b,k\n" + (0..<1_000).map { "\($0),\($0).5,\($0 % 7)\n" }.joined()
        let file = try scratch.file("t.csv", text)
        let split = Split(validation: 0.1, test: 0.2, seed: 9)
        let dataset = try Dataset(csv: file, features: ["a"], label: "k", targets: ["b"], split: split)
        #expect((dataset.training.count, dataset.validation.count, dataset.test.count) == (700, 100, 200))
        for part in [dataset.training, dataset.validation, dataset.test] {
            let numbers =
                part.features.storage == .floats([]) ? [] : (0..<part.count).map { part.features.values(of: $0)[0] }
            #expect(part.labels == numbers.map { Int($0) % 7 })
            #expect(part.targets == SampleValues(rows: numbers.map { [$0 + 0.5] }))
        }
        let rows = try Dataset(
            name: "cell", features: (0..<1_000).map { [Float($0)] }, labels: (0..<1_000).map { $0 % 7 },
            targets: (0..<1_000).map { [Float($0) + 0.5] }, split: split)
        #expect(rows.digest == dataset.digest)
    }
}
