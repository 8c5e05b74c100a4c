import Networks

/// A model's groups as its key has them: the paths of their parameters, and what their stored properties say.
struct GroupDescription {
    let text: String
    let structure: Structure

    init(of model: any Trainable, _ plan: TrainingPlan) {
        let groups = model.optimizers(plan)
        let paths = Dictionary(
            parameters(of: model).map { (ObjectIdentifier($0.parameter), $0.name) },
            uniquingKeysWith: { first, _ in first })
        structure = Structure(of: groups)
        text = groups.map { group in
            let names = group.parameters.map { paths[ObjectIdentifier($0)] ?? "elsewhere \($0.shape)" }
            return "\(Structure(of: group).plainText) of \(names.joined(separator: " "))"
        }.joined(separator: "; ")
    }
}
