/// A word on a picture inside its file, such as where it comes from (PNG specification, 11.3.3: `iTXt`).
public struct PNGText: Equatable, Sendable {
    /// The specification's own keywords are `Title`, `Author`, `Description`, `Source`, `Software` and a few more.
    public let keyword: String
    public let text: String

    /// - Precondition: the keyword has 1 to 79 printable ASCII characters, and no space at its ends.
    public init(_ keyword: String, _ text: String) {
        let isPrintable = keyword.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        guard isPrintable, (1...79).contains(keyword.utf8.count), !keyword.hasPrefix(" "), !keyword.hasSuffix(" ")
        else { fatalError("“\(keyword)” is no keyword of a PNG file") }
        self.keyword = keyword
        self.text = text
    }
}
