/// Why nothing can be served or watched.
public enum ServingError: Error, Equatable, CustomStringConvertible {
    case busy(port: UInt16)
    case noSocket(port: UInt16, reason: String)
    case noServer(port: UInt16)
    case cannotWatch(String, reason: String)

    public var description: String {
        switch self {
        case .busy(let port): "--port: port \(port) is taken by another program; name another one with --port N"
        case .noSocket(let port, let reason):
            "--port: port \(port) cannot be used: \(reason); name another one with --port N"
        case .noServer(let port): "the server cannot start on port \(port): the system gives it no thread or no memory"
        case .cannotWatch(let path, let reason):
            "\(path) cannot be watched for changes: \(reason); "
                + "where it is the number of watches, raise fs.inotify.max_user_watches"
        }
    }
}
