/// Figures of one kind whose axes become the same, so that they can be compared by looking from one to the other.
protocol AxesSharing: Figure {
    /// The figures with the axes of all their data together; an axis whose domain the chapter gave keeps it.
    static func sharingAxes(_ figures: [Self]) -> [Self]
}

enum SharedAxes {
    /// The figures with common axes, where all are of one kind that has axes; otherwise the figures as they are.
    static func sharing(_ figures: [any Figure]) -> [any Figure] {
        guard let first = figures.first as? any AxesSharing else { return figures }
        return sharing(figures, like: first)
    }

    private static func sharing<Kind: AxesSharing>(_ figures: [any Figure], like first: Kind) -> [any Figure] {
        let same = figures.compactMap { $0 as? Kind }
        return same.count == figures.count ? Kind.sharingAxes(same) : figures
    }
}

extension Axis {
    /// The axis with the domain of `scale`, unless it has one; as it is where no value has a place on it.
    fileprivate func with(domainOf scale: AxisScale) -> Axis {
        guard domain == nil, scale.hasValues else { return self }
        var axis = self
        axis.domain = scale.domain
        return axis
    }
}

extension Scatter: AxesSharing {
    static func sharingAxes(_ figures: [Scatter]) -> [Scatter] {
        figures.map { figure in
            let all = Scatter(
                x: figures.flatMap(\.x), y: figures.flatMap(\.y), xAxis: figure.xAxis, yAxis: figure.yAxis)
            let scales = all.scales
            var shared = figure
            shared.xAxis = figure.xAxis.with(domainOf: scales.x)
            shared.yAxis = figure.yAxis.with(domainOf: scales.y)
            return shared
        }
    }
}

extension Lines: AxesSharing {
    static func sharingAxes(_ figures: [Lines]) -> [Lines] {
        figures.map { figure in
            let all = Lines(
                figures.flatMap(\.series), xAxis: figure.xAxis, yAxis: figure.yAxis,
                references: figures.flatMap(\.references))
            let scales = all.scales
            var shared = figure
            shared.xAxis = figure.xAxis.with(domainOf: scales.x)
            shared.yAxis = figure.yAxis.with(domainOf: scales.y)
            return shared
        }
    }
}

extension Histogram: AxesSharing {
    static func sharingAxes(_ figures: [Histogram]) -> [Histogram] {
        let shared = figures.map { figure in
            let values = figures.flatMap(\.series).flatMap(\.values)
            let binning = Binning(figure.xAxis, values: values, wanted: figure.bins)
            var shared = figure
            shared.xAxis = figure.xAxis.with(domainOf: binning.scale)
            shared.bins = figure.bins ?? binning.count
            return shared
        }
        let heights = shared.flatMap(\.heights)
        return shared.map { figure in
            var level = figure
            level.yAxis = figure.yAxis.with(domainOf: Histogram.heightScale(figure.yAxis, heights))
            return level
        }
    }
}

extension Heatmap: AxesSharing {
    static func sharingAxes(_ figures: [Heatmap]) -> [Heatmap] {
        figures.map { figure in
            // One row: the maps need not be of one size.
            let all = Heatmap([figures.flatMap(\.values).flatMap { $0 }], axis: figure.axis, colors: figure.colors)
            var shared = figure
            shared.axis = figure.axis.with(domainOf: all.scale)
            shared.colors = figure.colors ?? (all.isDiverging ? .diverging : .sequential)
            return shared
        }
    }
}
