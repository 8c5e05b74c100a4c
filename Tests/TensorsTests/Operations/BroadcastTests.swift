import Tensors
import Testing

/// Broadcasting by NumPy's rules against plain loops and finite differences, on shapes drawn anew.
@Suite struct BroadcastTests {
    private let operations: [(String, (Tensor, Tensor) -> Tensor, (Float, Float) -> Float)] = [
        ("+", { $0 + $1 }, { $0 + $1 }), ("-", { $0 - $1 }, { $0 - $1 }), ("*", { $0 * $1 }, { $0 * $1 }),
        ("/", { $0 / $1 }, { $0 / $1 }),
    ]

    @Test func valuesOfAllShapes() {
        var g = SeededGenerator(seed: 41)
        for round in 0..<120 {
            let shape = g.shape(longest: round % 3 == 0 ? 40 : 6)
            let (first, second) = (g.stretchable(to: shape), g.stretchable(to: shape))
            let (a, b) = (Tensor.normal(first, using: &g), Tensor.normal(second, using: &g))
            for (name, operation, expected) in operations {
                let y = operation(a, b)
                let values = loop(a, b, y.shape, expected)
                #expect(y.scalars == values, "\(first) \(name) \(second)")
            }
        }
    }

    /// Long runs, many short ones, and runs that several parts share.
    @Test func largeShapes() {
        var g = SeededGenerator(seed: 42)
        let pairs: [(Shape, Shape)] = [
            ([1000, 77], [77]), ([1000, 77], [1000, 1]), ([4000, 3], [3]), ([1, 50_001], [2, 1]),
            ([6, 16, 13, 11], [16, 1, 1]), ([6, 16, 13, 11], [6, 1, 1, 11]), ([20_000, 1], [1, 5]), ([40_000], []),
        ]
        for (first, second) in pairs {
            let (a, b) = (Tensor.normal(first, using: &g), Tensor.normal(second, using: &g))
            for (name, operation, expected) in operations {
                #expect(operation(a, b).scalars == loop(a, b, operation(a, b).shape, expected), "\(first) \(name)")
                #expect(operation(b, a).scalars == loop(b, a, operation(b, a).shape, expected), "\(second) \(name)")
            }
        }
    }

    @Test func derivatives() {
        var g = SeededGenerator(seed: 43)
        for _ in 0..<40 {
            let shape = g.shape()
            let (first, second) = (g.stretchable(to: shape), g.stretchable(to: shape))
            let (a, b) = (Tensor.normal(first, using: &g), Tensor.normal(second, using: &g).square() + 0.5)
            for (name, operation, _) in operations {
                checkGradients(of: [a, b], "\(first) \(name) \(second)") { operation($0[0], $0[1]) }
                checkGradients(of: [b], "\(second) \(name) itself") { operation($0[0], $0[0] * 2 + 1) }
            }
            checkGradients(of: [a], "\(first) to \(shape)") { $0[0].broadcast(to: shape).square() }
        }
    }

    /// Convolutions' layouts, in blocks of channels, are broadcast as their row-major copies are.
    @Test func imagesInBlocks() {
        var g = SeededGenerator(seed: 44)
        let weight = Tensor.normal([16, 16, 3, 3], using: &g) * 0.1
        let x = conv2d(
            .normal([2, 16, 5, 3], using: &g), weight: weight, bias: .zeros([16]), stride: 1, padding: 1)
        let (copy, scale) = (Tensor(x.shape, x.scalars), Tensor.normal([16, 1, 1], using: &g))
        #expect((x * scale).scalars == (copy * scale).scalars)
        #expect(x.mean(axes: [0, 2, 3]).scalars == copy.mean(axes: [0, 2, 3]).scalars)
        #expect(x.max(axis: 1).scalars == copy.max(axis: 1).scalars)
        #expect(x.transpose([1, 0, 3, 2]).scalars == copy.transpose([1, 0, 3, 2]).scalars)
        #expect(maxPool2d(x, kernel: 2).scalars == maxPool2d(copy, kernel: 2).scalars)
        #expect(x.slice(axis: 1, 3..<9).scalars == copy.slice(axis: 1, 3..<9).scalars)
    }

    @Test func shapesThatDoNotFit() async {
        let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([3, 4]) + Tensor.zeros([3])
        }
        #expect(message(of: sum).contains("the shapes [3, 4] and [3] do not fit"))
        let stretched = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([3, 4]).broadcast(to: [4])
        }
        #expect(message(of: stretched).contains("the shape [3, 4] cannot be broadcast to [4]"))
    }

    private func loop(_ a: Tensor, _ b: Tensor, _ shape: Shape, _ f: (Float, Float) -> Float) -> [Float] {
        let (x, y) = (a.scalars, b.scalars)
        return (0..<shape.count).map { f(x[place($0, shape, a.shape)], y[place($0, shape, b.shape)]) }
    }

    private func place(_ index: Int, _ shape: Shape, _ narrow: Shape) -> Int {
        var (rest, place, step) = (index, 0, 1)
        for axis in (0..<shape.rank).reversed() {
            let own = axis - (shape.rank - narrow.rank)
            if own >= 0 {
                if narrow[own] > 1 { place += rest % shape[axis] * step }
                step *= narrow[own]
            }
            rest /= shape[axis]
        }
        return place
    }
}

func message(of result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
}
