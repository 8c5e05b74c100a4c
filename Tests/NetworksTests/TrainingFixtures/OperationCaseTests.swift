import Networks
import TestSupport
import Testing

/// Operations on tensors against the second set of PyTorch's cases.
@Suite struct OperationCaseTests {
    @Test(arguments: ["cross_entropy_5x4", "cross_entropy_extreme", "cross_entropy_bottom"])
    func softmaxCrossEntropy(_ name: String) throws {
        let torch = try TrainingCase(name)
        torch.check {
            let logits = torch.value("logits")
            let outputs = ["log_softmax": logits.logSoftmax(axis: 1), "softmax": logits.softmax(axis: 1)]
            return (outputs, crossEntropy(logits, labels: torch.integers("labels")))
        }
    }

    @Test func columnsSplit() throws {
        let torch = try TrainingCase("split_columns")
        torch.check {
            let halves = torch.value("x").chunk(2, axis: 1)
            let (a, b) = (halves[0], halves[1])
            return (["a": a, "b": b], (a * a * a).sum() + b.square().sum())
        }
    }

    @Test func columnsConcatenated() throws {
        let torch = try TrainingCase("concatenate_columns")
        checkCube(torch) { concatenate([torch.value("x"), torch.value("y")], axis: -1) }
    }

    @Test func rowsSliced() throws {
        let torch = try TrainingCase("rows_sliced")
        let rows = try #require(torch.setting("rows").ints)
        checkCube(torch) { torch.value("x")[rows[0]..<rows[1]] }
    }

    @Test func rowsGathered() throws {
        let torch = try TrainingCase("rows_gathered")
        checkCube(torch) { torch.value("x").take(torch.integers("index")) }
        checkCube(torch) { embedding(torch.value("x"), torch.integers("index")) }
    }

    @Test(arguments: ["sum_axis_0", "mean_axis_1", "mean_axes_nchw", "max_axis_1"])
    func reduction(_ name: String) throws {
        let torch = try TrainingCase(name)
        let axes = torch.setting("axis").ints ?? [torch.int("axis")]
        let keepDims = try #require(torch.setting("keepdim").flag as Bool?)
        checkSquare(torch) {
            let x = torch.value("x")
            return switch torch.setting("reduce").word {
            case "sum": x.sum(axes: axes, keepDims: keepDims)
            case "mean": x.mean(axes: axes, keepDims: keepDims)
            default: x.max(axes: axes, keepDims: keepDims)
            }
        }
    }

    @Test func broadcasts() throws {
        let column = try TrainingCase("broadcast_column")
        checkSquare(column) { column.value("x") * column.value("c") + column.value("b") }
        let outer = try TrainingCase("broadcast_outer")
        checkCube(outer) { outer.value("x") * outer.value("c") }
    }

    @Test func weightUsedTwice() throws {
        let torch = try TrainingCase("tied_weights")
        torch.check {
            let (x, weight) = (torch.value("x"), torch.value("weight"))
            let h = relu(matmul(x, weight.transpose()))
            let y = matmul(h, weight)
            return (["h": h, "y": y], meanSquaredError(y, x.detached))
        }
    }

    @Test(arguments: ["gelu", "silu", "softplus"])
    func activation(_ name: String) throws {
        let torch = try TrainingCase(name)
        torch.check { [gelu, silu, softplus][["gelu", "silu", "softplus"].firstIndex(of: name)!](torch.value("x")) }
    }

    @Test func relaxedChoice() throws {
        let torch = try TrainingCase("gumbel_softmax")
        torch.check {
            let soft = gumbelSoftmax(
                torch.value("logits"), temperature: torch.float("temperature"), noise: torch.value("gumbel"))
            return (["soft": soft], matmul(soft, torch.value("table")).square().sum())
        }
    }

    @Test func largestOfEachRow() throws {
        let torch = try TrainingCase("top_k_3_of_8")
        checkSquare(torch) { torch.value("x").topK(torch.int("k")) }
    }

    private func checkSquare(_ torch: TrainingCase, _ body: () -> Tensor) {
        torch.check {
            let y = body()
            return (["out": y], y.square().sum())
        }
    }

    private func checkCube(_ torch: TrainingCase, _ body: () -> Tensor) {
        torch.check {
            let y = body()
            return (["out": y], (y * y * y).sum())
        }
    }
}
