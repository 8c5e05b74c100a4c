import Tensors
import Testing

/// Reductions along axes against plain loops in double precision and finite differences, on shapes and axes drawn anew.
@Suite struct ReductionTests {
    private typealias Reduce = (Tensor, [Int], Bool) -> Tensor

    @Test func valuesAndDerivatives() {
        let smooth: [(String, Reduce, ([Double]) -> Double)] = [
            ("sum", { $0.sum(axes: $1, keepDims: $2) }, { $0.reduce(0, +) }),
            ("mean", { $0.mean(axes: $1, keepDims: $2) }, { $0.reduce(0, +) / Double($0.count) }),
            ("variance", { $0.variance(axes: $1, unbiased: false, keepDims: $2) }, { squares($0) / Double($0.count) }),
            ("max", { $0.max(axes: $1, keepDims: $2) }, { $0.max()! }),
            ("min", { $0.min(axes: $1, keepDims: $2) }, { $0.min()! }),
        ]
        var g = SeededGenerator(seed: 51)
        for round in 0..<60 {
            let isLong = round % 4 == 0
            let shape = g.shape(ranks: 1...(isLong ? 2 : 4), longest: isLong ? 40 : 5)
            let (axes, keepDims) = (g.axes(of: shape), Bool.random(using: &g))
            let (normal, distinct) = (Tensor.normal(shape, using: &g), g.distinct(shape))
            for (name, reduce, expected) in smooth {
                let x = name.hasPrefix("m") && name != "mean" ? distinct : normal
                let (y, groups) = (reduce(x, axes, keepDims), groups(x, axes))
                #expect(y.shape == reduced(shape, axes, keepDims), "\(name) of \(shape) over \(axes)")
                for (value, group) in zip(y.scalars, groups) {
                    let right = expected(group)
                    let size = group.reduce(1e-3) { $0 + abs($1) } / Double(group.count)
                    let isNear = abs(Double(value) - right) <= 1e-5 * max(abs(right), size)
                    #expect(isNear, "\(name) of \(shape) over \(axes)")
                }
                checkGradients(of: [x], "\(name) of \(shape) over \(axes)") { reduce($0[0], axes, keepDims) }
            }
        }
    }

    @Test func logarithmsOfSums() {
        var g = SeededGenerator(seed: 52)
        for _ in 0..<40 {
            let shape = g.shape(longest: 20)
            let (x, axis) = (Tensor.normal(shape, using: &g) * 2, g.axis(of: shape))
            let keepDims = Bool.random(using: &g)
            checkGradients(of: [x], "logSumExp along \(axis) of \(shape)") {
                $0[0].logSumExp(axis: axis, keepDims: keepDims)
            }
            checkGradients(of: [x], "softmax along \(axis) of \(shape)") { $0[0].softmax(axis: axis) }
            checkGradients(of: [x], "logSoftmax along \(axis) of \(shape)") { $0[0].logSoftmax(axis: axis) }
            let sums = x.softmax(axis: axis).sum(axis: axis)
            #expect(sums.scalars.allSatisfy { abs($0 - 1) < 1e-5 })
        }
        let extreme = Tensor([2, 3], [1e4, 0, -1e4, -3e38, -3e38, -3e38])
        #expect(extreme.softmax(axis: 1).scalars.prefix(3) == [1, 0, 0])
        #expect(extreme.logSoftmax(axis: 1).isAllFinite)
        #expect(Tensor([1, 2], [-.infinity, -.infinity]).logSumExp(axis: 1).scalars == [-.infinity])
        #expect(Tensor([1, 2], [-.infinity, 3]).softmax(axis: 1).scalars == [0, 1])
    }

    /// Of equal numbers the first has the derivative, and is the place.
    @Test func ties() {
        let x = Parameter(Tensor([2, 4], [1, 3, 3, 2, -5, -5, -5, -5]))
        #expect(x.value.argMax(axis: 1) == [1, 0])
        #expect(x.value.argMin(axis: -1) == [0, 0])
        let (_, gradients) = valueAndGradients { x.value.max(axis: 1).sum() + x.value.min(axis: 1).sum() * 10 }
        #expect(gradients[x]?.scalars == [10, 1, 0, 0, 11, 0, 0, 0])
        let long = Tensor([1, 100], (0..<100).map { $0 == 37 || $0 == 70 ? 1 : 0 })
        #expect(long.argMax(axis: 1) == [37])
        #expect(long.transpose().argMax(axis: 0) == [37])
        #expect(Tensor([3], [-.infinity, -.infinity, -.infinity]).argMax(axis: 0) == [0])
        #expect(Tensor([4], [1, .nan, 5, .nan]).argMax(axis: 0) == [1])
        #expect(Tensor([4], [1, .nan, 5, .nan]).max().scalar.isNaN)
    }

