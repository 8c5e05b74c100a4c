import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Running
import Tangling
import Testing
import Transcript

@Suite("Claims in a chapter's program", .serialized)
struct ClaimProgramTests {
    @Test("Each side of a comparison stands at its own place of the chapter")
    func golden() {
        let chapter = readWhole("# T\n\n[x]{claim=\"try a < 2 * b && !c\" data=\"mnist\"}\n").chapter
        #expect(
            ProgramWriter.program(for: chapter).text.hasSuffix(
                """
                _beginChapter()

                _statement(3)
                try _claim(0, data: "mnist") { _terms in
                _terms.judge({
                #sourceLocation(file: "chapters/03-test.md", line: 3)
                           try a < 2 * b && !c
                #sourceLocation()
                })
                try _terms.compare({
                #sourceLocation(file: "chapters/03-test.md", line: 2)
                try\u{20}
                               a
                #sourceLocation()
                }, "<", {
                #sourceLocation(file: "chapters/03-test.md", line: 2)
                try\u{20}
                                   2 * b
                #sourceLocation()
                }, <)
                try _terms.check({
                #sourceLocation(file: "chapters/03-test.md", line: 2)
                try\u{20}
                                            !c
                #sourceLocation()
                })
                }
                _endChapter()

                """))
    }

    @Test("Another claim is another run and no other training")
    func keys() {
        func program(_ claim: String) -> ChapterProgram {
            ProgramWriter.program(
                for: readWhole("# T\n\n```swift run\nfunc f() -> Int { 1 }\n```\n\n[x]{claim=\"\(claim)\"}\n").chapter)
        }
        #expect(program("f() < 2").code != program("f() < 3").code)
        #expect(program("f() < 2").code.declarations == program("f() < 3").code.declarations)
    }

    private let folder: URL

    init() throws { folder = try Handmade.folder() }

    private func build(_ text: String) throws -> BuildReport {
        let chapter = ChapterReader(folder: folder).read(text, file: "chapters/01-claims.md", number: 1).chapter
        let builder = BookBuilder(
            book: Handmade.book([chapter], in: folder),
            options: BuildOptions(output: folder.appendingPathComponent("output"), threads: 2),
            toolkit: try Toolkit(besides: BuiltProducts.executable, memory: BookCache(book: folder).digests),
            data: RunData(folder: folder, name: "drawn digits", digest: "d"),
            dataDescription: BookData(name: "drawn digits", trainingImages: 0, testImages: 0), supervisor: Supervisor())
        return try builder.build { _ in }
    }

    @Test("Claims hold, fail, or are about other data; values, margins and places are told")
    func outcomes() throws {
        let report = try build(
            """
            # T

            ```swift run
            let a = 0.00838
            let f: Float = 0.5
            let xs = [1, 2, 3]
            func half() throws -> Double { 0.5 }
            ```

            [a]{claim="a < 0.00891"} [b]{claim="f > 0.25 && xs.count == 3"} [c]{claim="xs[9] < 1" data="mnist"}
            [d]{claim="try half() >= 2 * 0.25" data="drawn-digits"} [e]{claim="1.0 ≈ 1.005"}
            [f]{claim="0.12345 > 0.12346 && xs[9] == 1"} [g]{claim="xs.isEmpty"} [h]{claim="xs.first == 1"}
            """)
        #expect(!report.isGood && report.chapters.map(\.isFailure) == [false])
        let claims = try #require(report.chapters[0].run?.claims).map { $0.map { ($0.holds, $0.evidence) } }
        #expect(claims.map { $0?.0 } == [true, true, nil, true, true, false, false, true] as [Bool?])
        #expect(
            claims.map { $0?.1 ?? "-" } == [
                "0.00838 < 0.00891, margin 5.9%", "0.5 > 0.25, margin 100%; 3 == 3", "",
                "0.5 >= 0.5, margin 0%", "1.000 ≈ 1.005, margin 0.5%", "0.12345 > 0.12346 is false, by 0.0081%",
                "it is false",
                "1 == 1",
            ])
        #expect(report.claims.held == 5 && report.claims.notApplicable == 1)
        #expect(
            lines(report.claims.failures) == [
                "12: the claim “f” does not hold: 0.12345 > 0.12346 is false, by 0.0081%",
                "12: the claim “g” does not hold: it is false",
            ])
    }

    @Test(
        "A claim that throws, traps or does not compile fails like a cell, at its own line",
        arguments: [
            ("try bad() < 1", "4: "), ("xs[7] < 2", "4: "), ("xs.count < missing", "4: cannot find 'missing' in scope"),
            ("1.5 * Double(xs.count) >= xs.count", ""), ("0 < xs.count < 3", ""), ("xs.first == Bad()", ""),
        ])
    func failures(expression: String, message: String) throws {
        let report = try build(
            """
            # T

            ```swift run
            let xs = [1]; struct Bad: Error {}; func bad() throws -> Int { throw Bad() }
            ```

            [a]{claim="\(expression)"}
            """.replacingOccurrences(of: "\n\n[a]", with: "\n[a]"))
        let failure = try #require(report.chapters[0].failure)
        #expect(failure.cell == nil && Set(failure.diagnostics.map(\.location.line)) == [6])
        if expression.contains("missing") { #expect(failure.diagnostics[0].location.column == 23) }
    }
}
