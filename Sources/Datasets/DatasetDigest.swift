import Digests

extension Dataset {
    /// The SHA-256 of every part's values, shape and kind; the names are not in it, for they change no number.
    static func digest(training: Samples, validation: Samples, test: Samples) -> String {
        var digest = SHA256()
        if [training, test].allSatisfy(\.areBytewise), validation.count == 0 {
            update(&digest, bytewise: [("training", training), ("test", test)])
        } else {
            update(&digest, parts: [("training", training), ("validation", validation), ("test", test)])
        }
        return digest.hexadecimal()
    }

    /// Gray pictures with a byte for a label. Of these alone there were data sets at first, and the trainings that
    /// are kept know them by this digest.
    private static func update(_ digest: inout SHA256, bytewise parts: [(name: String, samples: Samples)]) {
        for (name, samples) in parts {
            digest.update(field: "\(name) \(samples.count) \(samples.height) \(samples.width)")
            digest.update(samples.pixels)
            digest.update(samples.labels.map { UInt8($0) })
        }
    }

    private static func update(_ digest: inout SHA256, parts: [(name: String, samples: Samples)]) {
        for (name, samples) in parts {
            digest.update(field: "\(name) of samples of any shape")
            digest.update(values: samples.features, as: "features")
            digest.update(field: "\(samples.labels.count) labels")
            samples.labels.withUnsafeBytes { digest.update($0) }
            if let targets = samples.targets { digest.update(values: targets, as: "targets") }
        }
    }
}

extension Samples {
    /// Whether they are gray pictures that all have a label below 256, and nothing to predict.
    fileprivate var areBytewise: Bool {
        features.isBytes && sampleShape.count == 2 && targets == nil && labels.count == count
            && labels.allSatisfy { $0 < 256 }
    }
}

extension SHA256 {
    /// The bytes as they are in memory: the numbers of every machine that Swift runs on begin with their lowest byte.
    fileprivate mutating func update(values: SampleValues, as name: String) {
        let kind = values.isBytes ? "bytes" : "floats"
        update(field: "\(name) \(kind) \(values.count) \(values.shape.map(String.init).joined(separator: " "))")
        switch values.storage {
        case .bytes(let bytes): update(bytes)
        case .floats(let floats): floats.withUnsafeBytes { update($0) }
        }
    }
}
