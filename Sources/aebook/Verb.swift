/// A word that follows `aebook`: one file each.
protocol Verb {
    static var name: String { get }
    /// What it does, in one line.
    static var summary: String { get }
    static var options: [Option] { get }
    /// What the words after it are called, such as `CHAPTER…`; nil where it takes none.
    static var words: String? { get }

    /// - Throws: ``UsageError`` for a value that makes no sense.
    init(_ arguments: Arguments) throws
    /// - Returns: the exit code.
    func run(_ console: Console) throws -> Int32
}

/// An option of a verb.
struct Option {
    /// Without the two hyphens.
    let name: String
    /// What its value is called; nil where it takes none.
    let value: String?
    let summary: String
    /// Whether it may be given several times.
    var isRepeatable = false

    static let common = [
        Option(name: "help", value: nil, summary: "show this help"),
        Option(name: "version", value: nil, summary: "show the version"),
    ]

    static let data = Option(
        name: "data", value: "DIR", summary: "use the four IDX files in DIR instead of looking for MNIST")
    static let output = Option(name: "output", value: "DIR", summary: "write the pages to DIR instead of output/")
    static let threads = Option(name: "threads", value: "N", summary: "use N cores instead of all")
    static let json = Option(name: "json", value: nil, summary: "write one JSON document to standard output")
    static let strict = Option(name: "strict", value: nil, summary: "treat warnings as errors")

    /// `--data DIR`
    var usage: String { value.map { "--\(name) \($0)" } ?? "--\(name)" }
}
