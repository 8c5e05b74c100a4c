import Tensors
import TestSupport
import Testing

/// Outputs, losses and gradients against PyTorch's.
@Suite struct FixtureTests {
    @Test(arguments: try Fixture.names(of: "linear"))
    func linearMap(_ name: String) throws {
        let torch = try FixtureCase(name)
        torch.check {
            let y = linear(torch.value("x"), weight: torch.value("weight"), bias: torch.value("bias"))
            return (["y": y], meanSquaredError(y, torch.value("target")))
        }
    }

    @Test(arguments: ["relu_3x5", "leaky_relu_3x5", "sigmoid_3x5", "sigmoid_1x3x5x1", "tanh_2x6"])
    func activation(_ name: String) throws {
        let torch = try FixtureCase(name)
        torch.check {
            let y = activation(torch.fixture, torch.value("x"))
            return (["y": y], (y * torch.value("upstream").detached).sum())
        }
    }

    private func activation(_ fixture: Fixture, _ x: Tensor) -> Tensor {
        switch fixture.op {
        case "relu": relu(x)
        case "leaky_relu": leakyReLU(x, slope: fixture.config["negative_slope"]?.float ?? .nan)
        case "sigmoid": sigmoid(x)
        case "tanh": tanh(x)
        default: fatalError("no activation \(fixture.op)")
        }
    }

    @Test func meanSquare() throws {
        let torch = try FixtureCase("mse_mean_3x4")
        torch.check { ([:], meanSquaredError(torch.value("x"), torch.value("target"))) }
    }

    @Test func meanMagnitude() throws {
        let torch = try FixtureCase("l1_mean_3x4")
        torch.check { ([:], meanAbsolute(torch.value("x"))) }
    }
}
