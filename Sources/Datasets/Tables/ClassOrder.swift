/// The places of classes' names in the order in which classes are counted: names that are numbers by their value, other
/// names by the alphabet, as Unicode has it. It does not depend on the order in which a file has them.
func classOrder(of names: [String]) -> [Int] {
    let numbers = names.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == names.count else { return names.indices.sorted { (names[$0], $0) < (names[$1], $1) } }
    return names.indices.sorted { (numbers[$0], names[$0], $0) < (numbers[$1], names[$1], $1) }
}
