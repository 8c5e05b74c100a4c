// swift-tools-version: 6.0
import Foundation
import PackageDescription

// Two columns, engine and book, that meet only in `Transcript`; docs/ARCHITECTURE.md draws them, and StructureTests hold
// every import against this file. `aebook` is the composition root: besides `Notebook` it imports `Datasets`, because the
// data of a book is resolved once, for all its chapters.

/// The element-wise kernels are plain Swift over `SIMD16<Float>`; they become AVX-512 or AVX2 only when the compiler
/// may use the instructions of the machine it runs on.
let native: [SwiftSetting] = [.unsafeFlags(["-target-cpu", "native"], .when(configuration: .release))]

/// The toolchain's own `SwiftParser` and `SwiftIDEUtils`: `usr/lib/swift/host` beside the `swiftc` on the PATH.
let parserFolder: String = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let compilers = path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/swiftc") }
    guard let compiler = compilers.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
        fatalError("no swiftc on the PATH; aebook reads Swift with the parser that comes with the toolchain")
    }
    return compiler.resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("../lib/swift/host").standardizedFileURL.path
}()
let parserSwift: [SwiftSetting] = [.unsafeFlags(["-I", parserFolder])]
let parserLinker: [LinkerSetting] = [
    .unsafeFlags(["-L", parserFolder, "-Xlinker", "-rpath", "-Xlinker", parserFolder]),
    .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftIDEUtils"),
    .linkedLibrary("SwiftOperators"),
    .linkedLibrary("SwiftParserDiagnostics"), .linkedLibrary("SwiftDiagnostics"),
]

