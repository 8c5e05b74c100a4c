/// A picture of an autoencoder, drawn from the network itself: what flows through it for one image, the layers between,
/// and their parameters. Layers without parameters that do not change the count of numbers stand with the layer before.
public func diagram(of model: any Autoencoder, pixels: Int = 784) -> NetworkDiagram {
    let image = Tensor.zeros([1, pixels])
    let code = model.encode(image)
    var parts = Parts(stages: [.init("\(pixels)", count: pixels)], steps: [])
    parts.add(model.encoder, image, marksEnd: true)
    parts.add(model.decoder, code, marksEnd: false)
    return NetworkDiagram(stages: parts.stages, steps: parts.steps)
}

private struct Parts {
    var stages: [NetworkDiagram.Stage]
    var steps: [NetworkDiagram.Step]

    mutating func add(_ layers: Sequential, _ input: Tensor, marksEnd: Bool) {
        let first = steps.count
        for (layer, output) in layers.outputs(of: input) {
            let (name, parameters) = (String(describing: type(of: layer)), parameterCount(of: layer))
            let stage = NetworkDiagram.Stage(shape(of: output), count: output.count)
            let changesNothing = parameters == 0 && output.count == stages[stages.count - 1].count
            switch layer {
            case is Flatten where changesNothing: break
            // The shape that the next layer sees, such as 7 × 7 × 32.
            case is Reshape where changesNothing: stages[stages.count - 1] = stage
            case _ where changesNothing && steps.count > first:
                let last = steps.removeLast()
                steps.append(.init("\(last.name), \(name)", parameters: last.parameters))
            default:
                steps.append(.init(name, parameters: parameters))
                stages.append(stage)
            }
        }
        guard marksEnd, let code = stages.last else { return }
        stages[stages.count - 1] = .init(code.name, count: code.count, isMarked: true)
    }

    private func shape(of output: Tensor) -> String {
        let axes = Array(output.shape.array.dropFirst())
        // Height and width first, as pictures are spoken of.
        return (axes.count == 3 ? [axes[1], axes[2], axes[0]] : axes).map(\.formatted).joined(separator: " × ")
    }
}
