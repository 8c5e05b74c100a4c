import Foundation
import Testing

/// Ends the run of the tests if a test hangs: nothing else can end a thread that waits for a pipe.
///
/// The clock starts when the test's own body does. The limits of Swift Testing also count the time in which a test waits
/// for other tests.
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
    /// For a test that could wait forever. The limit is about a hundred times what such a test takes.
    public static var ends: EndsTrait { EndsTrait(limit: .seconds(300)) }
}
