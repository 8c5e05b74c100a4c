import Foundation
import FoundationNetworking

/// Why one server did not deliver one file.
enum TransferFailure: Error, Equatable {
    case silent
    case unreachable(String)
    case status(Int)
    case stalled(received: Int, expected: Int)
    case broken(String, received: Int, expected: Int)
    case wrongSize(received: Int, expected: Int)
    case wrongDigest

    /// Whether the server said anything at all.
    var isAnswer: Bool {
        switch self {
        case .silent, .unreachable: false
        default: true
        }
    }

    /// What happened at a mirror, such as `example.org: no answer`.
    func words(of mirror: String) -> String {
        let words =
            switch self {
            case .silent: "no answer"
            case .unreachable(let reason): reason.replacingOccurrences(of: ": \(mirror)", with: "")
            case .status(let code): "answered with status \(code)"
            case .stalled(let received, let expected): "stalled after \(received) of \(expected) bytes"
            case .broken(let reason, let received, let expected): "\(reason) after \(received) of \(expected) bytes"
            case .wrongSize(let received, let expected): "sent \(received) bytes instead of \(expected)"
            case .wrongDigest: "sent other bytes than those of the known SHA-256"
            }
        return "\(mirror): \(words)"
    }
}

/// One file on its way: the session's thread appends what arrives, the caller's thread waits for it.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    /// Guards all that follows and wakes the caller.
    private let news = NSCondition()
    private var status: Int?
    private var body = Data()
    private var isOver = false
    private var failure: String?
    private let expected: Int

    private init(expecting size: Int) { expected = size }

    /// The body at an address, which must have `size` bytes.
    ///
    /// - Parameters:
    ///   - answerLimit: seconds until the server must have begun its answer.
    ///   - stallLimit: seconds that may pass between two pieces of the body.
    ///   - progress: called on the caller's thread with the bytes received so far.
    static func body(
        of address: URL, size: Int, answerLimit: TimeInterval, stallLimit: TimeInterval, progress: (Int) -> Void
    ) throws(TransferFailure) -> Data {
        let transfer = Transfer(expecting: size)
        let session = URLSession(configuration: .ephemeral, delegate: transfer, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        var request = URLRequest(url: address, cachePolicy: .reloadIgnoringLocalCacheData)
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        session.dataTask(with: request).resume()
        return try transfer.wait(answerLimit: answerLimit, stallLimit: stallLimit, progress: progress)
    }

    private func wait(
        answerLimit: TimeInterval, stallLimit: TimeInterval, progress: (Int) -> Void
    ) throws(TransferFailure) -> Data {
        var last = State()
        var limit = Date(timeIntervalSinceNow: answerLimit)
        while true {
            let state = state(after: last, until: limit)
            if state == last {
                throw state.status == nil ? .silent : .stalled(received: state.received, expected: expected)
            }
            if state.received > last.received { progress(state.received) }
            if let data = try result(of: state) { return data }
            (last, limit) = (state, Date(timeIntervalSinceNow: stallLimit))
        }
    }

    /// The whole body once it is there, nothing while it is on its way.
    private func result(of state: State) throws(TransferFailure) -> Data? {
        if let status = state.status, status != 200 { throw .status(status) }
        if state.received > expected { throw .wrongSize(received: state.received, expected: expected) }
        guard state.isOver else { return nil }
        switch (state.failure, state.status) {
        case (let reason?, nil): throw .unreachable(reason)
        case (let reason?, _): throw .broken(reason, received: state.received, expected: expected)
        case (nil, _) where state.received < expected:
            throw .wrongSize(received: state.received, expected: expected)
        default: return news.withLock { body }
        }
    }
}

extension Transfer {
    private struct State: Equatable {
        var status: Int?
        var received = 0
        var isOver = false
        var failure: String?
    }

    /// The state as soon as it is another than the last one, or when the time is up.
    private func state(after last: State, until limit: Date) -> State {
        news.withLock {
            while current == last, news.wait(until: limit) {}
            return current
        }
    }

    private var current: State { State(status: status, received: body.count, isOver: isOver, failure: failure) }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        tell { status = (response as? HTTPURLResponse)?.statusCode ?? 0 }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        tell { if body.count <= expected { body.append(data) } }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        tell {
            isOver = true
            failure = error?.localizedDescription
        }
    }

    private func tell(_ change: () -> Void) {
        news.withLock {
            change()
            news.broadcast()
        }
    }
}
