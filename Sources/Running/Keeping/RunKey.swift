import Digests
import Tangling

/// Everything that could change what a chapter's program says.
public struct RunKey: Codable, Equatable, Sendable {
    /// The digest of the chapter's code, without the lines at which it stands.
    public let code: String
    /// The digests of the engine, of what a cell sees of it, and of the libraries, by name.
    public let toolkit: String
    /// The compiler and how it is called.
    public let toolchain: String
    /// The data's digest, and the name that a cell may print.
    public let data: String
    public let dataName: String
    public let processor: String

    public init(program: ChapterProgram, toolkit: Toolkit, data: RunData) {
        self.init(
            code: ProgramCode.digest(of: program.pieces), toolkit: toolkit.digest,
            toolchain: toolkit.compilation, data: data.digest, dataName: data.name,
            processor: Processor.description)
    }

    package init(
        code: String, toolkit: String, toolchain: String, data: String, dataName: String = "", processor: String = ""
    ) {
        self.code = code
        self.toolkit = toolkit
        self.toolchain = toolchain
        self.data = data
        self.dataName = dataName
        self.processor = processor
    }

    /// One name for the whole key.
    public var digest: String {
        SHA256.hexadecimal(fields: [
            "code": code, "toolkit": toolkit, "toolchain": toolchain, "data": data, "data name": dataName,
            "processor": processor,
        ])
    }
}

/// A run with all that it depended on.
public struct StoredRun: Codable, Equatable, Sendable {
    public let key: RunKey
    /// The data's name, for readers.
    public let dataName: String
    /// The code that ran, and what of it each training depends on.
    public let code: ProgramCode
    public var run: ChapterRun
}
