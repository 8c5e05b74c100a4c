import Manuscript
import Notebook
import Running
import Testing

@Suite("What the compiler says")
struct CompilerOutputTests {
    private static let file = "chapters/03-x.md"

    @Test("Errors stand at the chapter's lines, a note after one is its help")
    func errors() {
        let errors = CompilerOutput(
            """
            error: emit-module command failed with exit code 1 (use -v to see invocation)
            chapters/03-x.md:11:7: error: call can throw but is not marked with 'try'
            print(f())
                  ^~~
            chapters/03-x.md:11:7: note: did you mean to use 'try'?
            print(f())
                  ^
                  try
            chapters/03-x.md:12:1: warning: result of call to 'f()' is unused [#no-usage]
            chapters/03-x.md:13:3: error: cannot find 'foo' in scope
              foo(n)
              ^~~
            chapters/03-x.md:13:3: error: cannot find 'foo' in scope
            """, chapter: Self.file
        ).errors
        #expect(
            errors == [
                Diagnostic(
                    code: .compileError, at: SourceLocation(file: Self.file, line: 11, column: 7), endColumn: 10,
                    "call can throw but is not marked with 'try'", help: "did you mean to use 'try'?"),
                Diagnostic(
                    code: .compileError, at: SourceLocation(file: Self.file, line: 13, column: 3), endColumn: 6,
                    "cannot find 'foo' in scope"),
            ])
    }

    @Test("The chapter's own warnings are kept, without the name of their group")
    func warnings() {
        let warnings = CompilerOutput(
            """
            chapters/03-x.md:12:1: warning: result of call to 'f()' is unused [#no-usage]
            f()
            ^~
            main.swift:3:1: warning: of no concern to the author
            chapters/03-x.md:14:9: warning: variable 'x' was never used
              a + x * b
              ~ ^ ~~~
            """, chapter: Self.file
        ).warnings
        #expect(
            warnings == [
                Diagnostic(
                    .warning, code: .compilerWarning, at: SourceLocation(file: Self.file, line: 12, column: 1),
                    endColumn: 3, "result of call to 'f()' is unused"),
                Diagnostic(
                    .warning, code: .compilerWarning, at: SourceLocation(file: Self.file, line: 14, column: 9),
                    "variable 'x' was never used"),
            ])
    }

    @Test("An error elsewhere is not lost, and comes after the chapter's own")
    func elsewhere() {
        let errors = CompilerOutput(
            """
            main.swift:2:8: error: no such module 'Workbench'
            ld.lld: error: undefined symbol: missing
            clang: error: linker command failed with exit code 1 (use -v to see invocation)
            chapters/03-x.md:13:3: error: cannot find 'foo' in scope
            """, chapter: Self.file
        ).errors
        #expect(
            errors.map(\.message) == [
                "cannot find 'foo' in scope", "main.swift:2: no such module 'Workbench'", "undefined symbol: missing",
            ])
        #expect(errors.map(\.location.line) == [13, 1, 1])
    }
}

@Suite("Why a program ended")
struct CrashReportTests {
    private static let file = "chapters/03-x.md"
    private static let frames = """
        *** Program crashed: Illegal instruction at 0x00007f650d2e9361 ***

        Thread 0 "chapter" crashed:

          0               0x00007f65e0f6df7f _assertionFailure(_:_:file:line:flags:) + 623 in libswiftCore.so
          1 [ra]          0x000055b5a3b4c1ab multiply(_:_:) + 18 in chapter at /src/Tensors/Products.swift:20:9
          2 [ra] [system] 0x00005646e4e5eeac g(_:) in chapter at //<compiler-generated>
          3 [ra]          0x00005646e4e5eead h(_:) + 2 in chapter at /tmp/x/chapters/03-x.md:40:29
          4 [ra]          0x00005646e4e5eeae main + 2380 in chapter at /tmp/x/chapters/03-x.md:46:8
        ...
        """

    private func report(_ errors: String, backtrace: String = "", signal: Int32 = 4) -> CrashReport {
        CrashReport(status: .signalled(signal), errors: errors, backtrace: backtrace, chapter: Self.file)
    }

    @Test("A thrown error is its description, in one line and without the program's own module")
    func thrown() {
        let report = report(
            """
            noise of a cell
            Swift/ErrorType.swift:254: Fatal error: Error raised at top level: Chapter.Bad(why: "no
              file")

            *** Signal 4: Backtracing from 0x7ffff... done ***

            """, backtrace: Self.frames)
        #expect(report.kind == .thrownError)
        #expect(report.message == "Bad(why: \"no file\")")
        #expect(report.location == nil)
    }