let package = Package(
    name: "aebook",
    products: [.executable(name: "aebook", targets: ["aebook"])],
    targets: [
        // C libraries: a module map and a shim header each.
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CPNG"),
        .systemLibrary(name: "COneDNN"),
        .systemLibrary(name: "CCairo"),
        .systemLibrary(name: "CMarkGFM"),
        .systemLibrary(name: "CGumbo"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CDuktape"),
        .systemLibrary(name: "CLAPACK"),
        .systemLibrary(name: "CCrypto"),
        .systemLibrary(name: "CMicroHTTPD"),
        .systemLibrary(name: "CArithmetic"),
        .systemLibrary(name: "CFiles"),

        // C of our own, where a library's errors must not reach Swift.
        .target(name: "CPNGEncoder", publicHeadersPath: "."),
        // And where C's own functions are replaced.
        .target(name: "CFileWatch", publicHeadersPath: "."),
        // And what the copy of a process does, in which Swift may not run.
        .target(name: "CKeeper", publicHeadersPath: "."),

        // The engine.
        .target(name: "Tensors", dependencies: ["COneDNN", "CArithmetic"], swiftSettings: native),
        .target(name: "Networks", dependencies: ["Tensors", "Digests", "CArithmetic"], swiftSettings: native),
        .target(name: "Digests", dependencies: ["CCrypto", "CFiles"]),
        .target(name: "Images", dependencies: ["CPNG", "CPNGEncoder", "Digests"]),
        .target(name: "Datasets", dependencies: ["Tensors", "Images", "Digests", "CZlib", "CCairo"]),
        .target(
            name: "Training", dependencies: ["Tensors", "Networks", "Datasets", "Digests", "CArithmetic"],
            swiftSettings: native),
        .target(name: "Analysis", dependencies: ["Tensors", "CLAPACK"], swiftSettings: native),
        .target(name: "Figures", dependencies: ["Images", "CCairo"]),

        // Where the columns meet, and what a chapter imports.
        .target(name: "Transcript", dependencies: ["Digests"]),
        .target(
            name: "Workbench",
            dependencies: [
                "Tensors", "Networks", "Datasets", "Training", "Analysis", "Images", "Figures", "Transcript",
                "Digests", "CFileWatch",
            ]),

        // The book, from the ground up; each may use what its line names, and nothing else of the book.
        .target(name: "Workers"),
        .target(name: "Manuscript", dependencies: ["Digests"]),
        .target(name: "Markup", dependencies: ["Manuscript", "Workers", "CGumbo"]),
        .target(name: "SwiftCode", dependencies: ["Manuscript", "Workers", "Digests"], swiftSettings: parserSwift),
        .target(
            name: "Reading",
            dependencies: ["Manuscript", "SwiftCode", "Markup", "Workers", "Digests", "CMarkGFM", "CYAML"],
            swiftSettings: parserSwift),
        .target(
            name: "Tangling", dependencies: ["Manuscript", "SwiftCode", "Workers", "Digests"],
            swiftSettings: parserSwift),
        .target(
            name: "Running",
            dependencies: ["Manuscript", "SwiftCode", "Tangling", "Transcript", "Digests", "CKeeper"],
            swiftSettings: parserSwift),
        .target(
            name: "Rendering",
            dependencies: [
                "Manuscript", "SwiftCode", "Markup", "Running", "Workers", "Transcript", "Digests", "CDuktape", "CZlib",
            ],
            // In the executable itself: a resource bundle beside it would not come along to where it is installed.
            resources: [.embedInCode("Assets")], swiftSettings: parserSwift),
        .target(
            name: "Notebook",
            dependencies: [
                "Manuscript", "SwiftCode", "Reading", "Tangling", "Running", "Rendering", "Workers", "Transcript",
                "Digests",
            ],
            swiftSettings: parserSwift, linkerSettings: parserLinker),
        .target(name: "Serving", dependencies: ["CMicroHTTPD"], resources: [.embedInCode("Assets")]),
        .executableTarget(
            name: "aebook",
            dependencies: [
                "Manuscript", "Reading", "Tangling", "Running", "Rendering", "Notebook", "Datasets", "Transcript",
                "Digests", "Serving",
            ],
            resources: [.embedInCode("New/Template")], swiftSettings: parserSwift),

        // `make bench`.
        .executableTarget(
            name: "aebook-bench", dependencies: ["Training", "Networks", "Datasets", "Analysis", "Tensors"],
            path: "Sources/Benchmarks",
            exclude: ["torch_yardstick.py", "jax_yardstick.py"]),

        // Tests mirror Sources.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(
            name: "CLibraryTests",
            dependencies: [
                "CZlib", "CPNG", "COneDNN", "CCairo", "CMarkGFM", "CGumbo", "CYAML", "CDuktape", "CLAPACK", "CCrypto",
                "CArithmetic", "CFiles", "CFileWatch", "CKeeper", "CPNGEncoder", "CMicroHTTPD",
            ]),
        .testTarget(name: "StructureTests"),
        .testTarget(name: "DigestsTests", dependencies: ["Digests", "TestSupport"]),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors", "TestSupport"]),
        .testTarget(name: "NetworksTests", dependencies: ["Networks", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Analysis", "TestSupport"]),
        .testTarget(name: "TrainingTests", dependencies: ["Training", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "TestSupport"]),
        .testTarget(name: "ImagesTests", dependencies: ["Images", "TestSupport"]),
        .testTarget(name: "FiguresTests", dependencies: ["Figures", "TestSupport"], exclude: ["Golden"]),
        .testTarget(name: "TranscriptTests", dependencies: ["Transcript", "TestSupport"]),
        .testTarget(name: "WorkbenchTests", dependencies: ["Workbench"]),
        .testTarget(
            name: "NotebookTests",
            dependencies: [
                "Workers", "Manuscript", "Markup", "SwiftCode", "Reading", "Tangling", "Running", "Rendering",
                "Notebook",
                "Digests", "TestSupport",
            ],
            exclude: ["Books"],
            swiftSettings: parserSwift),
        .testTarget(name: "ServingTests", dependencies: ["Serving", "TestSupport"]),
        .testTarget(
            name: "aebookTests",
            dependencies: [
                "Manuscript", "Reading", "Running", "Rendering", "Notebook", "Datasets", "TestSupport",
            ],
            exclude: ["Books"],
            swiftSettings: parserSwift),
    ],
    swiftLanguageModes: [.v6]
)
