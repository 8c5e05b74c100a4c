/// The largest number along the middle axis of `[outer, length, inner]`, and its place: the first one of several, and a
/// NaN before all numbers, as in PyTorch.
struct AxisExtremes {
    /// `[outer, inner]`
    let values: Storage
    private let places: Storage

    var count: Int { values.count }

    /// Where the number stands along the axis.
    subscript(index: Int) -> Int { Int(marks[index]) }

    private var marks: UnsafeMutablePointer<Int32> {
        UnsafeMutableRawPointer(places.start).assumingMemoryBound(to: Int32.self)
    }

    /// - Parameter sign: −1 for the smallest numbers.
    init(_ x: Tensor, _ view: AxisView, sign: Float) {
        values = Storage(count: view.outer * view.inner)
        places = Storage(count: view.outer * view.inner)
        let plain = x.plain
        for block in 0..<view.outer {
            let start = plain.storage.start + block * view.length * view.inner
            if view.inner == 1 {
                scanRow(start, view.length, sign, into: block)
            } else {
                scanColumns(start, view, sign, into: block * view.inner)
            }
        }
        withExtendedLifetime(plain) {}
    }

    private func scanRow(_ x: UnsafePointer<Float>, _ length: Int, _ sign: Float, into target: Int) {
        let vectorSign = Vector(repeating: sign)
        var best = Candidates((loadVector(x) * vectorSign).cleared(from: length, to: -.infinity), Vector.laneNumbers)
        var check = Vector.zero
        for start in stride(from: 0, to: length, by: 16) {
            let next = loadVector(x + start)
            let isWhole = start + 16 <= length
            check += (isWhole ? next : next.cleared(from: length - start)) * 0
            let held = isWhole ? next * vectorSign : (next * vectorSign).cleared(from: length - start, to: -.infinity)
            best.take(held, Vector.laneNumbers + Vector(repeating: Float(start)))
        }
        let place = check.sum() == 0 ? best.first : first(of: x, step: 1, length, sign)
        values.start[target] = x[place]
        marks[target] = Int32(place)
    }

    private func scanColumns(_ x: UnsafePointer<Float>, _ view: AxisView, _ sign: Float, into target: Int) {
        let vectorSign = Vector(repeating: sign)
        for column in stride(from: 0, to: view.inner, by: 16) {
            var best = Candidates(loadVector(x + column) * vectorSign, .zero)
            var check = Vector.zero
            for row in 0..<view.length {
                let next = loadVector(x + row * view.inner + column)
                check += next * 0
                best.take(next * vectorSign, Vector(repeating: Float(row)))
            }
            for lane in 0..<Swift.min(16, view.inner - column) {
                let line = x + column + lane
                let isFinite = check[lane] == 0
                let place = isFinite ? Int(best.places[lane]) : first(of: line, step: view.inner, view.length, sign)
                values.start[target + column + lane] = line[place * view.inner]
                marks[target + column + lane] = Int32(place)
            }
        }
    }

    /// Number by number, where some are not finite: x · 0 is 0 for the others.
    private func first(of x: UnsafePointer<Float>, step: Int, _ length: Int, _ sign: Float) -> Int {
        var best = 0
        for place in 1..<Swift.max(length, 1) {
            let (value, next) = (x[best * step] * sign, x[place * step] * sign)
            if next > value || (next.isNaN && !value.isNaN) { best = place }
        }
        return best
    }
}

/// The largest numbers so far in sixteen lanes, and where they stood: below 2²⁴, which single precision counts exactly.
private struct Candidates {
    var values: Vector
    var places: Vector

    @inline(__always)
    init(_ values: Vector, _ places: Vector) { (self.values, self.places) = (values, places) }

    @inline(__always)
    mutating func take(_ next: Vector, _ place: Vector) {
        let isLarger = next .> values
        values = values.replacing(with: next, where: isLarger)
        places = places.replacing(with: place, where: isLarger)
    }

    /// The place of the largest over all lanes.
    var first: Int {
        var lane = 0
        for other in 1..<16
        where values[other] > values[lane] || (values[other] == values[lane] && places[other] < places[lane]) {
            lane = other
        }
        return Int(places[lane])
    }
}
