import Networks

/// The series of a training as they grow.
struct SeriesLog: Equatable {
    private(set) var all: [Series] = []
    /// Finished epochs.
    private(set) var epochs = 0

    init(_ all: [Series] = []) {
        self.all = all
        epochs = all.map(\.values.count).max() ?? 0
    }

    /// The values of a finished epoch. A series that an epoch has no value of goes on with no number.
    mutating func append(_ values: [Measure]) {
        for value in values {
            if !all.contains(where: { $0.name == value.name }) {
                all.append(Series(value.name, Array(repeating: .nan, count: epochs)))
            }
        }
        for place in all.indices {
            all[place].values.append(values.first { $0.name == all[place].name }?.value ?? .nan)
        }
        epochs += 1
    }
}

/// The losses of an epoch's batches on their way to one number each.
struct EpochAverages {
    private var sums: [(name: String, sum: Double, weight: Double)] = []

    /// - Parameter count: the batch's samples.
    mutating func add(_ loss: Loss, count: Int) {
        add(Series.loss, loss.total.scalar, loss.averaging, count)
        for term in loss.terms { add(term.name, term.value, loss.averaging, count) }
    }

    /// The same over a whole part of the data, where every sample counts alike.
    mutating func addEvaluation(_ loss: Loss, count: Int, prefix: String) {
        let averaging: Loss.Averaging = loss.averaging == .sums ? .sums : .samples
        add(prefix + Series.loss, loss.total.scalar, averaging, count)
        for term in loss.terms { add(prefix + term.name, term.value, averaging, count) }
    }

    private mutating func add(_ name: String, _ value: Float, _ averaging: Loss.Averaging, _ count: Int) {
        let (value, weight): (Double, Double) =
            switch averaging {
            case .batches: (Double(value), 1)
            case .samples: (Double(value) * Double(count), Double(count))
            case .sums: (Double(value), Double(count))
            }
        guard let place = sums.firstIndex(where: { $0.name == name }) else {
            sums.append((name, value, weight))
            return
        }
        sums[place].sum += value
        sums[place].weight += weight
    }

    var values: [Measure] { sums.map { Measure($0.name, $0.sum / $0.weight) } }
}