    /// A long sum in single precision would be off by 9 percent.
    @Test(arguments: [100_000, 10_000_000])
    func longSums(_ rows: Int) {
        let column = Tensor([rows, 1], repeating: 0.1)
        let expected = Float(Double(Float(0.1)) * Double(rows))
        for sum in [column.sum(axis: 0), column.transpose().sum(axis: 1), column.sum(axes: [0, 1])] {
            #expect(abs(sum.scalar - expected) <= 1e-6 * expected)
        }
        let wide = Tensor([rows / 4, 4], repeating: 0.1).sum(axis: 0)
        #expect(wide.scalars.allSatisfy { abs($0 - expected / 4) <= 1e-6 * expected / 4 })
    }

    /// A batch is added up row by row, whatever else is careful: the bits of trained models depend on it.
    @Test(arguments: [1, 2, 100, 128])
    func batchesAreAddedInOrder(_ rows: Int) {
        var g = SeededGenerator(seed: UInt64(rows))
        for columns in [1, 5, 16, 300] {
            let x = Tensor.normal([rows, columns], using: &g)
            let expected = (0..<columns).map { column in x.column(column).reduce(0, +) }
            #expect(x.sum(axis: 0).scalars == expected)
        }
    }

    @Test func varianceFarFromZero() {
        let x = Tensor([1, 4], [10_000, 10_000.5, 10_001, 10_001.5])
        #expect(abs(x.variance(axis: 1).scalar - 0.416_666_66) < 1e-6)
        #expect(abs(x.variance(unbiased: false).scalar - 0.3125) < 1e-6)
    }

    @Test func largestKept() {
        var g = SeededGenerator(seed: 53)
        for round in 0..<40 {
            let shape = round % 2 == 0 ? g.shape(ranks: 1...2, longest: 33) : g.shape(longest: 5)
            let (x, length) = (g.distinct(shape), shape[shape.rank - 1])
            let k = Int.random(in: 0...length, using: &g)
            let y = x.topK(k)
            for row in 0..<x.count / length {
                let places = row * length..<(row + 1) * length
                let (from, to) = (x.scalars[places], y.scalars[places])
                let kept = Set(from.sorted(by: >).prefix(k))
                #expect(Array(to) == from.map { kept.contains($0) ? $0 : 0 })
            }
            checkGradients(of: [x], "\(k) largest of \(shape)") { $0[0].topK(k).square() }
        }
        #expect(Tensor([5], [2, 7, 7, 1, 7]).topK(2).scalars == [0, 7, 7, 0, 0])
        #expect(Tensor([4], [-1, -3, -2, -1]).topK(3).scalars == [-1, 0, -2, -1])
    }

    @Test func mistakes() async {
        let axis = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([3, 4]).sum(axis: 2)
        }
        #expect(message(of: axis).contains("axis 2 of the shape [3, 4], which has 2 axes"))
        let twice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([3, 4]).mean(axes: [1, -1])
        }
        #expect(message(of: twice).contains("the axes [1, -1] of the shape [3, 4] name one axis twice"))
        let nothing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([3, 0]).max(axis: 1)
        }
        #expect(message(of: nothing).contains("largest or smallest of 0 elements"))
    }

    private func reduced(_ shape: Shape, _ axes: [Int], _ keepDims: Bool) -> Shape {
        let places = axes.map { $0 < 0 ? $0 + shape.rank : $0 }
        let lengths = (0..<shape.rank).compactMap { places.contains($0) ? (keepDims ? 1 : nil) : shape[$0] }
        return Shape(lengths)
    }

    /// The numbers that each element of the result is made of.
    private func groups(_ x: Tensor, _ axes: [Int]) -> [[Double]] {
        let shape = x.shape
        let places = axes.map { $0 < 0 ? $0 + shape.rank : $0 }
        let kept = (0..<shape.rank).filter { !places.contains($0) }
        var groups = [[Double]](repeating: [], count: kept.reduce(1) { $0 * shape[$1] })
        for (index, value) in x.scalars.enumerated() {
            var (rest, indices) = (index, [Int](repeating: 0, count: shape.rank))
            for axis in (0..<shape.rank).reversed() {
                (rest, indices[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
            }
            groups[kept.reduce(0) { $0 * shape[$1] + indices[$1] }].append(Double(value))
        }
        return groups
    }
}

private func squares(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
}
