import Foundation
import Networks

/// A named training that has not run: how its model is made, and the plan.
///
/// The model's type is part of the experiment's, so that the result's `model` needs no cast. Experiments of different
/// types stand in one array as `Experiment<any Autoencoder>` or `Experiment<any Trainable>`, or are trained side by side
/// as arguments of one `train`, each result with its own type.
public struct Experiment<Model>: Sendable {
    public let erased: AnyExperiment

    public var name: String { erased.name }
    public var plan: TrainingPlan { erased.plan }
    /// The epochs at whose end the model is kept, in order; it changes nothing about the training.
    public var keptEpochs: [Int] { erased.keptEpochs }

    /// - Parameters:
    ///   - epochs: at whose end the model is kept, for ``Trained/snapshots``; epoch 0 is before the first step. What the
    ///     plan does not reach is not kept, so that a shorter plan needs no other list.
    ///   - makeModel: builds the model; its initial values come from the generator, which the plan seeds.
    /// - Precondition: no epoch is negative.
    public init(
        _ name: String, _ plan: TrainingPlan, keeping epochs: [Int] = [],
        _ makeModel: @escaping @Sendable (inout SeededGenerator) -> Model
    ) where Model: Trainable {
        erased = AnyExperiment(name, plan, keeping: epochs) { makeModel(&$0) }
    }

    /// A training that goes on from another one's result. The parent's key is in this training's key.
    ///
    /// - Parameters:
    ///   - parent: the finished training.
    ///   - makeModel: builds the model from a copy of the parent's, which it may change and train; the parent's own model
    ///     stays as it is.
    public init<Parent>(
        _ name: String, _ plan: TrainingPlan, keeping epochs: [Int] = [], from parent: Trained<Parent>,
        _ makeModel: @escaping @Sendable (Parent, inout SeededGenerator) -> Model
    ) where Model: Trainable {
        erased = AnyExperiment(name, plan, keeping: epochs, parents: [TrainingParent(parent.erased)]) {
            makeModel(parent.copy(), &$0)
        }
    }

    /// The model before any training.
    public func initialModel() -> Model { erased.initialModel(as: Model.self) }

    /// This experiment's result, with its model's type.
    public func result(from erased: AnyTrained) -> Trained<Model> { Trained(erased) }
}

extension Experiment where Model == any Autoencoder {
    /// The same for an experiment that stands in an array with others, whose autoencoders are of other types.
    @_disfavoredOverload
    public init(
        _ name: String, _ plan: TrainingPlan, keeping epochs: [Int] = [],
        _ makeModel: @escaping @Sendable (inout SeededGenerator) -> any Autoencoder
    ) {
        erased = AnyExperiment(name, plan, keeping: epochs) { makeModel(&$0) }
    }
}

extension Experiment where Model == any Trainable {
    /// The same for an experiment that stands in an array with others, whose models are of other types.
    @_disfavoredOverload
    public init(
        _ name: String, _ plan: TrainingPlan, keeping epochs: [Int] = [],
        _ makeModel: @escaping @Sendable (inout SeededGenerator) -> any Trainable
    ) {
        erased = AnyExperiment(name, plan, keeping: epochs) { makeModel(&$0) }
    }
}

/// An experiment without its model's type.
public struct AnyExperiment: Sendable {
    public let name: String
    public let plan: TrainingPlan
    public let keptEpochs: [Int]
    /// The trainings that it goes on from.
    public let parents: [TrainingParent]
    /// What `makeModel` takes from around itself; nil where that is not known.
    let capture: MakerCapture?
    private let makeModel: @Sendable (inout SeededGenerator) -> any Trainable
    private let made = MadeModel()

    init(
        _ name: String, _ plan: TrainingPlan, keeping epochs: [Int], parents: [TrainingParent] = [],
        _ makeModel: @escaping @Sendable (inout SeededGenerator) -> any Trainable
    ) {
        if let other = epochs.first(where: { $0 < 0 }) { fatalError("\(name) has no epoch \(other) to keep") }
        self.name = name
        self.plan = plan
        keptEpochs = Set(epochs).filter { $0 <= plan.epochs }.sorted()
        self.parents = parents
        capture = MakerCapture.take()
        self.makeModel = makeModel
    }

    /// The model before any training.
    /// - Precondition: it is a new one each time.
    public func initialModel() -> any Trainable {
        var generator = SeededGenerator(seed: plan.seed).stream("initial values")
        let model = makeModel(&generator)
        guard made.isNew(model) else {
            fatalError(
                "\(name): its closure gives one and the same model each time, so that it would be trained from where it "
                    + "already is; build the model inside of the closure")
        }
        return model
    }

    /// The epoch whose model is the result; nil where the training itself finds out.
    var resultEpoch: Int? { plan.earlyStopping == nil ? plan.epochs : nil }

    func initialModel<Model>(as type: Model.Type) -> Model { typed(initialModel(), named: name) }
}

/// The model that an experiment has made last, as long as somebody holds it.
private final class MadeModel: @unchecked Sendable {
    private let lock = NSLock()
    private weak var last: AnyObject?

    func isNew(_ model: any Trainable) -> Bool {
        lock.withLock {
            defer { last = model }
            return last !== model
        }
    }
}

/// A finished training that another one goes on from, as its key names it.
public struct TrainingParent: Codable, Equatable, Sendable {
    public let name: String
    /// The digest of the parent's key.
    public let key: String

    init(_ parent: AnyTrained) {
        name = parent.name
        key = parent.key.digest
    }
}

/// A model by the type that its experiment was declared with.
func typed<Model>(_ model: any Trainable, named name: String) -> Model {
    guard let model = model as? Model else { fatalError("the model of \(name) is a \(type(of: model))") }
    return model
}
