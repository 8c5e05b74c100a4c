/// How long and how deep a formula may be: what KaTeX does with one grows faster than the formula.
enum FormulaBounds {
    static let greatestLength = 10_000
    static let greatestDepth = 100

    /// Why a formula is not given to KaTeX; nil where it is.
    static func fault(in tex: String) -> String? {
        let length = tex.utf8.count
        if length > greatestLength {
            return "it has \(length) characters, and no more than \(greatestLength) are set"
        }
        let depth = depth(of: tex)
        return depth > greatestDepth ? "it is nested \(depth) deep, and no more than \(greatestDepth) are set" : nil
    }

    /// The groups, the delimiters and the environments that are open at the deepest place.
    private static func depth(of tex: String) -> Int {
        var (depth, deepest) = (0, 0)
        var rest = Substring(tex).utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\\"): depth += change(byCommandIn: &rest)
            default: break
            }
            deepest = max(deepest, depth)
        }
        return deepest
    }

    private static func change(byCommandIn rest: inout Substring.UTF8View) -> Int {
        let name = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        rest = rest.dropFirst(max(name.count, 1))
        switch String(Substring(name)) {
        case "left", "begin", "bgroup", "begingroup": return 1
        case "right", "end", "egroup", "endgroup": return -1
        default: return 0
        }
    }
}
