import Foundation
@preconcurrency import Glibc
import Synchronization

/// Standard output and standard error, for whoever reads them: a person at a terminal or a program behind a pipe.
///
/// A reader that goes away, as `head` does, ends the output and nothing else. A file that cannot be written, on a disk
/// that is full, is an error.
final class Console: Sendable {
    /// True where a person looks at standard output, so that lines may be redrawn.
    let isLive: Bool
    private let outputColor: Bool
    private let errorColor: Bool
    /// Where lines go that are no errors.
    private let output: Int32
    private let isClosed = Mutex<Set<Int32>>([])
    private let failure = Mutex<String?>(nil)

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

    /// Why something that was printed has not arrived; nil where all has, or where nobody reads any more.
    var writeError: String? { failure.withLock { $0 } }

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
            } else if errno == EAGAIN {
                var stream = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&stream, 1, -1)
            } else if errno != EINTR {
                return close(descriptor, errno)
            }
        }
    }

    private func close(_ descriptor: Int32, _ reason: Int32) {
        isClosed.withLock { _ = $0.insert(descriptor) }
        guard reason != EPIPE, descriptor == output else { return }
        let text = "standard output cannot be written: \(String(cString: strerror(reason)))"
        failure.withLock { $0 = $0 ?? text }
    }
}
