import Foundation
import Notebook
import Testing

@Suite struct SuggestedEditTests {
    private let chapter = """
        ```swift run
        let latent = 2
        let plan = [1, 2]
        print(latent)
        ```

        ```diff
        #| expect: latent == 3
        -let latent = 2
        +let latent = 3
         let plan = [1, 2]
        ```
        """

    @Test func anEditIsReadAndApplied() throws {
        let (read, diagnostics) = read(chapter)
        #expect(diagnostics.isEmpty)
        let edit = try #require(read.edits.first)
        #expect(edit.old == ["let latent = 2", "let plan = [1, 2]"])
        #expect(edit.new == ["let latent = 3", "let plan = [1, 2]"])
        #expect(edit.expectation == "latent == 3")
        let changed = try #require(edit.applied(to: read.source))
        #expect(changed.contains("\nlet latent = 3\nlet plan = [1, 2]\n"))
        #expect(!changed.contains("\nlet latent = 2\n"))
        #expect(edit.applied(to: changed) == nil)
        // A reader who has done the exercise is not told that it cannot be done.
        #expect(edit.isMade(in: changed) && !edit.isMade(in: read.source))
        #expect(readWhole(changed).diagnostics.isEmpty)
    }

    /// The page shows the edit without its options.
    @Test func theOptionsAreNotShown() {
        guard case .code("diff", let code, _)? = read(chapter).chapter.blocks.last else {
            Issue.record("the last block is no code")
            return
        }
        #expect(code == "-let latent = 2\n+let latent = 3\n let plan = [1, 2]")
    }

    @Test func whatCannotBeDoneIsReported() {
        let (_, diagnostics) = read(
            """
            ```swift run
            print(1)
            print(1)
            ```

            ```diff
            #| expects: true
            #| expect: let
            -print(2)
            ```

            ```diff
            -print(1)
            +print(3)
            ```

            ```diff
             print(1)
             print(1)
            ```
            """)
        #expect(
            lines(diagnostics) == [
                "!8: the lines that this edit changes do not stand in the chapter",
                "9: `expects` is no option of an edit", "10: what is expected must be one Swift expression",
                "!14: the lines that this edit changes stand in the chapter 2 times", "19: this edit changes nothing",
            ])
        #expect(diagnostics[1].help == "did you mean `expect`?")
    }
}
