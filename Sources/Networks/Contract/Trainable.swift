/// Something that can be trained. It says what a step means; the trainer owns order, time, store and resume.
///
/// Most models need one of the first two functions:
///
/// - an ``Autoencoder`` only `loss(images)`;
/// - anything else ``loss(_:_:)``, which sees the batch's labels or targets, and where in the training the step is;
/// - a model whose step is several updates, such as an adversary's, ``trainingStep(_:_:)``.
///
/// What a model keeps of its own from step to step lives in a ``Parameter``, a ``Buffer`` or a ``Kept`` property. The
/// training's checkpoints hold these; a plain variable that changes during the training is refused by name.
public protocol Trainable: AnyObject, SendableMetatype {
    /// What training makes small, for one batch. Noise is drawn from `step.generator`.
    func loss(_ batch: Batch, _ step: inout Step) -> Loss

    /// Which parameters are trained, by which optimizers. By default all of them, by the plan's optimizer.
    func optimizers(_ plan: TrainingPlan) -> [ParameterGroup]

    /// One step: by default one loss and one update of all groups.
    ///
    /// - Returns: what the record and the live curve show of the step.
    func trainingStep(_ batch: Batch, _ step: inout Step) -> Loss

    /// What the record shows beside the losses, such as a test accuracy, of samples that were not trained on.
    func evaluate(_ data: EvaluationData) -> [Measure]
}

extension Trainable {
    public func optimizers(_ plan: TrainingPlan) -> [ParameterGroup] {
        [ParameterGroup("model", of: self, plan.makeOptimizer())]
    }

    public func trainingStep(_ batch: Batch, _ step: inout Step) -> Loss {
        step.minimize { step in loss(batch, &step) }
    }

    public func evaluate(_ data: EvaluationData) -> [Measure] { [] }

    /// The number of numbers that training changes.
    public var parameterCount: Int { Networks.parameterCount(of: self) }
}
