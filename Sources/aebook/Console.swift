import Foundation
@preconcurrency import Glibc
import Synchronization

/// Standard output and standard error, for whoever reads them: a person at a terminal or a program behind a pipe.
///
/// A reader that goes away, as `head` does, ends the output and nothing else.
final class Console: Sendable {
    /// True where a person looks at standard output, so that lines may be redrawn.
    let isLive: Bool
    private let outputColor: Bool
    private let errorColor: Bool
    /// Where lines go that are no errors.
    private let output: Int32
    private let isClosed = Mutex<Set<Int32>>([])

    /// - Parameter output: the descriptor of standard output, or of standard error where the former is needed for
    ///   something else.
    init(output: Int32 = 1, environment: [String: String] = ProcessInfo.processInfo.environment) {
        signal(SIGPIPE, SIG_IGN)
        self.output = output
        let plain = environment["TERM"] == "dumb"
        let wantsColor = (environment["NO_COLOR"] ?? "").isEmpty && !plain
        isLive = output == 1 && isatty(1) == 1 && !plain
        outputColor = isatty(output) == 1 && wantsColor
        errorColor = isatty(2) == 1 && wantsColor
    }

    /// A line on standard output.
    func print(_ line: String) { write(line + "\n", to: output) }

    /// A line on standard error.
    func error(_ line: String) { write(line + "\n", to: 2) }

    /// Text on standard output as it is.
    func draw(_ text: String) { write(text, to: output) }

    func colored(_ text: String, _ color: Color) -> String {
        outputColor ? color.rawValue + text + Color.reset : text
    }

    func coloredError(_ text: String, _ color: Color) -> String {
        errorColor ? color.rawValue + text + Color.reset : text
    }

    enum Color: String {
        case red = "\u{1B}[31m"
        case green = "\u{1B}[32m"
        case yellow = "\u{1B}[33m"
        case dim = "\u{1B}[2m"
        case bold = "\u{1B}[1m"
        static let reset = "\u{1B}[0m"
    }

    /// The terminal's width and height in characters; 80 and 24 where it does not say.
    var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0 else { return (80, 24) }
        return (size.ws_col > 0 ? Int(size.ws_col) : 80, size.ws_row > 0 ? Int(size.ws_row) : 24)
    }

    private func write(_ text: String, to descriptor: Int32) {
        guard !isClosed.withLock({ $0.contains(descriptor) }) else { return }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                isClosed.withLock { _ = $0.insert(descriptor) }
                return
            }
        }
    }
}
