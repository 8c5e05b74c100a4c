import Tensors

/// Changes parameters along their gradients.
///
/// All that an optimizer remembers from step to step is in its memory: tensors and step counts by parameter, and numbers
/// by name. So a checkpoint holds any optimizer, also one that a chapter declares. Its other properties are settings,
/// which do not change and are part of the training's key.
public protocol Optimizer: AnyObject {
    /// The step size η where no schedule gives another.
    var learningRate: Float { get }
    var memory: OptimizerMemory { get }

    /// One step of each parameter along its gradient. A parameter without a gradient stays, and so does what is remembered
    /// of it.
    /// - Parameter learningRate: the step size of this step.
    func update(_ parameters: [Parameter], along gradients: Gradients, learningRate: Float)
}

extension Optimizer {
    /// One step with the optimizer's own learning rate.
    public func update(_ parameters: [Parameter], along gradients: Gradients) {
        update(parameters, along: gradients, learningRate: learningRate)
    }
}

/// What an optimizer remembers: for each parameter some tensors in its shape, such as moments, and the number of its
/// steps; beside these, numbers by name.
public final class OptimizerMemory {
    /// What there is of one parameter.
    public final class Entry {
        /// Held, so that no other parameter can take its place in memory and with it what is remembered.
        public let parameter: Parameter
        /// Steps so far.
        public fileprivate(set) var step: Int
        /// In the order of ``OptimizerMemory/names``, 0 at first.
        public let tensors: [Parameter]

        fileprivate init(_ parameter: Parameter, step: Int, tensors: [Parameter]) {
            self.parameter = parameter
            self.step = step
            self.tensors = tensors
        }
    }

    /// What the tensors of a parameter are called in a checkpoint.
    public let names: [String]
    /// Numbers that belong to no parameter.
    public var numbers: [String: Double] = [:] {
        didSet { ChangeClock.noteChange(ofObjectFrom: birth) }
    }
    private var entries: [ObjectIdentifier: Entry] = [:]
    private let birth = ChangeClock.now

    public init(_ names: String...) { self.names = names }

    /// Begins a parameter's next step: its count is one more.
    public func next(of parameter: Parameter) -> Entry {
        ChangeClock.noteChange(ofObjectFrom: birth)
        let entry = entry(of: parameter)
        entry.step += 1
        return entry
    }

    private func entry(of parameter: Parameter) -> Entry {
        if let known = entries[ObjectIdentifier(parameter)] { return known }
        let tensors = names.map { _ in Parameter(.zeros(parameter.shape)) }
        let new = Entry(parameter, step: 0, tensors: tensors)
        entries[ObjectIdentifier(parameter)] = new
        return new
    }

    /// Steps of all parameters together: more than before if anything is remembered anew.
    var stepCount: Int { entries.values.reduce(0) { $0 + $1.step } }

    /// What is remembered of a parameter; nil before its first step.
    public subscript(parameter: Parameter) -> Entry? { entries[ObjectIdentifier(parameter)] }
}

extension OptimizerMemory {
    /// What a checkpoint keeps.
    package struct Content {
        package var numbers: [String: Double] = [:]
        /// Step counts by the parameters' names.
        package var steps: [String: Int] = [:]
        /// By tensor name and parameter name, such as `mean.encoder.0.weight`.
        package var tensors: [String: Tensor] = [:]

        package init(
            numbers: [String: Double] = [:], steps: [String: Int] = [:], tensors: [String: Tensor] = [:]
        ) {
            self.numbers = numbers
            self.steps = steps
            self.tensors = tensors
        }
    }

    package func content(of parameters: [NamedParameter]) -> Content {
        var content = Content(numbers: numbers)
        for named in parameters {
            guard let entry = self[named.parameter] else { continue }
            content.steps[named.name] = entry.step
            for (name, tensor) in zip(names, entry.tensors) { content.tensors["\(name).\(named.name)"] = tensor.value }
        }
        return content
    }

    /// - Returns: the name of a tensor that is missing or has another shape than its parameter; nil where all is restored.
    package func restore(_ content: Content, of parameters: [NamedParameter]) -> String? {
        numbers = content.numbers
        entries = [:]
        for named in parameters {
            guard let step = content.steps[named.name] else { continue }
            var tensors: [Parameter] = []
            for name in names {
                guard let tensor = content.tensors["\(name).\(named.name)"], tensor.shape == named.parameter.shape
                else {
                    return "\(name).\(named.name)"
                }
                tensors.append(Parameter(tensor))
            }
            entries[ObjectIdentifier(named.parameter)] = Entry(named.parameter, step: step, tensors: tensors)
        }
        return nil
    }
}
