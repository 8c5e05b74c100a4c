import SwiftSyntax

/// Characters of a cell that mean nothing in Swift, most of which cannot be seen.
enum StrangeCharacters {
    /// What is said of them, where there are any: in the order of the code, one for each stretch of them.
    static func errors(in tree: SourceFileSyntax, _ converter: SourceLocationConverter) -> [CellSource
        .SyntaxError]
    {
        tree.tokens(viewMode: .sourceAccurate).flatMap { token -> [CellSource.SyntaxError] in
            let before = strange(token.leadingTrivia, at: token.position, converter)
            let inside = unseen(in: token).map { error($0, at: token.positionAfterSkippingLeadingTrivia, converter) }
            return before + (inside.map { [$0] } ?? [])
                + strange(token.trailingTrivia, at: token.endPositionBeforeTrailingTrivia, converter)
        }
    }

    /// What the parser has passed over.
    private static func strange(
        _ trivia: Trivia, at start: AbsolutePosition, _ converter: SourceLocationConverter
    ) -> [CellSource.SyntaxError] {
        var offset = start.utf8Offset
        return trivia.pieces.compactMap { piece in
            defer { offset += piece.sourceLength.utf8Length }
            return text(of: piece).map { error($0, at: AbsolutePosition(utf8Offset: offset), converter) }
        }
    }

    /// Vertical tabs and form feeds are blanks to one part of the parser, and none to another.
    private static func text(of piece: TriviaPiece) -> String? {
        switch piece {
        case .unexpectedText(let text): text
        case .verticalTabs: "\u{B}"
        case .formfeeds: "\u{C}"
        default: nil
        }
    }

    /// What cannot be seen in a name; the joiners between the parts of an emoji can.
    private static func unseen(in token: TokenSyntax) -> String? {
        guard case .identifier(let name) = token.tokenKind, !name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let unseen = name.unicodeScalars.filter { $0.properties.isDefaultIgnorableCodePoint }
        let isEmoji = name.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
        return unseen.isEmpty || isEmoji ? nil : String(String.UnicodeScalarView(unseen.prefix(1)))
    }

    private static func error(
        _ text: String, at position: AbsolutePosition, _ converter: SourceLocationConverter
    ) -> CellSource.SyntaxError {
        let place = converter.location(for: position)
        let scalar = text.unicodeScalars.first { isUnseen($0) }
        return CellSource.SyntaxError(
            line: place.line - 1, column: place.column, endColumn: nil,
            message: scalar.map(name) ?? "`\(text)` means nothing in Swift",
            help: scalar == nil ? "delete it, or put it into a string" : "delete it; where a blank is meant, write one")
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .control
            || properties.generalCategory == .format || properties.generalCategory == .privateUse
            || properties.generalCategory == .unassigned
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let name = scalar.properties.name.map { " (\($0.lowercased()))" } ?? ""
        return "the character \(code)\(name) stands here, which cannot be seen and means nothing in Swift"
    }
}
