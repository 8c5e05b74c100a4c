import Tensors
import Testing

/// What moves elements, against finite differences and against plain loops, on shapes and axes drawn anew.
@Suite struct ShapeGradientTests {
    @Test func slicesAndPieces() {
        var g = SeededGenerator(seed: 31)
        for _ in 0..<40 {
            let shape = g.shape()
            let (x, axis) = (Tensor.normal(shape, using: &g), g.axis(of: shape))
            let length = shape.array[axis < 0 ? axis + shape.rank : axis]
            let start = Int.random(in: 0...length, using: &g)
            let range = start..<Int.random(in: start...length, using: &g)
            checkGradients(of: [x], "\(range) of axis \(axis) of \(shape)") { $0[0].slice(axis: axis, range).square() }
            let count = Int.random(in: 1...4, using: &g)
            checkGradients(of: [x], "\(count) chunks along \(axis) of \(shape)") { inputs in
                let parts = inputs[0].chunk(count, axis: axis)
                return concatenate(parts.reversed().enumerated().map { $1 * Float($0 + 1) }, axis: axis)
            }
            checkGradients(of: [x], "ends of \(shape)") {
                let ends = [$0[0].prefix(2), $0[0].suffix(3) * 2, $0[0][0..<1], $0[0][(shape[0] / 2)...]]
                return concatenate(ends).square()
            }
        }
    }

    @Test func concatenationsAndStacks() {
        var g = SeededGenerator(seed: 32)
        for _ in 0..<30 {
            let shape = g.shape(ranks: 1...3)
            let parts = (0..<3).map { _ in Tensor.normal(shape, using: &g) }
            let (axis, place) = (g.axis(of: shape), Int.random(in: -shape.rank - 1...shape.rank, using: &g))
            checkGradients(of: parts, "along \(axis) of \(shape)") { concatenate($0, axis: axis).square() }
            checkGradients(of: parts, "stacked along \(place) of \(shape)") { stack($0, axis: place).square() }
            let stacked = stack(parts, axis: place)
            let axisOfParts = place < 0 ? place + shape.rank + 1 : place
            for (index, part) in parts.enumerated() {
                #expect(stacked.slice(axis: axisOfParts, index..<index + 1).scalars == part.scalars)
            }
        }
    }

    @Test func permutations() {
        var g = SeededGenerator(seed: 33)
        for _ in 0..<60 {
            let shape = g.shape(ranks: 1...4, longest: 9)
            let order = (0..<shape.rank).shuffled(using: &g)
            let x = Tensor.normal(shape, using: &g)
            let y = x.transpose(order.map { Bool.random(using: &g) ? $0 : $0 - shape.rank })
            #expect(y.shape.array == order.map { shape[$0] })
            #expect(y.scalars == permuted(x, order), "\(order) of \(shape)")
            checkGradients(of: [x], "\(order) of \(shape)") { $0[0].transpose(order).square() }
        }
        for (rows, columns) in [(1, 70), (70, 1), (33, 65), (300, 301)] {
            let x = Tensor.normal([rows, columns], using: &g)
            #expect(x.transpose().scalars == permuted(x, [1, 0]))
        }
    }

    private func permuted(_ x: Tensor, _ order: [Int]) -> [Float] {
        let (scalars, shape) = (x.scalars, x.shape)
        let steps = (0..<shape.rank).map { axis in (axis + 1..<shape.rank).reduce(1) { $0 * shape[$1] } }
        return (0..<x.count).map { place in
            var (rest, source) = (place, 0)
            for axis in order.reversed() {
                source += rest % shape[axis] * steps[axis]
                rest /= shape[axis]
            }
            return scalars[source]
        }
    }

