import Foundation
import Testing

@Suite("Claims, accept and diff", .serialized)
struct NumbersTests {
    private static func chapter(_ number: String, limit: String = "1") -> String {
        """
        # Numbers

        ```swift run
        let a = \(number)
        ```

        It is `{swift} a`, [small]{claim="a < \(limit)"}, [said of MNIST]{claim="a < 0" data="mnist"}.
        """
    }

    @Test("Numbers are accepted, compared, and accepted again; a claim that fails fails the build")
    func wholeLife() throws {
        let book = try SmallBook(["01-numbers": Self.chapter("0.5")])
        defer { book.remove() }
        func aebook(_ verb: String) throws -> CommandRun {
            try CommandRun(verb, in: book.folder, environment: book.environment)
        }
        let early = try aebook("accept")
        #expect(early.code == 1 && early.errors.contains("chapters/01-numbers.md: error: this chapter has no good run"))

        let first = try aebook("build")
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.output.contains("claims: 1 holds, 1 not applicable on images from data\n"))
        #expect(!first.output.contains("\nnumbers: "))
        let new = try aebook("diff")
        #expect(new.code == 1 && new.output.contains("  {swift} a: new, 0.5\n"))
        #expect(try aebook("accept").output == "2 numbers of images from data accepted: 2 are new\n")
        let same = try aebook("diff")
        #expect(same.code == 0 && same.output == "2 numbers of images from data, all as accepted\n")

        try book.write(Self.chapter("0.6"), to: "01-numbers")
        #expect(try aebook("build").output.contains("numbers: 2 accepted numbers changed; see `aebook diff`\n"))
        let changed = try aebook("diff")
        #expect(changed.code == 1 && changed.output.contains("  {swift} a: 0.5 → 0.6 (+20%)\n"))
        #expect(try aebook("accept").code == 0 && aebook("diff").code == 0)

        try book.write(Self.chapter("0.6", limit: "0.5"), to: "01-numbers")
        let failing = try aebook("build")
        #expect(failing.code == 1 && failing.output.contains("1 claim does not hold. Open "))
        #expect(
            failing.errors.contains(
                "chapters/01-numbers.md:7:35: error: the claim “small” does not hold: 0.6 < 0.5 is false, by 20%\n"))
        // The run stands, and its claim fails again.
        let again = try aebook("build")
        #expect(again.code == 1 && again.output.contains("01-numbers: unchanged"))
    }
}