    @Test("Of Foundation's errors the description is taken")
    func foundationError() {
        let raised = "Swift/ErrorType.swift:254: Fatal error: Error raised at top level: "
        let error = "Error Domain=NSCocoaErrorDomain Code=4 \"The file doesn’t exist.\" UserInfo={a=1}"
        #expect(report(raised + error + "\n").message == "The file doesn’t exist.")
        let unknown = "Error Domain=NSPOSIXErrorDomain Code=2 \"(null)\""
        #expect(report(raised + unknown + "\n").message == unknown)
    }

    @Test("A message that names the chapter gives the line")
    func ownLine() {
        let report = report("Chapter/03-x.md:50: Precondition failed: must be more\n", backtrace: Self.frames)
        #expect(report.kind == .trap && report.message == "must be more")
        #expect(report.location == SourceLocation(file: Self.file, line: 50))
    }

    @Test("A message from a library takes the deepest line of the chapter in the backtrace")
    func libraryLine() {
        let report = report("Tensors/Products.swift:20: Fatal error: [3, 4] times [5, 6]\n", backtrace: Self.frames)
        #expect(report.message == "[3, 4] times [5, 6]")
        #expect(report.location == SourceLocation(file: Self.file, line: 40, column: 29))
    }

    @Test("A trap without a message takes the backtrace's words, a failed cast those of the runtime")
    func otherWords() {
        let backtrace = "*** Swift runtime failure: arithmetic overflow ***\n" + Self.frames
        #expect(report("", backtrace: backtrace).message == "arithmetic overflow")
        let cast = "Could not cast value of type 'Swift.Int' (0x7fc6ad9da698) to 'Swift.String' (0x7fc6ad9d7ca0).\n"
        #expect(
            report(cast, signal: 6).message == "Could not cast value of type 'Int' to 'String'")
    }

    @Test("A message that is empty names its place instead")
    func emptyMessage() {
        #expect(
            report("Tensors/A.swift:7: Fatal error\n").message == "Fatal error without a message, at Tensors/A.swift:7")
    }

    @Test("A kill says how much memory there was, and blames it where it was nearly used up")
    func killed() {
        func report(_ peak: Int) -> CrashReport {
            CrashReport(
                status: .signalled(9), errors: "", backtrace: "", chapter: Self.file,
                memory: MemoryUse(peak: peak, limit: 4_000_000_000))
        }
        #expect(
            report(3_900_000_000).message
                == "the system ended the program (signal 9), because the memory was used up: it had 3.9 GB of 4.0 GB of memory"
        )
        #expect(report(3_900_000_000).help?.contains("fewer images") == true)
        #expect(
            report(100_000_000).message
                == "the program was killed from outside (signal 9); it had 0.1 GB of 4.0 GB of memory")
        #expect(report(1).kind == .killed && report(1).kind.code == .killed)
    }

    @Test("A program that was stopped says after how long, whatever it wrote")
    func stopped() {
        let report = CrashReport(
            status: .stopped, errors: "x.swift:1: Fatal error: y\n", backtrace: Self.frames, chapter: Self.file,
            timeout: 2.5)
        #expect(report.kind == .timeout && report.location == nil)
        #expect(report.message == "this was still computing after 2.5 s and was stopped")
        #expect(report.help?.contains("--timeout") == true)
    }

    @Test("A program that ends well while a thread fails has failed")
    func failedThread() {
        let trap = "Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range\n"
        #expect(ProgramEnd.exited(0).told(by: "") == .exited(0))
        #expect(ProgramEnd.exited(0).told(by: "No Fatal error: here\n") == .exited(0))
        #expect(ProgramEnd.exited(0).told(by: trap) == .signalled(4))
        #expect(ProgramEnd.exited(0).told(by: "\n*** Signal 11: Backtracing from 0x7f...") == .signalled(11))
        #expect(ProgramEnd.exited(3).told(by: trap) == .exited(3))
    }

    @Test("What the runtime says of itself is no part of the message")
    func runtimeWords() {
        let trap = "Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range\n"
        let own = "swift-runtime: failed to suspend thread 12 while processing a crash; backtraces will be missing\n"
        #expect(report(trap + own + own).message == "Index out of range")
    }

    @Test("Signals and exit codes are told")
    func statuses() {
        #expect(report("", signal: 9).message.contains("killed from outside") && report("", signal: 9).kind == .killed)
        #expect(report("", signal: 11).message.contains("signal 11"))
        let exited = CrashReport(status: .exited(3), errors: "", backtrace: "", chapter: Self.file)
        #expect(exited.message == "the program ended with exit code 3 before the end of the chapter")
    }
}
