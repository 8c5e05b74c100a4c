import Foundation
import Testing

@Suite("The command line")
struct UsageTests {
    @Test(
        "Help and version go to standard output",
        arguments: [
            ["--help"], ["help"], ["build", "--help"], ["list", "-h"], ["clean", "--help"], ["help", "build"],
            ["check", "--help"], ["serve", "--help"], ["new", "--help"],
        ])
    func help(words: [String]) throws {
        let run = try words.count == 1 ? CommandRun(words[0]) : CommandRun(words[0], words[1])
        #expect(run.code == 0 && run.output.contains("usage: aebook") && run.errors.isEmpty)
    }

    @Test("The version", arguments: ["--version"])
    func version(word: String) throws {
        #expect(try CommandRun(word).output == "aebook 0.1.0\n")
        #expect(try CommandRun("build", word).output == "aebook 0.1.0\n")
    }

    @Test("A build's help names all that it takes")
    func buildHelp() throws {
        let text = try CommandRun("build", "--help").output
        for part in [
            "CHAPTER", "--data DIR", "--output DIR", "--force", "--threads N", "--timeout SECONDS", "--strict",
            "--json",
        ] { #expect(text.contains(part)) }
    }

    @Test(
        "What makes no sense is an error with a suggestion, and exit code 2",
        arguments: [
            (["biuld"], "unknown command biuld; did you mean build?"),
            (["build", "--treads", "2"], "unknown option --treads of `aebook build`; did you mean --threads?"),
            (["list", "--jsn"], "did you mean --json?"),
            (["list", "--force"], "unknown option --force of `aebook list`"),
            (["--verson"], "unknown option --verson; did you mean --version?"),
            (["build", "--threads", "0"], "--threads needs a whole number from 1, not `0`"),
            (["build", "--threads", "x"], "--threads needs a whole number from 1, not `x`"),
            (["build", "--threads=-2"], "--threads needs a whole number from 1, not `-2`"),
            (["build", "--threads"], "--threads needs a value: --threads N"),
            (["build", "--timeout", "0"], "--timeout needs a number of seconds above 0, not `0`"),
            (["build", "--timeout=nan"], "--timeout needs a number of seconds above 0, not `nan`"),
            (["chek"], "unknown command chek; did you mean check?"),
            (["check", "--force"], "unknown option --force of `aebook check`"),
            (["build", "--data", "--force"], "--data needs a value: --data DIR"),
            (["build", "--force=yes"], "--force takes no value"),
            (["build", "--force", "--force"], "--force is given twice"),
            (["clean", "all"], "`clean` takes no word `all`"),
        ])
    func misuse(words: [String], message: String) throws {
        let run =
            try words.count == 1
            ? CommandRun(words[0])
            : words.count == 2 ? CommandRun(words[0], words[1]) : CommandRun(words[0], words[1], words[2])
        #expect(run.code == 2 && run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.contains("--help`"))
    }

    @Test("Without a word it says how it is used")
    func nothing() throws {
        let run = try CommandRun()
        #expect(run.code == 2 && run.output.isEmpty && run.errors.contains("usage: aebook COMMAND"))
    }

    @Test("Outside of a book the error says what a book is")
    func noBook() throws {
        let empty = FileManager.default.temporaryDirectory.appendingPathComponent("aebook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: empty) }
        for verb in ["build", "check", "list", "clean"] {
            let run = try CommandRun(verb, in: empty)
            #expect(run.code == 1 && run.errors.contains("chapters/"))
        }
    }

    @Test(
        "What cannot be printed is an error, for whichever command prints it",
        arguments: [
            ["--help"], ["--version"], ["help", "build"], ["check"], ["check", "--json"], ["build"],
            ["build", "--plan"],
            ["build", "--json"], ["list"], ["diff"], ["accept"], ["why", "01-good"], ["clean"],
            ["new", "book"],
        ])
    func fullDisk(words: [String]) throws {
        let isList = words[0] == "list"
        let book = try SmallBook(["01-good": isList ? SmallBook.training(epochs: 1) : "# G\n\n`{swift} 6 * 7`.\n"])
        defer { book.remove() }
        if isList || ["diff", "accept", "why"].contains(words[0]) {
            #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        }
        let process = Process()
        process.executableURL = BuiltProducts.executable
        process.arguments = words
        process.currentDirectoryURL = book.folder
        process.environment = ProcessInfo.processInfo.environment.merging(book.environment) { $1 }
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(said.contains("standard output cannot be written: No space left on device"), "\(said)")
    }

    @Test("A reader that goes away is no error")
    func closedPipe() throws {
        let process = Process()
        process.executableURL = BuiltProducts.executable
        process.arguments = ["--help"]
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test(
        "An error of the file system names the file",
        arguments: [
            (["check"], "chapters/01-good.md", "chapters/01-good.md"),
            (["check"], "chapters/book.yml", "chapters/book.yml"),
            (["build"], ".aebook", ".aebook"), (["build"], "output/01-good.html", "output/01-good.html"),
            (["diff"], "chapters/accepted.txt", "chapters/accepted.txt"),
            (["accept"], "chapters/accepted.txt", "chapters/accepted.txt"),
            (["build", "--output", "chapters/book.yml/x"], "", "chapters/book.yml/x"),
        ])
    func namesTheFile(words: [String], turned: String, named: String) throws {
        let book = try SmallBook(["01-good": "# Good\n\nIt is `{swift} 6 * 7`.\n"])
        defer { book.remove() }
        if words[0] != "check", turned != ".aebook" {
            #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        }
        // A folder in the place of a file, and the other way round.
        let place = book.folder.appendingPathComponent(turned)
        if turned == ".aebook" {
            try Data().write(to: place)
        } else if !turned.isEmpty {
            try? FileManager.default.removeItem(at: place)
            try FileManager.default.createDirectory(
                at: place.appendingPathComponent("inside"), withIntermediateDirectories: true)
        }
        let run = try CommandRun(list: words, in: book.folder, environment: book.environment)
        #expect(run.code == 1)
        #expect(run.errors.contains(named), "\(run.errors)")
        #expect(!run.errors.contains("operation could not") && !run.errors.contains("Domain"), "\(run.errors)")
    }
}
