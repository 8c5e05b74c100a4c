/// A declaration of a Swift file that a chapter can quote by its name.
package struct SwiftDeclaration: Codable, Equatable, Sendable {
    /// The name, dotted, without labels: `Linear.init`.
    package let name: String
    /// The labels of a function, an initializer or a subscript: `(inputs:outputs:)`; empty for anything else.
    package let labels: String
    let isExtension: Bool
    /// What to quote, in bytes: the documentation comment and the declaration, whole lines where they are its own.
    package let range: Range<Int>
}

extension [SwiftDeclaration] {
    /// The first declaration with a name such as `Linear`, `Linear.init` or `Linear.init(inputs:outputs:)`; of a type
    /// and its extensions the type.
    package func named(_ name: String) -> SwiftDeclaration? {
        let found = filter { $0.name == name || $0.name + $0.labels == name }
        return found.first { !$0.isExtension } ?? found.first
    }
}
