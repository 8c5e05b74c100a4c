import Foundation

/// Examples of a specification, as a file that is not the project's own: in the folder `AEBOOK_SPEC`, or beside the
/// checkout. Tests that read one are skipped where there is none.
enum SpecificationFile {
    static func content(_ name: String) -> Data? {
        let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder =
            ProcessInfo.processInfo.environment["AEBOOK_SPEC"].map { URL(fileURLWithPath: $0) }
            ?? checkout.appendingPathComponent("../shared/spec")
        return try? Data(contentsOf: folder.appendingPathComponent(name))
    }
}
