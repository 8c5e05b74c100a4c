import Foundation

/// A process that measures something and prints it as one line of JSON, the last of its output.
struct Child {
    let executable: URL
    let arguments: [String]

    func run() throws -> Measurement {
        let process = Process()
        let output = Pipe()
        process.executableURL = executable
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let line = text.split(separator: "\n").last,
            let measurement = try? JSONDecoder().decode(Measurement.self, from: Data(line.utf8))
        else { throw BenchError("\(executable.path) \(arguments.joined(separator: " ")) failed: \(text)") }
        return measurement
    }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
