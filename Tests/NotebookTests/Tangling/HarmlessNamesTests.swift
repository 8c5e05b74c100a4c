import Foundation
import Notebook
import Running
import SwiftParser
import SwiftSyntax
import Tangling
import Testing

@Suite("The names that keep no state")
struct HarmlessNamesTests {
    @Test("Every public name of what a chapter sees is known to keep a state, or to keep none")
    func namesOfThePackage() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources").standardizedFileURL
        var names: Set<String> = []
        for module in ToolkitLayout.moduleNames {
            let files = FileManager.default.enumerator(
                at: sources.appendingPathComponent(module), includingPropertiesForKeys: nil)
            for case let file as URL in files! where file.pathExtension == "swift" {
                names.formUnion(Self.publicNames(in: try String(contentsOf: file, encoding: .utf8)))
            }
        }
        #expect(names.count > 100)
        let unknown = names.subtracting(HarmlessNames.all).subtracting(HarmlessNames.stateful)
        #expect(unknown == [], "say in HarmlessNames.swift whether these keep a state")
        #expect(HarmlessNames.all.isDisjoint(with: HarmlessNames.stateful))
        #expect(HarmlessNames.stateful.isSubset(of: names))
    }

    /// Of the top level; what begins with an underscore is for aebook's own calls.
    private static func publicNames(in text: String) -> [String] {
        Parser.parse(source: text).statements.compactMap { item -> [String]? in
            guard case .decl(let declaration) = item.item,
                let modifiers = declaration.asProtocol(WithModifiersSyntax.self)?.modifiers,
                modifiers.contains(where: { $0.name.text == "public" })
            else { return nil }
            if let variable = declaration.as(VariableDeclSyntax.self) {
                return variable.bindings.map { $0.pattern.trimmedDescription }
            }
            return declaration.asProtocol(NamedDeclSyntax.self).map { [$0.name.text] }
        }.joined().filter { !$0.hasPrefix("_") && $0.first?.isLetter == true }
    }
}
