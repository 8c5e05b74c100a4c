import Foundation

/// What the command line and the environment ask for.
struct Options {
    var rounds = 3
    var epochs = 30
    var threads = ProcessInfo.processInfo.activeProcessorCount
    var images = 5_000
    var data: URL?
    var large: URL?
    /// A Python with PyTorch: the variable `AEBOOK_TORCH`.
    var torch = ProcessInfo.processInfo.environment["AEBOOK_TORCH"].map { URL(fileURLWithPath: $0) }
    /// A Python with JAX: the variable `AEBOOK_JAX`.
    var jax = ProcessInfo.processInfo.environment["AEBOOK_JAX"].map { URL(fileURLWithPath: $0) }
    /// Set in a child: the case to run.
    var work: Case?
    /// What is measured; nil for all.
    var part: Part?

    /// The one training that is measured; nil for all.
    var training: Case?

    enum Part: String { case trainings, book }

    static let usage = """
        usage: aebook-bench [--rounds N] [--epochs N] [--threads N] [--images N] [--data DIR] [--large DIR]
                            [--only trainings|book|NAME]

        Times the series' trainings, and builds of the book after small changes. With AEBOOK_TORCH=/path/to/python, a
        Python that has PyTorch, the same trainings are done by PyTorch in turn, and by JAX with AEBOOK_JAX. --large names
        a folder with 60,000 training images. NAME is that of one training, such as vanilla-32 or five.
        """

    init(_ words: [String]) throws {
        var words = words[...]
        while let word = words.popFirst() {
            func number() throws -> Int {
                guard let text = words.popFirst(), let number = Int(text), number > 0 else {
                    throw BenchError("\(word) needs a whole number from 1\n\(Self.usage)")
                }
                return number
            }
            func folder() throws -> URL {
                guard let path = words.popFirst() else { throw BenchError("\(word) needs a folder\n\(Self.usage)") }
                return URL(fileURLWithPath: path)
            }
            switch word {
            case "--rounds": rounds = try number()
            case "--epochs": epochs = try number()
            case "--threads": threads = try number()
            case "--images": images = try number()
            case "--data": data = try folder()
            case "--large": large = try folder()
            case "--only":
                let name = words.popFirst() ?? ""
                training = Case(rawValue: name)
                part = training == nil ? Part(rawValue: name) : .trainings
                guard part != nil else {
                    throw BenchError("--only needs `trainings`, `book` or the name of a training\n\(Self.usage)")
                }
            case "run": work = words.popFirst().flatMap { Case(rawValue: $0) }
            default: throw BenchError("unknown option \(word)\n\(Self.usage)")
            }
        }
    }
}
