import Digests
import Foundation

/// The command line as a whole: picks the verb, and turns what goes wrong into words and an exit code.
enum AebookCommand {
    static let version = "0.1.0"
    static var verbs: [any Verb.Type] {
        [
            NewVerb.self, BuildVerb.self, CheckVerb.self, ServeVerb.self, WhyVerb.self, VerifyVerb.self, DiffVerb.self,
            AcceptVerb.self, ListVerb.self, CleanVerb.self,
        ]
    }

    /// - Returns: 0 where all went well, 1 where it did not, 2 for a command line that makes no sense, and 130 after an
    ///   interruption.
    static func run(_ words: [String]) -> Int32 {
        let console = Console()
        let code = run(words, console)
        guard let error = console.writeError else { return code }
        console.error("aebook: error: \(error)")
        return code == 0 ? 1 : code
    }

    private static func run(_ words: [String], _ console: Console) -> Int32 {
        do {
            return try perform(words, console)
        } catch let error as UsageError {
            console.error("aebook: \(error.message)")
            console.error(error.help)
            return 2
        } catch let error as Failure {
            for message in error.messages { console.error(message) }
            return error.code
        } catch {
            console.error("aebook: error: \(description(of: error))")
            return 1
        }
    }

    private static func perform(_ words: [String], _ console: Console) throws -> Int32 {
        guard let first = words.first else {
            console.error(Help.overview)
            return 2
        }
        switch first {
        case "--help", "-h": return show(Help.overview, console)
        case "--version": return show("aebook \(version)", console)
        case "help": return show(try help(for: Array(words.dropFirst())), console)
        default: return try perform(first, Array(words.dropFirst()), console)
        }
    }

    private static func perform(_ name: String, _ words: [String], _ console: Console) throws -> Int32 {
        let verb = try verb(named: name)
        let options = verb.options + Option.common
        let arguments = try Arguments(words, of: verb.name, options: options, takesWords: verb.words != nil)
        if arguments.has("help") { return show(Help.text(for: verb), console) }
        if arguments.has("version") { return show("aebook \(version)", console) }
        return try verb.init(arguments).run(console)
    }

    private static func verb(named name: String) throws -> any Verb.Type {
        if let verb = verbs.first(where: { $0.name == name }) { return verb }
        guard !name.hasPrefix("-") else {
            throw UsageError.unknownOption(name, among: ["--help", "--version"], verb: nil)
        }
        throw UsageError.unknownCommand(name, among: verbs.map { $0.name } + ["help"])
    }

    private static func help(for words: [String]) throws -> String {
        guard let name = words.first else { return Help.overview }
        return Help.text(for: try verb(named: name))
    }

    private static func show(_ text: String, _ console: Console) -> Int32 {
        console.print(text)
        return 0
    }

    static func description(of error: any Error) -> String {
        ErrorText.of(error)
    }
}

/// Something went wrong that has been put into words already.
struct Failure: Error {
    let messages: [String]
    let code: Int32

    init(_ messages: [String], code: Int32 = 1) {
        self.messages = messages
        self.code = code
    }

    init(_ messages: String..., code: Int32 = 1) { self.init(messages, code: code) }
}
