/// The paths of a model's batch normalizations that have seen no batch in training mode: their running means are still 0
/// and their variances 1.
package func unseenStatistics(of model: any Trainable) -> [String] {
    let named = buffers(of: model)
    let variances = Dictionary(named.map { ($0.name, $0.buffer) }, uniquingKeysWith: { first, _ in first })
    return named.compactMap { mean in
        guard mean.name.hasSuffix(".running_mean"), mean.buffer.value.scalars.allSatisfy({ $0 == 0 }),
            let variance = variances[mean.name.replacing(/running_mean$/, with: "running_var")],
            variance.value.scalars.allSatisfy({ $0 == 1 })
        else { return nil }
        return String(mean.name.dropLast(".running_mean".count))
    }
}
