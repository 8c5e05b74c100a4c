/// Why a text is not one Swift expression with a value, as an inline value must be; nil where it is.
package func expressionFault(_ text: String) -> String? {
    let source = CellSource(text)
    // An `if` has a value at the end of a cell only.
    let hasBranches = ["if", "switch"].contains { text.trimmingBlanks.prefix { $0.isLetter } == $0 }
    if source.errors.isEmpty, source.statements.map(\.kind) == [.value], !hasBranches { return nil }
    let reason = source.errors.first.map { ": \($0.message)" } ?? ""
    return "`\(text)` is not one Swift expression with a value" + reason
}

/// What to do about it.
package let expressionHelp = "write one expression that has a value, such as `{swift} model.parameterCount`"
