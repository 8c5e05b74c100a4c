/// Why a model's groups cannot be what was meant, and what to do.
package struct OptimizationError: Error, Equatable {
    package let reason: String
}

/// Holds what a model declares in `optimizers` against its parameters and the plan.
struct GroupCheck {
    let groups: [ParameterGroup]
    /// Every parameter of the model, by its path.
    let named: [NamedParameter]

    func check(_ plan: TrainingPlan) throws(OptimizationError) {
        guard !named.isEmpty else {
            throw refusal(
                """
                the model has no parameters, so there is nothing to train; keep its layers in stored properties
                """)
        }
        guard !groups.isEmpty else { throw refusal("`optimizers` gives no groups, so nothing is trained") }
        try checkNames()
        try checkParameters()
        try checkOptimizers()
        try checkPhases(plan)
    }

    private func checkNames() throws(OptimizationError) {
        var seen: Set<String> = []
        if let twice = groups.map(\.name).first(where: { !seen.insert($0).inserted }) {
            throw refusal("two groups are called “\(twice)”; give each a name of its own")
        }
    }

    private func checkParameters() throws(OptimizationError) {
        if let empty = groups.first(where: \.parameters.isEmpty) {
            throw refusal(
                "the group “\(empty.name)” has no parameters; give it layers or a model that has some, or leave it out")
        }
        let own = Set(named.map { ObjectIdentifier($0.parameter) })
        for group in groups {
            guard let other = group.parameters.first(where: { !own.contains(ObjectIdentifier($0)) }) else { continue }
            throw refusal(
                """
                the group “\(group.name)” has a parameter of the shape \(other.shape) that is in no stored property of \
                the model, so that no checkpoint would hold it; keep it, or its layer, in one
                """)
        }
    }

    private func checkOptimizers() throws(OptimizationError) {
        for (place, group) in groups.enumerated() {
            if let other = groups[..<place].first(where: { $0.optimizer === group.optimizer }) {
                throw refusal(
                    "the groups “\(other.name)” and “\(group.name)” share one optimizer; give each its own")
            }
        }
    }

    private func checkPhases(_ plan: TrainingPlan) throws(OptimizationError) {
        for phase in plan.phases {
            for name in phase.groups ?? [] where !groups.contains(where: { $0.name == name }) {
                let known = groups.map { "“\($0.name)”" }.joined(separator: ", ")
                throw refusal("the phase “\(phase.name)” trains “\(name)”, and the model has the groups \(known)")
            }
        }
    }

    private func refusal(_ reason: String) -> OptimizationError { OptimizationError(reason: reason) }
}
