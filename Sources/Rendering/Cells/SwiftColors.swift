import Markup
import SwiftCode
import SwiftIDEUtils
import SwiftSyntax

/// Swift code with its words colored, by the classification of Swift's own parser.
enum SwiftColors {
    /// The code line by line, without empty lines at its end.
    static func lines(_ code: String) -> [HTML] {
        CodeMemory.colors.result(for: code) { colored($0).map(\.source) }.map(HTML.init(trusted:))
    }

    private static func colored(_ code: String) -> [HTML] {
        let bytes = Array(code.utf8)
        var lines: [HTML] = [.empty]
        var end = 0
        for part in CodeTree.of(code).classifications {
            let range = part.range.lowerBound.utf8Offset..<part.range.upperBound.utf8Offset
            append(bytes[end..<max(end, range.lowerBound)], nil, to: &lines)
            let text = bytes[range]
            append(text, className(part.kind, text), to: &lines)
            end = range.upperBound
        }
        append(bytes[end...], nil, to: &lines)
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A part may run over several lines, but an element may not.
    private static func append(_ text: ArraySlice<UInt8>, _ className: String?, to lines: inout [HTML]) {
        let pieces = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() {
            if index > 0 { lines.append(.empty) }
            guard !piece.isEmpty else { continue }
            let code = String(decoding: piece, as: UTF8.self)
            lines[lines.count - 1] += className.map { "<span class=\"\($0)\">\(code)</span>" } ?? "\(code)"
        }
    }

    private static func className(_ kind: SyntaxClassification, _ text: ArraySlice<UInt8>) -> String? {
        switch kind {
        case .keyword, .ifConfigDirective: "kw"
        case .attribute: "at"
        case .lineComment, .blockComment, .docLineComment, .docBlockComment: "cm"
        case .stringLiteral, .regexLiteral: "st"
        case .integerLiteral, .floatLiteral: "nu"
        case .type: "ty"
        // The parser knows no types: by Swift's convention they begin with a capital letter.
        case .identifier: text.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } == true ? "ty" : nil
        default: nil
        }
    }
}
