import Digests

/// Everything that could change what a chapter's program says.
public struct RunKey: Codable, Equatable, Sendable {
    /// The digest of the chapter's code, without the lines at which it stands.
    public let code: String
    /// The digest of the engine and of what a cell sees of it.
    public let toolkit: String
    public let toolchain: String
    /// The data's digest.
    public let data: String

    public init(program: ChapterProgram, toolkit: Toolkit, data: RunData) {
        self.init(
            code: SHA256.hexadecimal(of: Array(program.code.utf8)), toolkit: toolkit.digest,
            toolchain: toolkit.toolchain.digest, data: data.digest)
    }

    package init(code: String, toolkit: String, toolchain: String, data: String) {
        self.code = code
        self.toolkit = toolkit
        self.toolchain = toolchain
        self.data = data
    }

    /// One name for the whole key.
    public var digest: String {
        SHA256.hexadecimal(fields: ["code": code, "toolkit": toolkit, "toolchain": toolchain, "data": data])
    }
}

/// A run with all that it depended on.
public struct StoredRun: Codable, Equatable, Sendable {
    public let key: RunKey
    /// The data's name, for readers.
    public let dataName: String
    public var run: ChapterRun
}
