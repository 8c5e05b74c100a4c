import SwiftSyntax

extension PatternBindingSyntax {
    /// Whether there is a value behind it: one with observers has one too.
    package var isStored: Bool {
        guard case .accessors(let list)? = accessorBlock?.accessors else { return accessorBlock == nil }
        return list.contains { ["willSet", "didSet"].contains($0.accessorSpecifier.text) }
    }
}
