import SwiftSyntax

/// The names in a piece of code.
///
/// - Parameter locals: tokens that are left out.
package func identifierNames(in syntax: some SyntaxProtocol, except locals: Set<SyntaxIdentifier> = []) -> Set<String> {
    let names = syntax.tokens(viewMode: .sourceAccurate).compactMap { token -> String? in
        if case .identifier = token.tokenKind, !locals.contains(token.id) { token.plainName } else { nil }
    }
    return Set(names)
}

extension TokenSyntax {
    /// Without the backticks that a name may have in one place and not in another.
    package var plainName: String { text.replacing("`", with: "") }
}
