import Networks

/// Watches a validation loss, and holds the model as it was when that was smallest.
struct EarlyStopper {
    let rule: EarlyStopping
    private(set) var bestEpoch = 0
    private(set) var bestLoss = Double.infinity
    private(set) var best = SafeTensors()

    init(_ rule: EarlyStopping) { self.rule = rule }

    init(_ rule: EarlyStopping, bestEpoch: Int, bestLoss: Double, best: SafeTensors) {
        self.rule = rule
        self.bestEpoch = bestEpoch
        self.bestLoss = bestLoss
        self.best = best
    }

    mutating func note(_ loss: Double, of model: any Trainable, epoch: Int) {
        guard bestEpoch == 0 || loss < bestLoss - rule.minimumImprovement else { return }
        (bestEpoch, bestLoss) = (epoch, loss)
        best = SafeTensors(parametersOf: model)
    }

    func isOver(after epoch: Int) -> Bool { epoch - bestEpoch >= rule.patience }
}
