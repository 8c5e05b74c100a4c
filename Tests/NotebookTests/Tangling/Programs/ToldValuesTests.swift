import Digests
import Notebook
import Tangling
import Testing

@Suite("What a program tells its trainings of the values around them")
struct ToldValuesTests {
    private func lines(_ code: String...) -> [String] {
        ProgramWriter.program(for: Handmade.chapter(code)).text.split(separator: "\n").map(String.init)
    }

    private func told(_ code: String...) -> [String] {
        ProgramWriter.program(for: Handmade.chapter(code)).text.split(separator: "\n").map(String.init)
            .filter { $0.contains("_value") || $0.contains("_unreadableValue") }
    }

    @Test("Variables are told, and constants that code names which runs later")
    func variables() {
        let told = told(
            """
            var (a, `in`) = (1, 2), b: Int? , c: Int
            let used = Box(), unused = 3
            var doubled: Int { a * 2 }
            var f = { (x: Int) in x }
            let lock = Mutex(1)
            var other = Mutex(1)
            func g() -> Int { used.x }
            """, "try train(one, on: digits)")
        #expect(
            told == [
                "_value(\"a\", { a }); _value(\"in\", { `in` }); _value(\"b\", { b }); _unreadableValue(\"c\")",
                "_value(\"used\", { used })", "_value(\"f\", { f })", "_unreadableValue(\"lock\")",
                "_unreadableValue(\"other\")",
            ])
    }

    @Test("A chapter that trains nothing is told nothing")
    func withoutTraining() { #expect(told("var a = 1\nfunc g() -> Int { a }").isEmpty) }

    @Test("Stored variables of types are told by an extension, which may read private ones")
    func statics() {
        let told = told(
            """
            enum Outer {
                private static var a = 1
                static var computed: Int { 1 }
                struct Inner { static let b = Box(); private static var hidden = 1 }
            }
            extension Outer { static var late = 2 }
            @MainActor final class Shown { static var c = 1 }
            func local() { enum Local { static var d = 1 } }
            try train(one, on: digits)
            """)
        #expect(
            told == [
                "_unreadableValue(\"Outer.Inner.hidden\")",
                "extension Outer { fileprivate static func _values0_0() { _value(\"Outer.a\", { Outer.a }); "
                    + "_value(\"Outer.Inner.b\", { Outer.Inner.b }) } }", "Outer._values0_0()",
                "extension Outer { fileprivate static func _values0_1() { _value(\"Outer.late\", { Outer.late }) } }",
                "Outer._values0_1()", "_unreadableValue(\"Shown.c\")", "_unreadableValue(\"Local.d\")",
            ])
    }

    @Test("A closure that makes a model tells what it captures, and what follows keeps its place")
    func makers() {
        let text = lines(
            """
            struct Net { let penalty: (Float) -> Float }
            for weight in [0, 1] {
                let plan = 3, half = { weight / 2 }
                try train(Experiment("a", plan) { Net(penalty: { half() * $0 }) }, on: digits)
                try train(Experiment<Net>("b", plan) { [plan] g in
                    Net(penalty: { $0 }) }, on: digits)
            }
            """)
        let first = text.firstIndex { $0.contains("\"a\"") }!
        #expect(
            text[first].hasSuffix(
                "{ [_aebookCapture = _capture(\"\(digest("{ Net(penalty: { half() * $0 }) }"))\", { [(\"weight\", weight)] })] in"
            ))
        #expect(text[first + 1] == "#sourceLocation(file: \"chapters/03-x.md\", line: 14)")
        #expect(text[first + 2] == String(repeating: " ", count: 37) + " Net(penalty: { half() * $0 }) }, on: digits)")
        let second = text.first { $0.contains("\"b\"") }!
        #expect(second.contains("{ [_aebookCapture = _capture(\"") && second.hasSuffix("\"), plan] g in"))
    }

    @Test("What else is made of a closure tells nothing")
    func others() {
        let text = lines("typealias F = () -> Int", "let row: Row = .init(\"x\", 1) { 2 }\ntrain(one)").joined()
        #expect(!text.contains("_capture("))
    }

    private func digest(_ text: String) -> String { CodeUses.digest(ofMaker: text) }

    @Test(
        "Names of the blocks around are captured, those of the top level and the closure's own are not",
        arguments: [
            ("func f(_ a: Int, b c: Int) { let d = 1; Experiment(\"x\", p) { N(a, c, d, e) } }", ["a", "c", "d"]),
            ("if let a = b { Experiment(\"x\", p) { N(a) } }", ["a"]),
            ("switch b { case .one(let a): Experiment(\"x\", p) { N(a) } }", ["a"]),
            ("b.map { a in Experiment(\"x\", p) { N(a) } }", ["a"]),
            ("b.map { (a: Int) -> E in Experiment(\"x\", p) { g in N(a, g) } }", ["a"]),
            ("struct S { let a: Int; func e() -> E { Experiment(\"x\", p) { N(a) } } }", ["self"]),
            ("struct S { let a: Int; static func e() -> E { Experiment(\"x\", p) { N(a) } } }", []),
            ("func f(a: Int) { func g() -> Int { a }; let h = { g() }; Experiment(\"x\", p) { N(h()) } }", ["a"]),
            ("guard let a = b else { return }\nExperiment(\"x\", p) { N(a) }", []),
            ("do { let a = 1; Experiment(\"x\", p) { N(a) }; let z = 2 }", ["a"]),
            ("while let a = n() { f(Experiment.init(\"x\", p) { N(a) }) }", ["a"]),
            ("do { try f() } catch Fault.one(let a) { Experiment(\"x\", p, { N(a) }) }", ["a"]),
        ])
    func captures(_ code: String, _ names: [String]) {
        let text = lines("typealias F = () -> Int", code).joined()
        let told = text.matches(of: /\("(\w+)", (\w+)\)/).filter { $0.1 == $0.2 }.map { String($0.1) }
        #expect(told == names && text.contains("_capture("), "\(code)")
    }

    @Test("Code behind a type or a maker names its variables, and what cannot be repeated")
    func uses() {
        let chapter = Handmade.chapter([
            """
            var beta = 1, other = 2
            enum Settings { static var gamma = 1 }
            extension Tensor { var scaled: Tensor { self * beta } }
            final class A { func loss() -> Tensor { x * Settings.gamma } }
            final class B { func loss() -> Tensor { x * Float.random(in: 0...1) } }
            final class C { func loss(_ g: inout G) -> Tensor { x * Float.random(in: 0...1, using: &g) } }
            final class D { let born = Date() }
            Experiment("a", plan) { D(other) }
            """
        ])
        let uses = ProgramWriter.program(for: chapter).code.uses
        #expect(uses.types["Chapter.A"]?.variables == ["beta", "Settings.gamma"])
        #expect(uses.types["Chapter.B"]?.unrepeatable == ["random"] && uses.types["Chapter.C"]?.unrepeatable == [])
        #expect(uses.types["Chapter.D"]?.unrepeatable == ["Date"])
        #expect(uses.makers[digest("{ D(other) }")] == CodeUse(variables: ["beta", "other"], unrepeatable: ["Date"]))
    }
}
