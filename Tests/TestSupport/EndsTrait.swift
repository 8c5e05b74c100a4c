import Foundation
import Testing

/// Ends the run of the tests where a test hangs, since nothing else can end a thread that waits for a pipe.
///
/// The time begins when the test itself does: a limit of Swift Testing's own counts the time too in which a test waits
/// for others.
public struct EndsTrait: TestTrait, SuiteTrait, TestScoping {
    private let limit: Duration

    public var isRecursive: Bool { true }

    fileprivate init(limit: Duration) { self.limit = limit }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let (name, limit) = (test.displayName ?? test.name, limit)
        let watch = DispatchSource.makeTimerSource(queue: .global(qos: .userInitiated))
        watch.setEventHandler {
            FileHandle.standardError.write(Data("✘ Test \"\(name)\" hangs: not ended after \(limit)\n".utf8))
            exit(1)
        }
        watch.schedule(deadline: .now() + limit / .seconds(1))
        watch.resume()
        defer { watch.cancel() }
        try await function()
    }
}

extension Trait where Self == EndsTrait {
    /// For what must end and could wait for ever; a hundred times as long as it takes.
    public static var ends: EndsTrait { EndsTrait(limit: .seconds(300)) }
}
