/// What an autoencoder makes of one image, layer by layer: name, output shape, parameters.
public func summary(of model: any Autoencoder, pixels: Int = 784) -> Table {
    let image = Tensor.zeros([1, pixels])
    let code = model.encode(image)
    let rows =
        rows("encoder", model.encoder, image) + rows("decoder", model.decoder, code)
        + [["", "", "all", model.parameterCount.formatted]]
    return Table(
        columns: [
            .init("part", alignment: .text), .init("layer", alignment: .text), .init("output"), .init("parameters"),
        ], rows: rows)
}

private func rows(_ part: String, _ layers: Sequential, _ input: Tensor) -> [[String]] {
    layers.outputs(of: input).enumerated().map { place, step in
        let parameters = parameterCount(of: step.layer)
        return [
            place == 0 ? part : "", String(describing: type(of: step.layer)),
            step.output.shape.array.dropFirst().map(String.init).joined(separator: " × "),
            parameters == 0 ? "" : parameters.formatted,
        ]
    }
}
