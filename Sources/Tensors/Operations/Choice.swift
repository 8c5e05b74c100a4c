extension Tensor {
    /// Independent draws of Gumbel's distribution, −ln(−ln u) for u uniform in (0, 1): the largest of logits with such
    /// noise is a draw from their softmax.
    public static func gumbel(_ shape: Shape, using generator: inout SeededGenerator) -> Tensor {
        @inline(__always) func noise(_ u: Vector) -> Vector { -Vector.logarithm(-Vector.logarithm(u)) }
        // In the middle of the generator's steps, so that no logarithm is infinite.
        let u = Tensor(shape) { for index in $0.indices { $0[index] = generator.uniform() * 0.999_999_9 + 0x1p-25 } }
        return u.map { $0.each(noise) }
    }

    /// The k largest numbers along the last axis, and 0 in place of the others, in the shape of x; of equal numbers the
    /// first ones stay. ∂L/∂x is ∂L/∂y where a number stays, 0 elsewhere.
    ///
    /// Source: Makhzani and Frey, "k-Sparse Autoencoders", ICLR 2014.
    /// - Precondition: k is in 0 ... length of the last axis.
    public func topK(_ k: Int) -> Tensor {
        guard shape.rank > 0, (0...shape[shape.rank - 1]).contains(k) else {
            fatalError("the \(k) largest numbers along the last axis of the shape \(shape)")
        }
        @inline(__always) func kept(_ x: Vector, _ mask: Vector) -> Vector { x.replacing(with: 0, where: mask .== 0) }
        let mask = maskOfLargest(k)
        return Tensor.map(detached, mask) { $0.each(kept) }.derived(from: self) {
            [Tensor.map($0, mask) { $0.each(kept) }]
        }
    }

    /// 1 at the k largest numbers along the last axis, 0 elsewhere.
    private func maskOfLargest(_ k: Int) -> Tensor {
        let (x, length) = (plain, shape[shape.rank - 1])
        let scratch = Storage(count: length)
        let keys = UnsafeMutableRawPointer(scratch.start).bindMemory(to: Int32.self, capacity: length)
        return Tensor(shape) { target in
            target.initialize(repeating: 0)
            for row in 0..<(k > 0 ? count / length : 0) {
                let start = x.storage.start + row * length
                for place in 0..<length { keys[place] = start[place].orderedBits }
                let bound = smallest(of: k, largestIn: keys, length)
                var ties = k
                for place in 0..<length where start[place].orderedBits > bound {
                    target[row * length + place] = 1
                    ties -= 1
                }
                for place in 0..<length where ties > 0 && start[place].orderedBits == bound {
                    target[row * length + place] = 1
                    ties -= 1
                }
            }
            withExtendedLifetime((x, scratch)) {}
        }
    }
}

extension Float {
    /// Integers in the order of the numbers, NaN behind all; −0 counts as 0.
    fileprivate var orderedBits: Int32 {
        let bits = Int32(bitPattern: (self + 0).bitPattern)
        return bits ^ ((bits >> 31) & 0x7FFF_FFFF)
    }
}

/// The k-th largest of some numbers, which are put into another order (Hoare's selection).
private func smallest(of k: Int, largestIn keys: UnsafeMutablePointer<Int32>, _ count: Int) -> Int32 {
    var (low, high) = (0, count - 1)
    while low < high {
        let pivot = keys[(low + high) / 2]
        var (left, right) = (low, high)
        while left <= right {
            while keys[left] > pivot { left += 1 }
            while keys[right] < pivot { right -= 1 }
            guard left <= right else { break }
            (keys[left], keys[right]) = (keys[right], keys[left])
            left += 1
            right -= 1
        }
        if k - 1 <= right { high = right } else if k - 1 >= left { low = left } else { return keys[k - 1] }
    }
    return keys[k - 1]
}

/// A relaxed draw of one class for each row: softmax((x + g) / temperature) along the last axis. The colder, the nearer to
/// a one-hot row. Derived with respect to both as the softmax is.
///
/// - Parameters:
///   - logits: x, any shape whose last axis holds the classes
///   - temperature: above 0
///   - noise: g in the shape of x, from ``Tensor/gumbel(_:using:)``
///
/// Source: Jang, Gu and Poole, "Categorical Reparameterization with Gumbel-Softmax", ICLR 2017.
/// - Precondition: the shapes are equal.
public func gumbelSoftmax(_ logits: Tensor, temperature: Float, noise: Tensor) -> Tensor {
    guard logits.shape == noise.shape, logits.shape.rank > 0 else {
        fatalError("noise of the shape \(noise.shape) does not fit logits of \(logits.shape)")
    }
    guard temperature > 0 else { fatalError("a temperature of \(temperature), which is not above 0") }
    return ((logits + noise) / temperature).softmax(axis: -1)
}

/// The same with noise drawn from a generator.
public func gumbelSoftmax(
    _ logits: Tensor, temperature: Float, using generator: inout SeededGenerator
) -> Tensor {
    gumbelSoftmax(logits, temperature: temperature, noise: .gumbel(logits.shape, using: &generator))
}
