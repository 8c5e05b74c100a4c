import SwiftSyntax

/// Finds what gives another result in every run, or keeps a state that nothing outside can read.
final class UnrepeatableCode: SyntaxVisitor {
    private(set) var names: Set<String> = []
    private var declared: Set<String> = []

    static func names(in syntax: some SyntaxProtocol) -> Set<String> {
        let finder = UnrepeatableCode(viewMode: .sourceAccurate)
        finder.walk(syntax)
        return finder.names.subtracting(finder.declared)
    }

    /// Types and functions of the language's libraries and of Foundation.
    private static let named: Set = [
        "Atomic", "CFAbsoluteTimeGetCurrent", "CommandLine", "ContinuousClock", "Date", "DispatchTime",
        "DispatchWallTime", "Host", "ManagedBuffer", "Mutex", "ProcessInfo", "SuspendingClock",
        "SystemRandomNumberGenerator", "URLSession", "UUID", "UserDefaults", "arc4random", "arc4random_buf",
        "arc4random_uniform", "clock_gettime", "drand48", "getenv", "getpid", "gettimeofday", "lrand48", "mrand48",
        "readLine", "srand", "srand48",
    ]

    /// Those whose names stand for other things too where they are not called.
    private static let called: Set = ["clock", "rand", "random", "time"]

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.baseName.text
        let isCalled = node.parent?.as(FunctionCallExprSyntax.self)?.calledExpression.id == ExprSyntax(node).id
        if Self.named.contains(name) || isCalled && Self.called.contains(name) { names.insert(name) }
        return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        if Self.named.contains(node.name.text) { names.insert(node.name.text) }
        return .visitChildren
    }

    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        if Self.isRandom(node) { names.insert(node.declName.baseName.text) }
        if let base = node.base { walk(base) }
        return .skipChildren
    }

    /// `Float.random(in: 0...1)` draws from the system's generator unless it is given another.
    static func isRandom(_ node: MemberAccessExprSyntax) -> Bool {
        let arguments = node.parent?.as(FunctionCallExprSyntax.self)?.arguments
        return random.contains(node.declName.baseName.text)
            && arguments?.contains { $0.label?.text == "using" } != true
    }

    private static let random: Set = ["random", "randomElement", "shuffle", "shuffled"]

    // A chapter may call something of its own so.
    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        declare(node.identifier)
    }
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }

    private func declare(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        declared.insert(name.text)
        return .visitChildren
    }
}
