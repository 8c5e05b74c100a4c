import Manuscript
import Notebook
import Testing

struct QuotedSourceTests {
    private static let source = """
        import Foundation

        /// A fully connected layer.
        ///
        /// Shapes as everywhere.
        public struct Linear: Layer {
            /// The weights.
            public let weight: Parameter  // [out, in]
            let bias, scale: Float

            // Not documentation.
            public init(inputs: Int, outputs: Int) {
                weight = Parameter(inputs, outputs)
            }

            init(_ other: Linear) { weight = other.weight }

            /** `x` times the weights. */
            @inlinable
            public func callAsFunction(_ x: Tensor) -> Tensor {
                func inner() {}
                return x
            }
        }

        extension Linear {
            enum Kind { case plain, gated }
        #if DEBUG
            var twice: Float { 2 }
        #endif
        }

        """

    private func quote(_ include: String) throws -> (Block?, [String], help: String?) {
        let book = try TemporaryBook(["Sources/Networks/Linear.swift": Self.source])
        let (chapter, diagnostics) = read("```swift\n//| include: \(include)\n```", in: book.folder)
        return (chapter.blocks.first, lines(diagnostics), diagnostics.first?.help)
    }

    @Test(arguments: [
        ("Linear.weight", 7, "/// The weights.\npublic let weight: Parameter  // [out, in]"),
        ("Linear.scale", 9, "let bias, scale: Float"),
        (
            "Linear.init", 12,
            "public init(inputs: Int, outputs: Int) {\n    weight = Parameter(inputs, outputs)\n}"
        ),
        ("Linear.init(_:)", 16, "init(_ other: Linear) { weight = other.weight }"),
        (
            "Linear.callAsFunction", 18,
            "/** `x` times the weights. */\n@inlinable\npublic func callAsFunction(_ x: Tensor) -> Tensor {\n"
                + "    func inner() {}\n    return x\n}"
        ),
        ("Linear.Kind", 27, "enum Kind { case plain, gated }"), ("Linear.Kind.gated", 27, "case plain, gated"),
        ("Linear.twice", 29, "var twice: Float { 2 }"),
    ])
    func declarationIsQuoted(name: String, line: Int, code: String) throws {
        let (block, faults, _) = try quote("Sources/Networks/Linear.swift#\(name)")
        #expect(block == .quotedSource(path: "Sources/Networks/Linear.swift", line: line, code: code, location: at(3)))
        #expect(faults.isEmpty)
    }

    @Test func typeComesBeforeItsExtension() throws {
        guard case .quotedSource(_, let line, let code, _)? = try quote("Sources/Networks/Linear.swift#Linear").0 else {
            Issue.record("nothing quoted")
            return
        }
        #expect(line == 3)
        #expect(code.hasPrefix("/// A fully connected layer.\n///\n") && code.hasSuffix("    }\n}"))
        #expect(!code.contains("extension"))
    }

    @Test func wholeFile() throws {
        let (block, _, _) = try quote("Sources/Networks/Linear.swift")
        #expect(
            block
                == .quotedSource(
                    path: "Sources/Networks/Linear.swift", line: 1, code: String(Self.source.dropLast()),
                    location: at(3)))
    }

    @Test(arguments: [
        ("Sources/Networks/Liner.swift", "there is no file `Sources/Networks/Liner.swift` to quote", "Linear.swift`?"),
        ("Source/Networks/Linear.swift", "there is no file `Source/Networks/Linear.swift` to quote", "mean `Sources`?"),
        ("Sources/Networks/Linear.swift#Linear.wieght", "declares no `Linear.wieght`", "mean `Linear.weight`?"),
        ("Sources/Networks/Linear.swift#Linear.callAsFunction.inner", "declares no", ""),
        ("/etc/passwd", "`include` takes a path from the book's folder", ""), ("Sources", "there is no file", ""),
    ])
    func whatCannotBeQuoted(include: String, message: String, help: String) throws {
        let (_, faults, advice) = try quote(include)
        #expect(faults.count == 1)
        #expect(faults[0].hasPrefix("4: ") && faults[0].contains(message))
        #expect((advice ?? "").hasSuffix(help))
    }

    @Test func fenceThatQuotesHasNoCodeAndNoOtherOption() throws {
        let book = try TemporaryBook(["a.swift": "let a = 1"])
        let (_, diagnostics) = read("```swift\n//| include: a.swift\n//| echo: false\nlet b = 2\n```", in: book.folder)
        #expect(
            lines(diagnostics) == [
                "3: this fence quotes a file and has code of its own", "5: `echo` is an option of a cell that runs",
            ])
    }
}
