import Manuscript
import Notebook

/// The words of a command line, taken apart after a verb's options.
struct Arguments {
    /// What belongs to no option, in order.
    let words: [String]
    private let values: [String: [String]]
    private let verb: String

    /// Accepts `--name value`, `--name=value`, `-h` for `--help`, and `--` before words that begin with a hyphen.
    ///
    /// - Throws: ``UsageError``.
    init(_ list: [String], of verb: String, options: [Option], takesWords: Bool) throws {
        var words: [String] = []
        var values: [String: [String]] = [:]
        var rest = list[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                words.append(word)
                continue
            }
            let (option, attached) = try Self.option(word, among: options, verb: verb)
            guard values[option.name] == nil || option.isRepeatable else {
                throw UsageError("--\(option.name) is given twice", verb: verb)
            }
            values[option.name, default: []].append(try Self.value(of: option, attached: attached, &rest, verb: verb))
        }
        if !takesWords, let word = words.first { throw UsageError("`\(verb)` takes no word `\(word)`", verb: verb) }
        self.words = words
        self.values = values
        self.verb = verb
    }

    func has(_ option: String) -> Bool { values[option] != nil }

    /// The value of an option; nil where it is not given.
    func value(_ option: String) -> String? { values[option]?.last }

    /// The values of an option that may be given several times.
    func values(_ option: String) -> [String] { values[option] ?? [] }

    /// The value of an option that must be a whole number from 1.
    func count(_ option: String) throws -> Int? {
        guard let text = value(option) else { return nil }
        guard let number = Int(text), number >= 1 else {
            throw UsageError("--\(option) needs a whole number from 1, not `\(text)`", verb: verb)
        }
        return number
    }

    /// The value of an option that must be a number of seconds above 0.
    func seconds(_ option: String) throws -> Double? {
        guard let text = value(option) else { return nil }
        guard let number = Double(text), number.isFinite, number > 0 else {
            throw UsageError("--\(option) needs a number of seconds above 0, not `\(text)`", verb: verb)
        }
        return number
    }

    private static func option(
        _ word: String, among options: [Option], verb: String
    ) throws -> (Option, attached: String?) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = word == "-h" ? "--help" : parts[0]
        guard let option = options.first(where: { "--\($0.name)" == name }) else {
            throw UsageError.unknownOption(parts[0], among: options.map { "--\($0.name)" }, verb: verb)
        }
        return (option, parts.count > 1 ? parts[1] : nil)
    }

    private static func value(
        of option: Option, attached: String?, _ rest: inout ArraySlice<String>, verb: String
    ) throws -> String {
        guard let name = option.value else {
            if attached != nil { throw UsageError("--\(option.name) takes no value", verb: verb) }
            return ""
        }
        let value = attached ?? (rest.first?.hasPrefix("--") == true ? nil : rest.popFirst())
        guard let value, !value.isEmpty else {
            throw UsageError("--\(option.name) needs a value: \(option.usage)", verb: verb, value: name)
        }
        return value
    }
}

/// A command line that makes no sense.
struct UsageError: Error {
    let message: String
    /// Where to read on.
    let help: String

    init(_ message: String, verb: String?, value: String? = nil) {
        self.message = "error: " + message
        help = "see `aebook \(verb.map { $0 + " " } ?? "")--help`"
    }

    static func unknownOption(_ option: String, among known: [String], verb: String?) -> UsageError {
        let place = verb.map { " of `aebook \($0)`" } ?? ""
        return UsageError("unknown option \(option)\(place)\(meant(option, among: known))", verb: verb)
    }

    static func unknownCommand(_ name: String, among known: [String]) -> UsageError {
        UsageError("unknown command \(name)\(meant(name, among: known))", verb: nil)
    }

    private static func meant(_ word: String, among known: [String]) -> String {
        suggestion(for: word, among: known).map { "; did you mean \($0)?" } ?? ""
    }
}
