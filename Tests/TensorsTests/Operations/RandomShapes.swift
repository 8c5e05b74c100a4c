import Tensors

extension SeededGenerator {
    /// A shape of random lengths, up to `longest` each.
    mutating func shape(ranks: ClosedRange<Int> = 1...4, longest: Int = 7) -> Shape {
        let rank = Int.random(in: ranks, using: &self)
        return Shape((0..<rank).map { _ in Int.random(in: 1...longest, using: &self) })
    }

    /// An axis of a shape, counted from either end.
    mutating func axis(of shape: Shape) -> Int { Int.random(in: -shape.rank..<shape.rank, using: &self) }

    /// Some axes of a shape, each counted from either end.
    mutating func axes(of shape: Shape) -> [Int] {
        (0..<shape.rank).shuffled(using: &self).prefix(Int.random(in: 1...shape.rank, using: &self)).map {
            Bool.random(using: &self) ? $0 : $0 - shape.rank
        }
    }

    /// Numbers that are at least 0.1 apart from one another, so that no small step changes their order.
    mutating func distinct(_ shape: Shape) -> Tensor {
        let places = permutation(shape.count)
        return Tensor(shape, places.map { Float($0) * 0.1 - Float(shape.count) * 0.05 })
    }

    /// A shape that is broadcast to another one: some axes of the length 1, some in front left out.
    mutating func stretchable(to shape: Shape) -> Shape {
        let kept = shape.array.map { Bool.random(using: &self) ? $0 : 1 }
        return Shape(kept.dropFirst(Int.random(in: 0...shape.rank, using: &self)))
    }
}

extension Tensor {
    var isAllFinite: Bool { scalars.allSatisfy { $0.isFinite } }
}
