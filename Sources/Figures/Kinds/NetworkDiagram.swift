import Foundation

/// A network as what flows through it: one bar for each stage of the data, as wide as the logarithm of how many numbers
/// it holds, and between the bars the layers that lead from one to the next.
public struct NetworkDiagram: Figure, Equatable {
    /// The data between two layers.
    public struct Stage: Equatable, Sendable {
        /// Its shape, such as “14 × 14 × 16”.
        public let name: String
        /// How many numbers it holds for one sample.
        public let count: Int
        /// True for the stage that the diagram is about, such as the code.
        public let isMarked: Bool

        public init(_ name: String, count: Int, isMarked: Bool = false) {
            self.name = name
            self.count = count
            self.isMarked = isMarked
        }
    }

    /// A layer, or several that belong together.
    public struct Step: Equatable, Sendable {
        /// Such as “Linear, ReLU”.
        public let name: String
        public let parameters: Int

        public init(_ name: String, parameters: Int) {
            self.name = name
            self.parameters = parameters
        }
    }

    public var title: String
    public var width: Double
    public let stages: [Stage]
    /// One fewer than stages.
    public let steps: [Step]
    /// Printed below the figure.
    public var note: String

    /// - Precondition: there is one step from each stage to the next.
    public init(
        stages: [Stage], steps: [Step], title: String = "",
        note: String = "The width of a bar grows with the logarithm.",
        width: Double = 680
    ) {
        guard steps.count == max(stages.count - 1, 0) else {
            fatalError("a network diagram of \(stages.count) stages with \(steps.count) steps between them")
        }
        self.stages = stages
        self.steps = steps
        self.title = title
        self.note = note
        self.width = width
    }

    static let stageHeight = 22.0
    static let stepHeight = 26.0

    public func height(atWidth width: Double) -> Double {
        let rows = Double(max(stages.count, 1)) * Self.stageHeight + Double(steps.count) * Self.stepHeight
        return header.height(width: width) + rows + 6
    }

    var header: FigureHeader { FigureHeader(title: title, notes: note.isEmpty ? [] : [note]) }

    /// How wide a stage's bar is, as a share of the widest: log₂(count + 1), so that a single number has a width too.
    func share(of stage: Stage) -> Double {
        let largest = log2(Double((stages.map(\.count).max() ?? 1) + 1))
        return largest > 0 ? log2(Double(max(stage.count, 0) + 1)) / largest : 0
    }

    public var summary: String {
        guard let first = stages.first else { return "Diagram of a network without layers." }
        let rest = zip(steps, stages.dropFirst()).map { step, stage in "\(step.name) to \(stage.name)" }
        let parameters = steps.reduce(0) { $0 + $1.parameters }
        return "Diagram of a network from \(first.name): " + Points.list(rest)
            + "; \(NumberText.count(parameters)) parameters."
    }
}
