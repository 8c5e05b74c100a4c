import Tensors

/// The groups of a model under training: derives losses and updates parameters.
package final class Optimization {
    package let groups: [ParameterGroup]
    /// Every parameter of the model, by its path.
    private let named: [NamedParameter]
    private let clipNorm: Float?
    private let schedule: Schedule
    /// A loss that was not finite, before which nothing was updated.
    package private(set) var failedLoss: Float?
    /// The trained parameters that no gradient has reached so far.
    private var unreached: Set<ObjectIdentifier>
    /// Choices of groups that have been looked at.
    private var known: [[String]: Choice] = [:]

    private struct Choice {
        let groups: [ParameterGroup]
        let parameters: [Parameter]
        /// Whether these are all of the model's.
        let isWhole: Bool
    }

    /// - Throws: `OptimizationError` where the groups cannot be what was meant.
    package init(of model: any Trainable, plan: TrainingPlan) throws(OptimizationError) {
        groups = model.optimizers(plan)
        named = parameters(of: model)
        clipNorm = plan.clipNorm
        schedule = plan.schedule
        unreached = Set(groups.flatMap(\.parameters).map { ObjectIdentifier($0) })
        try GroupCheck(groups: groups, named: named).check(plan)
    }

    /// - Parameter names: of groups; all of the running phase where there are none.
    func minimize(_ names: [String], of step: inout Step, _ body: (inout Step) -> Loss) -> Loss {
        let choice = choice(names.isEmpty ? step.phase.groups ?? groups.map(\.name) : names)
        let (loss, gradients) = derived(choice, &step, body)
        guard loss.total.scalar.isFinite else {
            failedLoss = failedLoss ?? loss.total.scalar
            return loss
        }
        update(choice, along: clipped(gradients, choice), step)
        return loss
    }

    /// The paths of the parameters in these groups that no gradient has reached so far.
    package func unreachedParameters(in phase: RunningPhase) -> [String] {
        let chosen = groups.filter { phase.groups?.contains($0.name) ?? true }.flatMap(\.parameters)
        let wanted = Set(chosen.map { ObjectIdentifier($0) }).intersection(unreached)
        return named.filter { wanted.contains(ObjectIdentifier($0.parameter)) }.map(\.name)
    }
}

extension Optimization {
    private func derived(_ choice: Choice, _ step: inout Step, _ body: (inout Step) -> Loss) -> (Loss, Gradients) {
        var loss: Loss?
        let evaluate = {
            let result = body(&step)
            loss = result.detached
            return result.total
        }
        let (_, gradients) =
            choice.isWhole ? valueAndGradients(evaluate) : valueAndGradients(of: choice.parameters, evaluate)
        guard let loss else { fatalError("the loss was not evaluated") }
        if !unreached.isEmpty {
            for parameter in choice.parameters where gradients[parameter] != nil {
                unreached.remove(ObjectIdentifier(parameter))
            }
        }
        return (loss, gradients)
    }

    private func clipped(_ gradients: Gradients, _ choice: Choice) -> Gradients {
        guard let clipNorm else { return gradients }
        return gradients.clipped(toNorm: clipNorm, of: choice.parameters).gradients
    }

    private func update(_ choice: Choice, along gradients: Gradients, _ step: Step) {
        for group in choice.groups {
            let rate = rate(of: group, step)
            group.optimizer.update(group.parameters, along: gradients, learningRate: rate)
        }
    }

    /// The first group's learning rate at a step; nil where it never changes.
    package func changingRate(at step: Step) -> Float? {
        guard let group = groups.first, (group.schedule ?? schedule) != .constant else { return nil }
        return rate(of: group, step)
    }

    private func rate(of group: ParameterGroup, _ step: Step) -> Float {
        let base = group.optimizer.learningRate
        let schedule = group.schedule ?? schedule
        guard schedule != .constant else { return base }
        return Float(schedule.rate(at: step.number, base: Double(base), step.timeline))
    }

    private func choice(_ names: [String]) -> Choice {
        if let choice = known[names] { return choice }
        let chosen = names.map { name in
            guard let group = groups.first(where: { $0.name == name }) else {
                let others = groups.map { "“\($0.name)”" }.joined(separator: ", ")
                fatalError("the model's `optimizers` has no group “\(name)”; it has \(others)")
            }
            return group
        }
        let parameters = chosen.flatMap(\.parameters)
        var seen: Set<ObjectIdentifier> = []
        if let twice = parameters.first(where: { !seen.insert(ObjectIdentifier($0)).inserted }) {
            let path = named.first { $0.parameter === twice }?.name ?? "a parameter"
            let holding = chosen.filter { $0.parameters.contains { $0 === twice } }.map { "“\($0.name)”" }
            fatalError(
                """
                \(path) is in the groups \(holding.joined(separator: " and ")), and one update would move it twice; \
                name the group in `step.minimize`, or let a phase train one of them
                """)
        }
        let choice = Choice(groups: chosen, parameters: parameters, isWhole: parameters.count == named.count)
        known[names] = choice
        return choice
    }
}

extension Loss {
    /// The same values, without what they were derived from.
    var detached: Loss { Loss(total: total.detached, terms: terms, averaging: averaging) }
}
