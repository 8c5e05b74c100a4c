/// Where a run took place: everything besides the chapter and the data that a reader would need to do it again.
public struct RunEnvironment: Codable, Equatable, Sendable {
    public struct Library: Codable, Equatable, Sendable {
        public let name: String
        public let version: String

        public init(_ name: String, _ version: String) {
            self.name = name
            self.version = version
        }
    }

    /// The processor's model, and the instructions that the engine uses on it.
    public let processor: String
    public let cores: Int
    /// The machine's memory in bytes.
    public let memory: Int
    /// What the system calls itself, such as `Debian GNU/Linux 12 (bookworm)`.
    public let system: String
    public let libraries: [Library]
    /// What the compiler says of itself; empty where it was not asked.
    public var toolchain = ""

    public init(processor: String, cores: Int, memory: Int, system: String, libraries: [Library]) {
        self.processor = processor
        self.cores = cores
        self.memory = memory
        self.system = system
        self.libraries = libraries
    }
}
