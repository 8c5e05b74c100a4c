import Notebook
import Testing

/// Characters that mean nothing in Swift: the toolchain's parser ends the program where it is to tell of some of them.
struct StrangeCharacterTests {
    static let unseen: [UInt32] = [
        0x01, 0x07, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xAD, 0x1680, 0x180E, 0x2000, 0x2003, 0x200B, 0x200E, 0x2028, 0x2029,
        0x202E, 0x202F, 0x205F, 0x2060, 0x3000, 0x3164, 0xFEFF, 0xFFF9, 0xE000, 0xE0001,
    ]

    private static func text(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "" }

    @Test(arguments: unseen) func aCellSaysWhereItIs(value: UInt32) {
        let character = Self.text(value)
        let errors = errors(in: "let hidden \(character)= 40")
        let digits = String(value, radix: 16, uppercase: true)
        #expect(errors.contains { $0.contains("U+") && $0.contains(digits) }, "\(errors)")
        for code in ["f(1,\(character) 2", "let a = 1 +\(character)\nlet", "let a\(character) = 1 ="] {
            #expect(!self.errors(in: code).isEmpty)
        }
        _ = self.errors(in: "a \(character)")
    }

    @Test(arguments: unseen) func anInlineValueSaysSoToo(value: UInt32) {
        let (_, diagnostics) = read("Is `{swift} a \(Self.text(value)) b`.")
        #expect(diagnostics.contains { $0.severity == .error })
    }

    @Test(arguments: unseen.filter { $0 > 0x7F }) func stringsAndCommentsMayHoldThem(value: UInt32) {
        let character = Self.text(value)
        #expect(errors(in: "let a = \"x\(character)y\" // \(character)\n/* \(character) */ let b = 2").isEmpty)
    }

    /// Characters that can be seen, and what a merge leaves.
    @Test(arguments: ["let a = 1 ℃", "let a \u{FFFD} = 2", "let a = “x”", "let a = 3 ¢", "\\", "let x = 1 ` 2"])
    func othersEndNothing(code: String) { #expect(!errors(in: code).isEmpty) }

    private func errors(in code: String) -> [String] {
        let (chapter, _) = read("```swift run\n\(code)\n```\n")
        return CellErrors.all(in: chapter)
    }
}
