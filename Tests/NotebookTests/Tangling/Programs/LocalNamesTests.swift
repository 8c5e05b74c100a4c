import Notebook
import Tangling
import Testing

/// A chapter's constant `shared`, and a type in whose method that name stands: does the type depend on the constant?
@Suite("Names that a function declares for itself")
struct LocalNamesTests {
    private func digest(_ shared: String, _ method: String) -> String? {
        let chapter = Handmade.chapter(["let shared = \(shared)", "final class Net { \(method) }"])
        return ProgramWriter.program(for: chapter).code.types["Chapter.Net"]
    }

    private func isDependent(_ method: String) -> Bool { digest("1", method) != digest("2", method) }

    @Test(
        "Parameters, and what a block declares before it is used, are not the chapter's",
        arguments: [
            "func f(shared: Int) -> Int { shared }", "func f(of shared: Int) -> Int { shared }",
            "init(shared: Int) { f(shared) }", "func f() { let shared = 3; print(shared) }",
            "func f() { var shared = 3; shared += 1; g { shared } }",
            "func f() { let (shared, b) = g(); h(shared, b) }",
            "func f() { g { shared in shared + 1 } }", "func f() { g { (shared: Int) in shared + 1 } }",
            "func f() { if a { let shared = 3; print(shared) } }", "func f() { g(shared: 3) }",
            "func f() { switch a { case 1: let shared = 3; print(shared) default: break } }",
            "func f() { let shared = 3; shared.g(); h(&shared) }",
        ])
    func own(_ method: String) { #expect(!isDependent(method)) }

    @Test(
        "Whatever may be the chapter's is",
        arguments: [
            "func f() -> Int { shared }", "func f(a: Int = shared) {}", "func f(shared: Int = shared) {}",
            "func f() { let shared = shared; print(shared) }", "func f() { print(shared); let shared = 3; g(shared) }",
            "func f() { if a { let shared = 3; g(shared) }; print(shared) }",
            "func f() { g { shared in shared + 1 }; print(shared) }", "func f() { g { [shared] in shared + 1 } }",
            "func f() { if let shared { print(shared) } }",
            "func f() { switch a { case 1: let shared = 3; g(shared) default: print(shared) } }",
            "func f(shared: Int) {}; func g() { print(shared) }", "var a: Int { shared }",
            "func f() { struct S { var shared = 3 }; print(shared) }",
            "func f() { struct S { var a: Int { let shared = 3; return shared } }; print(shared) }",
            "func f() { func g(shared: Int) {}; print(shared) }", "func f() { g(shared: shared) }",
            "func f() { g { [a = shared] shared in a + shared } }",
            "func f() { let (shared: a, b: b) = g(); h(a, b, shared) }",
            "func f() {\n#if A\nlet shared = 3\n#endif\nprint(shared)\n}",
        ])
    func chapters(_ method: String) { #expect(isDependent(method)) }

    @Test("A training whose model has a local name like the chapter's stays when what that is made of changes")
    func trainings() {
        func digest(_ rate: String) -> String? {
            let net = "final class Net { init(_ n: Int) { let base = Base(n); part = base.part } }"
            let chapter = Handmade.chapter([
                "var random = Generator()", "let base = Base(using: &random)", net,
                "let a = try train([Experiment(\"a\", plan) { Net(3) }])",
                "let b = Other(rate: \(rate), using: &random)",
            ])
            return ProgramWriter.program(for: chapter).code.types["Chapter.Net"]
        }
        #expect(digest("0.3") == digest("0.4"))
    }
}
