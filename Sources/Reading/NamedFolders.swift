import Foundation

/// Reads a list `folders: [../pictures, /data/scans]`: folders outside of the book's own whose files the chapters may
/// show, quote and link to.
enum NamedFolders {
    static func read(_ node: YAMLNode, of book: URL, _ settings: inout YAMLSettings) -> [URL] {
        guard case .sequence(let items) = node.content else {
            settings.note(
                code: .badOptionValue, "`folders` takes a list of folders", at: node,
                help: "write `folders: [../pictures]`, as seen from the book's folder")
            return []
        }
        return items.compactMap { item in
            let place = item.text.map { URL(fileURLWithPath: $0, isDirectory: true, relativeTo: book).absoluteURL }
            if let place, isFolder(place) { return place }
            settings.note(
                code: .badOptionValue, "there is no folder `\(item.text ?? "a list")`", at: item,
                help: "name it as seen from the book's folder, or by its whole path")
            return nil
        }
    }

    private static func isFolder(_ place: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
