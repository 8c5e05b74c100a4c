/// The name of a data set as a claim's `data="…"` writes it: `MNIST` is `mnist`, `drawn digits` is `drawn-digits`.
public enum DataName {
    public static func slug(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// Those that a build finds or draws by itself.
    package static let known = ["mnist", "drawn-digits"]
}
