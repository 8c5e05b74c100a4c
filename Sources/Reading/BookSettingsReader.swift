import Foundation
import Manuscript

/// What `chapters/book.yml` and `chapters/references.yml` say.
struct BookSettingsReading: Equatable {
    var settings: BookSettings
    /// `chapters:`, the names of the files in the order of the book; nil where the settings give none.
    var order: [YAMLNode]?
    var diagnostics: [Diagnostic] = []
}

/// Reads the settings of a book.
enum BookSettingsReader {
    static let file = "chapters/book.yml"
    static let referencesFile = "chapters/references.yml"
    static let keys = [
        "title", "subtitle", "author", "description", "chapters", "bibliography", "constants", "macros", "optimize",
        "folders", "lang", "dir",
    ]

    static func read(_ folder: BookFolder) throws(BookError) -> BookSettingsReading {
        var reading = BookSettingsReading(settings: BookSettings(title: folder.folder.lastPathComponent))
        if folder.exists(file) {
            readSettings(try folder.text(of: file), in: folder, into: &reading)
        } else {
            let help = "write `title:` and `author:` there; until then the book is called after its folder"
            let location = SourceLocation(file: file, line: 1)
            reading.diagnostics.append(
                Diagnostic(.warning, code: .missingSettings, at: location, "there is no such file", help: help))
        }
        if folder.exists(referencesFile) {
            readReferences(try folder.text(of: referencesFile), into: &reading)
        }
        return reading
    }

    private static func readSettings(
        _ text: String, in folder: BookFolder, into reading: inout BookSettingsReading
    ) {
        var yaml = YAMLSettings(file: file)
        defer { reading.diagnostics += yaml.diagnostics }
        guard let root = yaml.root(of: text) else { return }
        let entries = yaml.entries(of: root, keys: keys)
        if !entries.contains(where: { $0.key == "title" }) {
            yaml.note(code: .missingTitle, "the book has no title", at: root, help: "add a line `title: …`")
        }
        for (key, value) in entries where key == "folders" {
            reading.settings.folders = NamedFolders.read(value, of: folder.folder, &yaml)
        }
        for (key, value) in entries {
            switch key {
            case "title": reading.settings.title = yaml.text(value, of: key) ?? reading.settings.title
            case "subtitle": reading.settings.subtitle = yaml.text(value, of: key) ?? ""
            case "author": reading.settings.author = yaml.text(value, of: key) ?? ""
            case "description":
                reading.settings.description = yaml.text(value, of: key) ?? ""
                reading.diagnostics +=
                    MarkdownReader.blocks(
                        of: reading.settings.description, at: yaml.location(of: value), in: folder.folder,
                        others: reading.settings.folders
                    ).diagnostics
            case "chapters": reading.order = list(value, &yaml)
            case "bibliography": reading.settings.bibliography = BibliographyReader.entries(of: value, &yaml)
            case "constants": reading.settings.constants = Constants.read(value, &yaml)
            case "macros": reading.settings.macros = FormulaMacros.read(value, &yaml)
            // Read before the others: what is quoted may lie there.
            case "folders": break
            case "optimize": reading.settings.optimizesCells = yaml.truth(value, of: key) ?? true
            case "lang": reading.settings.language = language(value, &yaml) ?? reading.settings.language
            case "dir": reading.settings.isRightToLeft = isRightToLeft(value, &yaml) ?? false
            default: fatalError("no setting \(key)")
            }
        }
    }

    /// The folders that the settings name, and nothing else of them.
    static func folders(of folder: BookFolder) -> [URL] {
        var yaml = YAMLSettings(file: file)
        guard let text = try? folder.text(of: file), let root = yaml.root(of: text) else { return [] }
        let named = yaml.entries(of: root, keys: keys).first { $0.key == "folders" }
        return named.map { NamedFolders.read($0.value, of: folder.folder, &yaml) } ?? []
    }

    /// A language tag: two or three letters, and further parts behind hyphens.
    private static func language(_ node: YAMLNode, _ yaml: inout YAMLSettings) -> String? {
        guard let tag = yaml.text(node, of: "lang") else { return nil }
        if tag.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*/) != nil { return tag }
        yaml.note(
            code: .badOptionValue, "`\(tag)` is no language", at: node, marking: tag,
            help: "write a tag such as `en`, `de`, `pt-BR` or `zh-Hans`")
        return nil
    }

    private static func isRightToLeft(_ node: YAMLNode, _ yaml: inout YAMLSettings) -> Bool? {
        guard let text = yaml.text(node, of: "dir") else { return nil }
        if ["ltr", "rtl"].contains(text) { return text == "rtl" }
        yaml.note(
            code: .badOptionValue, "`dir` takes ltr or rtl, not `\(text)`", at: node, marking: text,
            help: "write `dir: rtl` for a text that runs from right to left")
        return nil
    }

    private static func list(_ node: YAMLNode, _ yaml: inout YAMLSettings) -> [YAMLNode]? {
        guard case .sequence(let items) = node.content, !items.isEmpty else {
            yaml.note(code: .badOptionValue, "`chapters` takes a list of file names, each after a hyphen", at: node)
            return nil
        }
        return items
    }

    private static func readReferences(_ text: String, into reading: inout BookSettingsReading) {
        var yaml = YAMLSettings(file: referencesFile)
        defer { reading.diagnostics += yaml.diagnostics }
        guard let root = yaml.root(of: text) else { return }
        for (key, entry) in BibliographyReader.entries(of: root, &yaml) {
            if reading.settings.bibliography[key] != nil {
                yaml.note(code: .badWork, "the work `\(key)` is in \(file) too", at: root)
            }
            reading.settings.bibliography[key] = entry
        }
    }
}

/// Reads the works that a book cites.
enum BibliographyReader {
    static let keys = ["authors", "year", "title", "venue", "url"]

    static func entries(of node: YAMLNode, _ yaml: inout YAMLSettings) -> [String: BibliographyEntry] {
        var works: [String: BibliographyEntry] = [:]
        for (key, value) in yaml.entries(of: node, keys: nil) {
            if !isCitationKey(key) || ReferenceLabel.isLabel(key) {
                let help = "use letters and digits, as in vincent2008"
                yaml.note(code: .badWork, "`\(key)` cannot be cited", at: value, help: help)
            }
            works[key] = entry(value, key: key, &yaml)
        }
        return works
    }

    private static func entry(_ node: YAMLNode, key: String, _ yaml: inout YAMLSettings) -> BibliographyEntry {
        var fields: [String: String] = [:]
        for (field, value) in yaml.entries(of: node, keys: keys) { fields[field] = yaml.text(value, of: field) }
        for field in ["authors", "year", "title"] where fields[field] == nil {
            yaml.note(code: .badWork, "the work `\(key)` has no \(field)", at: node)
        }
        return BibliographyEntry(
            authors: fields["authors"] ?? "", year: fields["year"] ?? "", title: fields["title"] ?? "",
            venue: fields["venue"] ?? "", url: fields["url"] ?? "")
    }
}
