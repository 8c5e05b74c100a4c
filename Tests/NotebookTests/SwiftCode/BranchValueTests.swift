import Notebook
import Tangling
import Testing

/// An `if` or a `switch` at the end of a cell.
@Suite struct BranchValueTests {
    private func program(_ code: String) -> String {
        ProgramWriter.program(for: Handmade.chapter([code], inline: [])).text
    }

    @Test(
        "One that is meant for its value is shown",
        arguments: [
            "switch x {\ncase 1: \"one\"\ndefault: \"many\"\n}", "if x > 1 { 1 } else { 2 }",
            "if x > 1 { x } else if x > 0 { -x } else { x + 1 }", "if x > 1 { \"a\" } else { fatalError() }",
            "switch x { case 1: if y { 1 } else { 2 }\ndefault: 3 }", "if x > 1 { [1] } else { f(x) }",
        ])
    func shown(code: String) {
        #expect(program("let x = 1\n" + code).contains("_showValue(\n"), "\(program(code))")
        #expect(program(code).contains("({ \(code) })()"))
    }

    @Test(
        "One that does something is left alone",
        arguments: [
            "if x > 1 { y = 2 } else { y = 3 }", "if x > 1 { print(1) } else { print(2) }", "if x > 1 { 1 }",
            "switch x { case 1: break\ndefault: 2 }", "if x > 1 { print(1); print(2) } else { 3 }",
            "if x > 1 { await f() } else { 2 }", "for y in 0..<x { y }", "if x > 1 { 1 } else if x > 0 { 2 }",
        ])
    func leftAlone(code: String) {
        #expect(program(code).contains("\n\(code)\n") || program(code).contains(" \(code)\n"), "\(program(code))")
        #expect(!program(code).contains("_showValue("))
    }

    @Test("What may throw is tried, and what is not last stays a statement")
    func places() {
        #expect(program("if x { try f() } else { 2 }").contains("try ({ if x"))
        #expect(program("if x { throw E() } else { 2 }").contains("try ({ if x"))
        #expect(!program("if x { 1 } else { 2 }\nlet y = 3").contains("({"))
    }

    @Test("In the prose it is no expression", arguments: ["if x { 1 } else { 2 }", "switch x { default: 2 }"])
    func prose(expression: String) {
        #expect(lines(read("It is `{swift} \(expression)`.").diagnostics).contains { $0.contains("is not one Swift") })
    }
}
