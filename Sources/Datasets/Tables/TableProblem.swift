/// What is wrong with a table, or with what was asked for of it.
///
/// A row is told by its line in the file, which counts from 1 with the header; a field by its column's name.
public enum TableProblem: Error, Equatable, Sendable {
    case empty
    case noRows
    case notUTF8(line: Int)
    /// The file begins with the mark of another encoding.
    case otherEncoding(String)
    case longLine(line: Int, limit: Int)
    case unclosedQuote(line: Int)
    /// A quote in the middle of a field, or something after the quote that ends one.
    case strayQuote(line: Int, column: Int)
    case ragged(line: Int, fields: Int, expected: Int)
    case missing(line: Int, column: String, text: String)
    case noNumber(line: Int, column: String, text: String)
    case tooLarge(line: Int, column: String, text: String)
    case otherValue(line: Int, column: String, text: String, known: [String])
    case unknownColumn(String, suggestion: String?, known: [String])
    case duplicateHeader(String, columns: [Int])
    /// What was asked for names the column more than once.
    case askedTwice(String)
    case noFeatures
    case tooManyValues(column: String, limit: Int)
}

extension TableProblem: DatasetProblem {
    var problem: String {
        switch self {
        case .empty: "the table is empty"
        case .noRows: "the table has a header and no row below it"
        case .notUTF8(let line): "line \(line) is not UTF-8"
        case .otherEncoding(let name): "the text is \(name), not UTF-8"
        case .longLine(let line, let limit): "line \(line) is longer than \(limit >> 20) MB"
        case .unclosedQuote(let line): "the quote that opens in line \(line) is not closed"
        case .strayQuote(let line, let column): "line \(line), column \(column): a quote where none can be"
        case .ragged(let line, let fields, let expected):
            "line \(line) has \(fields) \(fields == 1 ? "field" : "fields"), but the header has \(expected)"
        case .missing(let line, let column, ""): "line \(line), column “\(column)”: the value is missing"
        case .missing(let line, let column, let text):
            "line \(line), column “\(column)”: the value is missing (“\(text)”)"
        case .noNumber(let line, let column, let text): "line \(line), column “\(column)”: “\(text)” is no number"
        case .tooLarge(let line, let column, let text):
            "line \(line), column “\(column)”: \(text) is larger than any 32-bit floating-point number"
        case .otherValue(let line, let column, let text, let known):
            "line \(line), column “\(column)”: “\(text)” is none of the values \(Self.list(known))"
        case .unknownColumn(let name, let suggestion, _):
            "there is no column “\(name)”" + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
        case .duplicateHeader(let name, let columns):
            "the columns \(columns.map(String.init).joined(separator: " and ")) are both called “\(name)”"
        case .askedTwice(let name): "the column “\(name)” is asked for twice"
        case .noFeatures: "no column is left for the features"
        case .tooManyValues(let column, let limit): "the column “\(column)” has more than \(limit) different values"
        }
    }

    var advice: String {
        switch self {
        case .empty, .noRows: "give a file with a line of column names and at least one line of values"
        case .notUTF8, .otherEncoding: "save the file as UTF-8"
        case .longLine: "check that it is a table of text, and that every quote is closed"
        case .unclosedQuote: "close it, or double it where it belongs to the text"
        case .strayQuote: "put the whole field in quotes, and double a quote that belongs to it"
        case .ragged: "give every line as many fields as the header, and put a field with a separator in quotes"
        case .missing: "fill it in or take the line out"
        case .noNumber:
            "write a decimal number such as -1.5 or 2e3, ask for the column with .category, or leave the column out"
        case .tooLarge: "give the column in another unit"
        case .otherValue: "add the value to the list, or correct the field"
        case .unknownColumn(_, _, let known): "the columns are \(Self.list(known))"
        case .duplicateHeader: "give the columns different names"
        case .askedTwice: "name every column once, as a feature, as the label or as a target"
        case .noFeatures: "name at least one column as a feature"
        case .tooManyValues: "ask for it with .number, or leave it out"
        }
    }

    /// The first few in quotes.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
