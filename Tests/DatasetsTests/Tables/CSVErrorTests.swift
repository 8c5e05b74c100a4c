import Datasets
import Foundation
import Testing

struct CSVErrorTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func cause(
        _ text: String, features: [Column]? = nil, label: String? = nil, classes: [String]? = nil,
        targets: [String] = []
    ) -> TableProblem? {
        let error = problem {
            _ = try scratch.table(text, features: features, label: label, classes: classes, targets: targets)
        }
        guard case .table(let cause)? = error?.cause else { return nil }
        #expect(error?.file == scratch.folder.appendingPathComponent("table.csv").path)
        return cause
    }

    private func words(_ text: String, features: [Column]? = nil, label: String? = nil) -> String {
        let error = problem { _ = try scratch.table(text, features: features, label: label) }
        return error?.description.replacingOccurrences(of: scratch.folder.path + "/", with: "") ?? ""
    }

    @Test func nothingInIt() {
        #expect(cause("") == .empty)
        #expect(cause("\n\n") == .empty)
        #expect(cause("a,b\n") == .noRows)
        #expect(cause("a,b\n\n\n") == .noRows)
        #expect(
            words("a,b")
                == "table.csv: the table has a header and no row below it; give a file with a line of column names and "
                + "at least one line of values")
    }

    @Test func missingValues() {
        #expect(cause("a,b\n1,2\n3,\n") == .missing(line: 3, column: "b", text: ""))
        #expect(cause("a,b\n1,2\n3,  \n") == .missing(line: 3, column: "b", text: ""))
        #expect(cause("a,b\nNA,2\n") == .missing(line: 2, column: "a", text: "NA"))
        #expect(cause("a,b\n1,nan\n") == .missing(line: 2, column: "b", text: "nan"))
        #expect(cause("a,b\n1,\n", label: "b") == .missing(line: 2, column: "b", text: ""))
        #expect(cause("a,b\n1,\"\"\n", label: "b") == .missing(line: 2, column: "b", text: ""))
        #expect(cause("a\n1\n\n2\n") == .missing(line: 3, column: "a", text: ""))
        #expect(
            words("a,age\n1,2\n3,?\n")
                == "table.csv: line 3, column “age”: the value is missing (“?”); fill it in or take the line out")
    }

    @Test func raggedRows() {
        #expect(cause("a,b\n1,2\n3\n") == .ragged(line: 3, fields: 1, expected: 2))
        #expect(cause("a,b\n1,2,3\n") == .ragged(line: 2, fields: 3, expected: 2))
        #expect(cause("a,b\n1,2\n\n3,4\n") == .ragged(line: 3, fields: 0, expected: 2))
        #expect(
            words("a,b,c\n1,2\n")
                == "table.csv: line 2 has 2 fields, but the header has 3; give every line as many fields as the header, "
                + "and put a field with a separator in quotes")
    }

    @Test(arguments: [
        "x", "1 2", "1x", "0x10", "inf", "1,5", "1e", "e5", "+", ".", "--1", "1.2.3", "١", "1_000", "1e5.0",
    ])
    func wrongTypes(text: String) {
        let quoted = "a,b\n1,2\n\"\(text)\",2\n"
        let expected: TableProblem =
            text == "." ? .missing(line: 3, column: "a", text: ".") : .noNumber(line: 3, column: "a", text: text)
        #expect(cause(quoted) == expected)
    }

    @Test func wordsWhereNumbersBelong() {
        #expect(
            words("a,kind\n1,red\n")
                == "table.csv: line 2, column “kind”: “red” is no number; write a decimal number such as -1.5 or 2e3, ask "
                + "for the column with .category, or leave the column out")
    }

    @Test func linesCountThoseWithinQuotes() {
        #expect(cause("a,b\n1,\"x\ny\r\nz\"\nq,u\n", label: "b") == .noNumber(line: 5, column: "a", text: "q"))
    }

    @Test func numbersThatAreTooLarge() {
        #expect(cause("a\n1e39\n") == .tooLarge(line: 2, column: "a", text: "1e39"))
        #expect(cause("a\n-3.5e38\n") == .tooLarge(line: 2, column: "a", text: "-3.5e38"))
        #expect(cause("a\n1e99999999999999999999999\n") != nil)
    }

    @Test func columnsThatAreNotThere() {
        #expect(
            cause("length,species\n1,a\n", label: "Speceis")
                == .unknownColumn("Speceis", suggestion: "species", known: ["length", "species"]))
        #expect(
            words("length,species\n1,a\n", features: ["lenght"])
                == "table.csv: there is no column “lenght”; did you mean “length”?; the columns are “length”, “species”"
        )
        #expect(words("a,b\n1,2\n", features: ["whatever"]).contains("no column “whatever”; the columns are “a”, “b”"))
    }

    @Test func columnsOfOneName() {
        #expect(cause("a,b,a\n1,2,3\n") == .duplicateHeader("a", columns: [1, 3]))
        #expect(cause("a,b,a\n1,2,3\n", features: ["a"]) == .duplicateHeader("a", columns: [1, 3]))
        // What nobody asks for may be called as it likes.
        #expect(cause("a,b,a\n1,2,3\n", features: ["b"]) == nil)
        #expect(
            words("a,b,a\n1,2,3\n", features: ["a"]).contains(
                "the columns 1 and 3 are both called “a”; give the columns"))
    }

    @Test func columnsThatAreAskedForTwice() {
        #expect(cause("a,b\n1,2\n", features: ["a", "a"]) == .askedTwice("a"))
        #expect(cause("a,b\n1,2\n", features: ["a", "b"], label: "b") == .askedTwice("b"))
        #expect(cause("a,b\n1,2\n", features: ["a"], targets: ["b", "b"]) == .askedTwice("b"))
        #expect(cause("a,b\n1,2\n", features: []) == .noFeatures)
        #expect(cause("b\n1\n", label: "b") == .noFeatures)
    }

    @Test func otherValuesThanThoseGiven() {
        #expect(
            cause("a,b\n1,x\n2,z\n", label: "b", classes: ["x", "y"])
                == .otherValue(line: 3, column: "b", text: "z", known: ["x", "y"]))
        #expect(
            words("c\nred\nblue\n", features: [.category("c", ["red", "green"])])
                == "table.csv: line 3, column “c”: “blue” is none of the values “red”, “green”; add the value to the list, "
                + "or correct the field")
    }

    @Test func tooManyValues() {
        let text = "x,id\n" + (0...10_000).map { "1,\($0)\n" }.joined()
        #expect(cause(text, label: "id") == .tooManyValues(column: "id", limit: 10_000))
    }

    @Test func quotes() {
        #expect(cause("a,b\n1,\"x\n", label: "b") == .unclosedQuote(line: 2))
        #expect(cause("a,b\n1,\"x\"y\n", label: "b") == .strayQuote(line: 2, column: 2))
        #expect(cause("a,b\n1\"2\",3\n") == .strayQuote(line: 2, column: 1))
        #expect(cause("a,b\n \"1\",3\n") == .strayQuote(line: 2, column: 1))
        #expect(
            words("a\n1\"2\n").contains("line 2, column 1: a quote where none can be; put the whole field in quotes"))
    }

    @Test func otherEncodings() throws {
        let latin = try scratch.file("latin.csv", Array("a,b\n1,".utf8) + [0xE9] + Array("\n".utf8))
        #expect(problem { _ = try Dataset(csv: latin, label: "b", split: .none) }?.cause == .table(.notUTF8(line: 2)))
        let header = try scratch.file("header.csv", [0xE9] + Array(",b\n1,2\n".utf8))
        #expect(problem { _ = try Dataset(csv: header, split: .none) }?.cause == .table(.notUTF8(line: 1)))
        let wide = try scratch.file("wide.csv", [0xFF, 0xFE, 0x61, 0, 0x0A, 0])
        #expect(problem { _ = try Dataset(csv: wide, split: .none) }?.cause == .table(.otherEncoding("UTF-16")))
    }

    @Test func filesThatAreNotThere() {
        let file = scratch.folder.appendingPathComponent("nothing.csv")
        let expected = DatasetError(.unreadable(reason: "No such file or directory"), in: file)
        #expect(problem { _ = try Dataset(csv: file, split: .none) } == expected)
    }

    @Test func whatHasNoLines() throws {
        let file = try scratch.file("zeros.csv", [UInt8](repeating: 0, count: 65 << 20))
        #expect(
            problem { _ = try Dataset(csv: file, split: .none) }?.cause
                == .table(.longLine(line: 1, limit: 64 << 20)))
    }

    @Test func splitsOfTooFewRows() {
        let error = problem { _ = try Dataset(csv: scratch.file("t.csv", "a\n1\n"), split: Split(test: 0.2)) }
        #expect(error?.cause == .split(.emptyPart("test", share: 0.2, samples: 1)))
        #expect(error?.file.hasSuffix("t.csv") == true)
    }

    /// Whatever the bytes are: an error, or numbers, but no crash.
    @Test func anyBytes() throws {
        let text = Array("a,\"b\"\"\",c\r\n1.5,\"x\ny\",-2e3\n3,\"z\",4\n".utf8)
        for count in 0...text.count { readAnything(Array(text.prefix(count))) }
        for place in text.indices {
            for byte in [0, 9, 10, 13, 34, 44, 59, 101, 128, 255] as [UInt8] {
                var bytes = text
                bytes[place] = byte
                readAnything(bytes)
            }
        }
    }

    private func readAnything(_ bytes: [UInt8]) {
        _ = problem { _ = try Dataset(csv: scratch.file("any.csv", bytes), features: ["a", "c"], split: .none) }
        _ = problem { _ = try Dataset(csv: scratch.file("any.csv", bytes), label: "a", split: .none) }
    }
}
