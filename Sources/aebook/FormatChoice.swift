import Manuscript
import Notebook
import Rendering

/// The formats that the command line asks for.
enum FormatChoice {
    static let option = Option(
        name: "to", value: "FORMAT", summary: "write the book in a further format too; may be given several times",
        isRepeatable: true)

    /// - Throws: ``UsageError`` for a name that no format has.
    static func formats(_ arguments: Arguments, of verb: String) throws -> [any OutputFormat] {
        let named = try arguments.values(option.name).map { try format($0, of: verb) }
        let asked = Set(named.map(\.name))
        return OutputFormats.all.filter { format in
            asked.contains(format.name) || format.option.map(arguments.has) == true
        }
    }

    private static func format(_ name: String, of verb: String) throws -> any OutputFormat {
        if let format = OutputFormats.named(name) { return format }
        let names = OutputFormats.all.map(\.name)
        let help = didYouMean(name, among: names) ?? "there are \(names.joined(separator: ", "))"
        throw UsageError("--to: there is no format `\(name)`; \(help)", verb: verb)
    }

    /// A line of help for each.
    static var rows: [(String, String)] { OutputFormats.all.map { ($0.name, $0.summary) } }
}
