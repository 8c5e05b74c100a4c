/// A line as a terminal would show it in the end: control characters move the place where writing goes on, and control
/// sequences (ECMA-48) are no text.
struct TerminalLine {
    private var cells: [Character] = []
    private var column = 0

    /// The text of a line that holds control characters; another one is shown as it is.
    static func settled(_ line: String) -> String {
        guard line.unicodeScalars.contains(where: isControl) else { return line }
        var terminal = TerminalLine()
        terminal.write(Array(line.unicodeScalars))
        return String(terminal.cells)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    }

    private mutating func write(_ scalars: [Unicode.Scalar]) {
        var place = 0
        while place < scalars.count {
            let end = scalars[place...].firstIndex(where: Self.isControl) ?? scalars.count
            put(String(String.UnicodeScalarView(scalars[place..<end])))
            guard end < scalars.count else { return }
            place = obey(scalars[end...])
        }
    }

    private mutating func put(_ text: String) {
        let characters = Array(text)
        cells += Array(repeating: " ", count: max(0, column - cells.count))
        cells.replaceSubrange(column..<min(cells.count, column + characters.count), with: characters)
        column += characters.count
    }

    /// - Returns: the place behind what the control character begins.
    private mutating func obey(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        let next = rest.startIndex + 1
        switch rest[rest.startIndex] {
        case "\r": column = 0
        case "\u{8}": column = max(0, column - 1)
        case "\u{1B}": return escape(rest[next...])
        case "\u{9B}": return sequence(rest[next...])
        case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": return Self.behindString(rest[next...])
        default: break
        }
        return next
    }

    private mutating func escape(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        switch rest.first {
        case "[": return sequence(rest.dropFirst())
        // An operating system command, such as the address of a link, and its kin.
        case "]", "P", "X", "^", "_": return Self.behindString(rest.dropFirst())
        default:
            let last = rest.firstIndex { !(0x20...0x2F).contains($0.value) } ?? rest.endIndex
            let isFinal = last < rest.endIndex && (0x30...0x7E).contains(rest[last].value)
            return isFinal ? last + 1 : last
        }
    }

    /// Behind the string's end, which is a bell or ESC and a backslash; a string without one is no more than its opening.
    private static func behindString(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        for place in rest.indices {
            if rest[place] == "\u{7}" || rest[place] == "\u{9C}" { return place + 1 }
            if rest[place] == "\u{1B}" {
                return place + 1 < rest.endIndex && rest[place + 1] == "\\" ? place + 2 : place
            }
        }
        return rest.startIndex
    }

    /// Parameters, and the letter that says what is to be done.
    private mutating func sequence(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
        let parameters = rest.prefix { (0x20...0x3F).contains($0.value) }
        let end = parameters.endIndex
        guard end < rest.endIndex, (0x40...0x7E).contains(rest[end].value) else { return end }
        let number = Int(String(String.UnicodeScalarView(parameters)))
        switch rest[end] {
        case "K": erase(number ?? 0)
        case "C": column += min(max(number ?? 1, 1), Self.farthest)
        case "D": column = max(0, column - max(number ?? 1, 1))
        case "G": column = min(max(number ?? 1, 1), Self.farthest) - 1
        default: break
        }
        return end + 1
    }

    /// No terminal is wider.
    private static let farthest = 1000

    /// 0: to the line's end, 1: to its beginning, 2: all of it.
    private mutating func erase(_ mode: Int) {
        switch mode {
        case 1:
            for place in 0..<min(column + 1, cells.count) { cells[place] = " " }
        case 2: cells = []
        default: cells.removeLast(max(0, cells.count - column))
        }
    }
}
