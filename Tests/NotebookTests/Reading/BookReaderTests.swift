import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Running
import Testing

struct BookReaderTests {
    private func fault(_ folder: URL) -> BookError? {
        do {
            _ = try BookReader.read(folder: folder)
            return nil
        } catch {
            return error
        }
    }

    @Test func bookWithSettings() throws {
        let place = try TemporaryBook([
            "chapters/book.yml": """
            title: Deconstructing
            subtitle: "From *scratch*"
            author: A. Author
            description: >
              Two lines
              of it.
            chapters: [02-b.md, 01-a]
            bibliography:
              vincent2008:
                authors: Vincent et al.
                year: 2008
                title: Extracting features
                venue: ICML
            """,
            "chapters/references.yml": "hinton2006: {authors: Hinton, year: 2006, title: T, url: 'https://x.org'}",
            "chapters/01-a.md": "---\ndescription: The *first*\n---\n\n# Alpha [@vincent2008]\n",
            "chapters/02-b.md": "# Beta *b* {#sec-beta}\n\n[@hinton2006] [a](01-a.md)\n",
        ])
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(diagnostics.isEmpty)
        #expect(book.settings.title == "Deconstructing")
        #expect(book.settings.subtitle == "From *scratch*")
        #expect(book.settings.description == "Two lines of it.\n")
        #expect(
            book.settings.bibliography == [
                "vincent2008": BibliographyEntry(
                    authors: "Vincent et al.", year: "2008", title: "Extracting features", venue: "ICML"),
                "hinton2006": BibliographyEntry(authors: "Hinton", year: "2006", title: "T", url: "https://x.org"),
            ])
        #expect(book.chapters.map(\.name) == ["02-b", "01-a"])
        #expect(book.chapters.map(\.number) == [1, 2])
        #expect(book.chapters.map(\.title) == ["Beta b", "Alpha"])
        #expect(book.chapters.map(\.summary) == ["", "The *first*"])
        #expect(book.chapters[0].titleContent == [.text("Beta "), .emphasis([.text("b")])])
        #expect(
            book.references["sec-beta"]
                == ReferenceTarget(
                    kind: .section, number: "1", chapter: "02-b", anchor: "",
                    location: SourceLocation(file: "chapters/02-b.md", line: 1)))
    }

    @Test func namesThatDifferOnlyInHowAnAccentIsWritten() throws {
        let place = try TemporaryBook(["chapters/book.yml": "title: T\n", "chapters/03-cafe.md": "# F\n"])
        for name in ["01-caf\u{E9}", "01-cafe\u{301}", "02-\u{1E69}", "02-s\u{307}\u{323}", "02-s\u{323}\u{307}"] {
            try place.write(Data("# A\n".utf8), to: "chapters/\(name).md")
        }
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(book.chapters.count == 3 && Set(book.chapters.map(\.name)).count == 3)
        #expect(diagnostics.map(\.code) == [.duplicateChapter, .duplicateChapter, .duplicateChapter])
        let output = place.folder.appendingPathComponent("output")
        let data = BookData(name: "no data", trainingImages: 0, testImages: 0)
        var writer = PageWriter()
        writer.formats = OutputFormats.all
        #expect(try writer.write(book, runs: [:], data: data, to: output) == [])
    }

    @Test func everythingIsNumberedByChapter() throws {
        let cell = { (label: String) in "```swift run\n//| label: \(label)\n1\n```\n\n" }
        let place = try TemporaryBook([
            "chapters/1-a.md": "# A\n\n\(cell("fig-a"))",
            "chapters/10-c.md": "# C\n",
            "chapters/2-b.md":
                "# B\n\n## S\n\n### T {#sec-t}\n\n\(cell("fig-b"))\(cell("tbl-b"))```swift run\n2\n```\n\n"
                + "## U {#sec-u}\n\n$$x$$ {#eq-b}\n\n- $$y$$\n\n  $$z$$ {#eq-c}\n\n|a|\n|-|\n|b|\n\n: C {#tbl-c}\n\n"
                + "\(cell("fig-c"))@fig-a @tbl-c @eq-c @sec-t\n",
        ])
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(diagnostics.allSatisfy { $0.severity == .warning })
        #expect(book.chapters.map(\.name) == ["1-a", "2-b", "10-c"])
        #expect(
            book.references.mapValues(\.number) == [
                "fig-a": "1.1", "fig-b": "2.1", "fig-c": "2.2", "tbl-b": "2.1", "tbl-c": "2.2", "eq-b": "2.1",
                "eq-c": "2.2",
                "sec-t": "2.1.1", "sec-u": "2.2",
            ])
        #expect(book.references["tbl-c"]?.kind == .table)
        #expect(book.references["eq-b"]?.anchor == "eq-b")
    }

    @Test func whatLeadsNowhere() throws {
        let place = try TemporaryBook([
            "chapters/book.yml": "title: T\nbibliography:\n  vincent2008: {authors: V, year: 2008, title: E}\n",
            "chapters/01-a.md":
                "# A\n\n@fig-latnet [@vincent2009] [@x] @eq-none @vincent2008 @figure-latent\n\n[b](02-bb.md) [c](02-b.md#ones)\n[d](#two) "
                + "[e](02-b.md#one) [f](https://x.org/g.md) [h]()\n\n![i](picture.pgn) ![j](picture.png) "
                + "![k](http://x.org/k.png)\n[l](javascript:x) [m](gone.csv) [n](picture.png) [o](02-b.html#one) "
                + "[p](#own) <b id='own'>q</b>\n\n```swift run\n//| label: fig-latent\n//| fig-cap: See @fig-gone\n"
                + "//| fig-alt: A\n1\n```\n",
            "chapters/02-b.md":
                "# B\n\n## One\n\n$$x$$ {#eq-x}\n\n$$x$$ {#eq-x}\n\n```swift run\n//| label: fig-latent\n"
                + "//| fig-cap: A\n//| fig-alt: B\n1\n```\n",
            "chapters/picture.png": "",
        ])
        let diagnostics = try BookReader.read(folder: place.folder).diagnostics
        #expect(
            diagnostics.map { "\($0.location.file.prefix(11)) \(lines([$0])[0]) | \($0.help ?? "")" } == [
                "chapters/01 3: `@fig-latnet` refers to nothing | did you mean `fig-latent`?",
                "chapters/01 3: `@vincent2009` is no work of the bibliography | did you mean `vincent2008`?",
                "chapters/01 3: `@x` is no work of the bibliography | add it under `bibliography:` in chapters/book.yml",
                "chapters/01 3: `@eq-none` refers to nothing | nothing has this label",
                "chapters/01 3: `@vincent2008` stands without brackets | a work is cited as `[@vincent2008]`",
                "chapters/01 3: `@figure-latent` refers to nothing | did you mean `fig-latent`?",
                "chapters/01 5: `02-bb.md` is no chapter of the book | did you mean `02-b.md`?",
                "chapters/01 5: there is no `#ones` in chapters/02-b.md | did you mean `one`?",
                "chapters/01 6: there is no `#two` in this chapter | ",
                "chapters/01 6: this link has no address | ",
                "chapters/01 8: there is no image `picture.pgn` beside the chapter | did you mean `picture.png`?",
                "chapters/01 8: the image `http://x.org/k.png` is not a file: a page fetches nothing | "
                    + "save it beside the chapter and name the file",
                "chapters/01 9: a link may not lead to javascript:x | write an address with https:// or mailto:",
                "chapters/01 9: there is no file `gone.csv` beside the chapter | name it as seen from the chapter's folder",
                "chapters/01 13: `@fig-gone` refers to nothing | nothing has this label",
                "chapters/02 7: the label `eq-x` is taken | it is given at chapters/02-b.md:5:1 already",
                "chapters/02 9: the label `fig-latent` is taken | it is given at chapters/01-a.md:11 already",
            ])
    }

    private func faults(_ chapters: [String: String]) throws -> [String] {
        let files = chapters.merging(["chapters/book.yml": "title: T\n", "chapters/dot.png": ""]) { own, _ in own }
        let place = try TemporaryBook(files)
        return try BookReader.read(folder: place.folder).diagnostics.map {
            "\($0.location.line):\($0.location.column ?? 0) \($0.message) | \($0.help ?? "")"
        }
    }

    @Test func addressesInHTML() throws {
        let text = """
            # A

            <a href="nofile.txt">x</a> <img src='dto.png' alt="x"> <a href="#own" id="own">y</a> <a href="https://a.org">z</a>

            <div>
            <!-- <a href="comment.txt">x</a> -->
            <a class="k" href="02-b.html#nix">x</a> <a href="02-b.html#one">y</a>
            <a href=02-b.md>x</a> <img src="dot.png" alt="z">
            </div>
            """
        let found = try faults(["chapters/01-a.md": text, "chapters/02-b.md": "# B\n\n## One\n"])
        #expect(
            found == [
                "3:10 there is no file `nofile.txt` beside the chapter | name it as seen from the chapter's folder",
                "3:38 there is no image `dto.png` beside the chapter | did you mean `dot.png`?",
                "7:20 there is no `#nix` in chapters/02-b.md | ",
                "8:9 in HTML `02-b.md` leads to no page | write `02-b.html`, or a link as `[…](02-b.md)`",
                "8:33 the file `dot.png` is not copied to the pages for an address in HTML | write `![…](dot.png)`",
            ])
    }

    @Test func linksWithoutDefinition() throws {
        let text = """
            # A

            [text][nodef] and [*more*][defned], [collapsed][], a[i][j], [1][2], `x [a][b]`, [good][defined] [^n][^n]

            [defined]: https://a.org
            [^n]: Note.
            """
        #expect(
            try faults(["chapters/01-a.md": text]) == [
                "3:0 no address is defined for `[nodef]` | write a line `[nodef]: address`",
                "3:0 no address is defined for `[defned]` | did you mean `defined`?",
                "3:0 no address is defined for `[collapsed]` | write a line `[collapsed]: address`",
            ])
    }

    @Test func labelsElsewhere() throws {
        let found = try faults([
            "chapters/01-a.md": "# A {#sec-first}\n\n[x](#sec-xylp) [y](#sec-frist) @fig_none\n",
            "chapters/02-b.md": "# B\n\n## X {#sec-xylo}\n",
        ])
        #expect(
            found == [
                "3:5 there is no `#sec-xylp` in this chapter | did you mean `@sec-xylo`, or `02-b.md#sec-xylo`?",
                "3:20 there is no `#sec-frist` in this chapter | did you mean `@sec-first`, or `01-a.md`?",
                "3:32 `@fig_none` refers to nothing | nothing has this label",
            ])
    }

    @Test func swiftMisspelt() throws {
        let text = "# A\n\n`{swfit} 3`, `{Swift} 3`, `{swift 3}`, `{shown}`, `{a} b`, ``{swift} 3``\n\n"
        let fences = ["swiftrun", "swfit run", "Swift", "swig", "sh"].map { "```\($0)\n1\n```\n" }.joined()
        #expect(
            try faults(["chapters/01-a.md": text + fences]) == [
                "3:0 `{swfit}` computes nothing | did you mean `{swift} …`?",
                "3:0 `{Swift}` computes nothing | did you mean `{swift} …`?",
                "3:0 `{swift 3}` computes nothing | did you mean `{swift} …`?",
                "5:0 a fence that says `swiftrun` is not run | did you mean `swift run`?",
                "8:0 a fence that says `swfit run` is not run | did you mean `swift run`?",
            ])
    }

    @Test func settingsThatAreWrong() throws {
        let place = try TemporaryBook([
            "chapters/book.yml": "titel: T\nauthor: [a]\nchapters:\n  - 01-x.md\n  - 01-a.md\n  - 01-a\n",
            "chapters/01-a.md": "# A\n", "chapters/02 b.md": "# B\n", "chapters/references.yml": "a b: {year: 1}\n",
        ])
        let diagnostics = try BookReader.read(folder: place.folder).diagnostics
        #expect(
            diagnostics.map { "\($0.location): \($0.message)" } == [
                "chapters/book.yml:1:1: unknown key `titel`", "chapters/book.yml:1:1: the book has no title",
                "chapters/book.yml:2:9: `author` takes a text", "chapters/book.yml:4:5: there is no chapter `01-x.md`",
                "chapters/book.yml:6:5: the chapter `01-a.md` is listed twice",
                "chapters/references.yml:1:6: `a b` cannot be cited",
                "chapters/references.yml:1:6: the work `a b` has no authors",
                "chapters/references.yml:1:6: the work `a b` has no title",
                "chapters/02 b.md:1: this chapter is not in the book",
            ])
        #expect(diagnostics[0].help == "did you mean `title`?")
    }

    @Test func descriptionRunsNothing() throws {
        let place = try TemporaryBook([
            "chapters/book.yml": "title: T\ndescription: 'Built in `{swift} seconds` s'\n", "chapters/01-a.md": "# A\n",
        ])
        let diagnostics = try BookReader.read(folder: place.folder).diagnostics
        #expect(
            diagnostics.map { "\($0.location.file):\($0.location.line): \($0.message)" } == [
                "chapters/book.yml:2: nothing can be computed here"
            ])
    }

    @Test func brokenYAMLNamesItsLine() throws {
        let place = try TemporaryBook([
            "chapters/book.yml": "title: T\nauthor: a: b\n", "chapters/01-a.md": "---\ndescription: [\n---\n# A\n",
        ])
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(
            diagnostics.map { "\($0.location.file):\($0.location.line)" } == [
                "chapters/book.yml:2", "chapters/01-a.md:3",
            ])
        #expect(book.chapters[0].title == "A")
    }

    @Test("The optimizer is left out where the settings say so")
    func optimizer() throws {
        for (line, optimizes, faults) in [("", true, 0), ("optimize: false", false, 0), ("optimize: some", true, 1)] {
            let place = try TemporaryBook(["chapters/book.yml": "title: T\n\(line)\n", "chapters/01-a.md": "# A\n"])
            let (book, diagnostics) = try BookReader.read(folder: place.folder)
            let data = { RunData(folder: place.folder, name: "d", digest: "", isQuick: $0) }
            #expect(book.isOptimized(for: data(false)) == optimizes && !book.isOptimized(for: data(true)))
            #expect(diagnostics.count == faults)
        }
    }

    @Test(
        "The settings say which language the text is in, and which way it runs",
        arguments: [
            ("", "en", false, 0), ("lang: de", "de", false, 0), ("lang: he\ndir: rtl", "he", true, 0),
            ("lang: zh-Hans-CN", "zh-Hans-CN", false, 0), ("dir: ltr", "en", false, 0),
            ("lang: German!", "en", false, 1),
            ("lang: 'a\"><script>'", "en", false, 1), ("dir: up", "en", false, 1), ("lang: [en]", "en", false, 1),
            ("lang:", "en", false, 1), ("dir: true", "en", false, 1),
        ])
    func language(line: String, language: String, isRightToLeft: Bool, faults: Int) throws {
        let place = try TemporaryBook(["chapters/book.yml": "title: T\n\(line)\n", "chapters/01-a.md": "# A\n"])
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(book.settings.language == language && book.settings.isRightToLeft == isRightToLeft)
        #expect(diagnostics.count == faults)
    }

    @Test func foldersWithoutABook() throws {
        let empty = try TemporaryBook(["other.txt": ""])
        #expect(fault(empty.folder)?.diagnostics.first?.message == "\(empty.folder.path) has no folder `chapters`")
        let bare = try TemporaryBook(["chapters/book.yml": "title: T", "chapters/.hidden.md": "# H"])
        #expect(fault(bare.folder)?.diagnostics.first?.message == "there is no chapter")
        let listed = try TemporaryBook(["chapters/book.yml": "title: T\nchapters: [b]", "chapters/aa.md": "# A"])
        #expect(fault(listed.folder)?.diagnostics.first?.message == "there is no chapter `b.md`")
    }

    @Test func unreadableChapterIsLeftOut() throws {
        let place = try TemporaryBook(["chapters/book.yml": "title: T", "chapters/02-b.md": "# B\n"])
        try place.write(Data("# A\n\nb\u{E9}\n".unicodeScalars.map { UInt8($0.value) }), to: "chapters/01-a.md")
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(book.chapters.map(\.number) == [2])
        #expect(
            diagnostics.map { "\($0.location): \($0.message)" } == [
                "chapters/01-a.md:3: this line is not in UTF-8"
            ])
    }

    @Test func bookWithoutSettings() throws {
        let place = try TemporaryBook(["chapters/index.md": "# A\n"])
        let (book, diagnostics) = try BookReader.read(folder: place.folder)
        #expect(book.settings.title == place.folder.lastPathComponent)
        #expect(diagnostics.map(\.message) == ["there is no such file", "the page `index` is the book's cover"])
    }
}