    /// Indices that come several times and such that never come; of rows and of any other axis.
    @Test func indices() {
        var g = SeededGenerator(seed: 34)
        for _ in 0..<30 {
            let shape = g.shape()
            let (x, axis) = (Tensor.normal(shape, using: &g), g.axis(of: shape))
            let length = shape.array[axis < 0 ? axis + shape.rank : axis]
            let indices = (0..<9).map { _ in Int.random(in: 0..<length, using: &g) }
            checkGradients(of: [x], "\(indices) along \(axis) of \(shape)") {
                $0[0].take(indices, axis: axis).square()
            }
        }
        let table = Tensor([3, 2], [1, 2, 3, 4, 5, 6])
        #expect(embedding(table, [2, 0, 2]).scalars == [5, 6, 1, 2, 5, 6])
        #expect(table.take([1, 1], axis: -1).scalars == [2, 2, 4, 4, 6, 6])
        #expect(oneHot([2, 0], classes: 3).scalars == [0, 0, 1, 1, 0, 0])
    }

    @Test func placesAsRowsAndBack() {
        var g = SeededGenerator(seed: 35)
        for shape in [[2, 3, 4, 5], [1, 1, 3, 3], [2, 64, 7, 7], [3, 5, 1, 1]] as [Shape] {
            let x = Tensor.normal(shape, using: &g)
            #expect(placesAsRows(x).scalars == permuted(x, [0, 2, 3, 1]))
            #expect(rowsAsPlaces(placesAsRows(x), shape).scalars == x.scalars)
            checkGradients(of: [x], "places of \(shape)") { placesAsRows($0[0]).square() }
            checkGradients(of: [placesAsRows(x)], "rows of \(shape)") { rowsAsPlaces($0[0], shape).square() }
        }
    }

    @Test func axesOfOne() {
        let x = Parameter(Tensor([2, 3], [1, 2, 3, 4, 5, 6]))
        let (_, gradients) = valueAndGradients {
            let wide = x.value.expandDims(-1).expandDims(0)
            return (wide.squeeze(axis: 0).squeeze(axis: -1) * x.value).sum()
        }
        #expect(gradients[x]?.scalars == [2, 4, 6, 8, 10, 12])
        #expect(x.value.expandDims(1).shape == [2, 1, 3])
    }

    @Test func selection() {
        var g = SeededGenerator(seed: 36)
        for _ in 0..<30 {
            let shape = g.shape()
            let shapes = (0..<3).map { _ in g.stretchable(to: shape) }
            let mask = Tensor.bernoulli(shapes[0], 0.5, using: &g)
            let (a, b) = (Tensor.normal(shapes[1], using: &g), Tensor.normal(shapes[2], using: &g))
            checkGradients(of: [a, b], "selected of \(shapes)") { select(mask, $0[0], $0[1]).square() }
        }
        let (x, y) = (Tensor([2, 3], [1, 2, 3, 4, 5, 6]), Tensor([3], [2, 2, 2]))
        #expect(x.isGreater(than: y).scalars == [0, 0, 1, 1, 1, 1])
        #expect(x.isLess(than: 3).scalars == [1, 1, 0, 0, 0, 0])
        #expect(x.isEqual(to: y).scalars == [0, 1, 0, 0, 0, 0])
        #expect(select(Tensor([3], [1, 0, 1]), Tensor([3], [1, 2, 3]), Tensor(0)).scalars == [1, 0, 3])
    }

    /// The head of a variational autoencoder: one map, whose halves are mean and logarithm of the variance.
    @Test func oneLinearMapSplitInTwo() {
        var g = SeededGenerator(seed: 37)
        let inputs = [
            Tensor.normal([5, 6], using: &g), Tensor.normal([8, 6], using: &g) * 0.3, Tensor.normal([8], using: &g),
        ]
        let noise = Tensor.normal([5, 4], using: &g)
        checkGradients(of: inputs, "a head split in two") {
            let head = linear($0[0], weight: $0[1], bias: $0[2])
            let (mean, logVariance) = (head.columns(0..<4), head.columns(4..<8))
            let draw = mean + (logVariance * 0.5).exp() * noise
            return draw.square().sum(axis: 1) + gaussianDivergence(mean: mean, logVariance: logVariance).sum(axis: 1)
        }
    }
}
