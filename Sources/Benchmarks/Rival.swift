import Foundation

/// Another framework that does the same work, by a script beside this file.
struct Rival {
    let name: String
    let python: URL
    let script: String
    /// The ways in which it can do the work; the best counts.
    let arrangements: [String]

    static func torch(_ python: URL, _ work: Case) -> Rival {
        Rival(
            name: "PyTorch", python: python, script: "torch_yardstick.py",
            arrangements: work == .five ? ["processes", "sequence"] : ["sequence"])
    }

    static func jax(_ python: URL) -> Rival {
        Rival(name: "JAX", python: python, script: "jax_yardstick.py", arrangements: ["scan"])
    }

    /// Does the work once.
    func run(_ work: Case, _ arrangement: String, threads: Int, _ options: Options, data: URL) throws -> Measurement {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        var words = [
            folder.appendingPathComponent(script).path, "--data", data.path, "--case", work.rawValue,
            "--threads", "\(threads)", "--epochs", "\(options.epochs)", "--images", "\(options.images)",
        ]
        if arrangements.count > 1 { words += ["--arrangement", arrangement] }
        return try Child(executable: python, arguments: words).run()
    }
}
