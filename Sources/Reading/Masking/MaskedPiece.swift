import Manuscript

/// A stretch of a chapter's text that is none of Markdown's business, hidden from it behind a token.
package struct MaskedPiece: Equatable {
    package enum Meaning: Equatable {
        /// `$…$`.
        case mathematics(tex: String)
        /// `$$…$$`, with the label of `{#…}` after it.
        case display(tex: String, label: String?)
        /// A `$$` that nothing closes.
        case unclosedDisplay
        /// `` `{swift} expression` ``.
        case value(expression: String)
        /// `@fig-x`: the label.
        case reference(label: String)
        /// `@word` that is no label: perhaps a slip of the pen.
        case mention(String)
        /// `[@a; @b]`: what stands between the brackets.
        case citation(String)
        /// `{…}` behind a bracketed text.
        case attributes(SpanAttributes)
        /// `{#x}`: the label.
        case label(String)
        /// `\$`, `\@`, `\[`, `\{`, and a `|` in code: the character that is meant.
        case escaped(Character)
        /// `\(` or `\[`, which begins a formula to other systems: the bracket, which is all that Markdown sees in it.
        case foreignFormula(Character)
        /// Nothing: tells where the `](` of a link or an image stands.
        case linkMark
        /// A further line of the piece before.
        case continuation
    }

    package let meaning: Meaning
    /// What the token stands for, letter by letter.
    package let source: String
    package let location: SourceLocation

    /// The column after its last character on the line where it begins.
    package var endColumn: Int? { location.column.map { $0 + source.count } }
}

/// A text whose pieces are hidden behind tokens; it has the same lines as the text it was made from.
package struct MaskedText: Equatable {
    package var text: String
    package var pieces: [MaskedPiece]
}

/// The writing of a token: the piece's number between two characters that no text may contain.
///
/// Unicode sets U+FDD0 to U+FDEF aside for use inside a program. To Markdown they are letters; beside a mark of emphasis
/// that would be wrong, for what a token stands for begins and mostly ends with punctuation, so some goes between.
package enum MaskToken {
    private static let opening = scalar(0xFDD0)
    private static let closing = scalar(0xFDD1)
    private static let zero: UInt32 = 0xFDD2
    /// As `closing`, where punctuation follows that belongs to the token.
    private static let closingBeforeMark = scalar(0xFDDC)
    /// As `opening`, where punctuation stands before it that belongs to the token.
    private static let openingAfterMark = scalar(0xFDDD)
    private static let punctuation = scalar(0x203B)

    static func isReserved(_ scalar: UnicodeScalar) -> Bool { (0xFDD0...0xFDEF).contains(scalar.value) }

    package static func text(for piece: Int, isAfterMark: Bool = false, isBeforeMark: Bool = false) -> String {
        var scalars = String.UnicodeScalarView()
        if isAfterMark { scalars.append(punctuation) }
        scalars.append(isAfterMark ? openingAfterMark : opening)
        for digit in String(piece).utf8 {
            scalars.append(scalar(zero + UInt32(digit - 48)))
        }
        scalars.append(isBeforeMark ? closingBeforeMark : closing)
        if isBeforeMark { scalars.append(punctuation) }
        return String(scalars)
    }

    private static func scalar(_ value: UInt32) -> UnicodeScalar {
        guard let scalar = UnicodeScalar(value) else { fatalError("no Unicode scalar: \(value)") }
        return scalar
    }

    package enum Part: Equatable {
        case text(String)
        case piece(Int)
    }

    /// Text and tokens in turn.
    package static func parts(of masked: String) -> [Part] {
        var parts: [Part] = []
        var text = String.UnicodeScalarView()
        var number: Int?
        var isAfterToken = false
        for scalar in masked.unicodeScalars {
            defer { isAfterToken = scalar == closingBeforeMark }
            switch (number, scalar) {
            case (nil, punctuation) where isAfterToken: break
            case (nil, opening), (nil, openingAfterMark):
                if scalar == openingAfterMark, text.last == punctuation { text.removeLast() }
                if !text.isEmpty { parts.append(.text(String(text))) }
                (text, number) = (.init(), 0)
            case (let value?, closing), (let value?, closingBeforeMark):
                parts.append(.piece(value))
                number = nil
            case (let value?, _): number = value * 10 + Int(scalar.value - zero)
            case (nil, _): text.append(scalar)
            }
        }
        if !text.isEmpty { parts.append(.text(String(text))) }
        return parts
    }
}

extension [MaskedPiece] {
    /// The text as the author wrote it, for code and raw HTML.
    package func source(of masked: String) -> String {
        MaskToken.parts(of: masked).map { part in
            switch part {
            case .text(let text): text
            case .piece(let number): self[number].source
            }
        }.joined()
    }

    /// The text as the author meant it, for addresses and titles: without backslashes before masked characters.
    func plainText(of masked: String) -> String {
        MaskToken.parts(of: masked).map { part in
            switch part {
            case .text(let text): text
            case .piece(let number):
                switch self[number].meaning {
                case .escaped(let character), .foreignFormula(let character): String(character)
                default: self[number].source
                }
            }
        }.joined()
    }
}
