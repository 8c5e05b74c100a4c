/// Reads a list `constants: [784, 28]`: numbers that nothing computes, wherever they stand.
package enum Constants {
    package static func read(_ node: YAMLNode, _ settings: inout YAMLSettings) -> Set<Double> {
        guard case .sequence(let items) = node.content else {
            settings.note(
                code: .badOptionValue, "`constants` takes a list of numbers", at: node,
                help: "write `constants: [784, 28]`")
            return []
        }
        let numbers = items.compactMap { item -> Double? in
            let number = item.text.flatMap { Double($0.replacing(",", with: "").replacing("_", with: "")) }
            if number == nil {
                settings.note(code: .badOptionValue, "`\(item.text ?? "a list")` is no number", at: item)
            }
            return number
        }
        return Set(numbers)
    }
}
