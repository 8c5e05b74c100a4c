import Networks
import TestSupport
import Testing

@Suite struct ScheduleTests {
    private struct Case: Decodable {
        let config: Part
        let rates: [Double]
    }

    private final class Part: Decodable {
        let kind: String
        let lr: Double?
        let steps, every: Int?
        let factor, from, to, floor: Float?
        let parts: [Part]?
        let starts: [Int]?

        enum CodingKeys: String, CodingKey {
            case kind, lr, steps, every, factor, floor, parts, starts
            case from = "from_factor"
            case to = "to_factor"
        }
    }

    private func schedule(_ part: Part) -> Schedule {
        switch part.kind {
        case "step": return .step(every: .steps(part.every ?? 0), factor: part.factor ?? 0)
        case "exponential": return .exponential(factor: part.factor ?? 0, every: .steps(1))
        case "cosine": return .cosine(over: .steps(part.steps ?? 0), floor: part.floor ?? 0)
        case "linear":
            return .linear(from: part.from ?? 0, to: part.to ?? 0, over: .steps(part.steps ?? 0))
        default:
            let parts = part.parts ?? []
            let ends = (part.starts ?? []).dropFirst()
            return .sequence(
                schedule(parts[0]), for: .steps(ends.first ?? 0), then: schedule(parts[1]))
        }
    }

    @Test(arguments: ["step_decay", "cosine", "warmup_linear", "exponential_decay", "warmup_then_cosine_short"])
    func followsPyTorch(_ name: String) throws {
        let torch = try Fixture.decodeTraining(Case.self, name)
        let (schedule, timeline) = (schedule(torch.config), Timeline(steps: 1_000, stepsPerEpoch: 10))
        for (step, rate) in torch.rates.enumerated() {
            let ours = schedule.rate(at: step, base: torch.config.lr ?? .nan, timeline)
            #expect(abs(ours - rate) <= 1e-7 + 1e-6 * rate, "\(name), step \(step): \(ours), not \(rate)")
        }
    }

    @Test func lengthsInEpochsAndShares() {
        let timeline = Timeline(steps: 200, stepsPerEpoch: 10)
        func rates(_ schedule: Schedule, _ steps: [Int]) -> [Double] {
            steps.map { (schedule.rate(at: $0, base: 1, timeline) * 1e6).rounded() / 1e6 }
        }
        #expect(rates(.linear(from: 0, to: 1, over: .epochs(2)), [0, 5, 10, 20, 30]) == [0, 0.25, 0.5, 1, 1])
        #expect(rates(.linear(from: 0, to: 1, over: .share(0.2)), [0, 10, 40, 199]) == [0, 0.25, 1, 1])
        #expect(rates(.exponential(factor: 0.5), [0, 9, 10, 19, 20]) == [1, 1, 0.5, 0.5, 0.25])
        // Half a cosine over what the warm-up leaves.
        let warm = Schedule.linear(from: 0, to: 1, over: .share(0.5)).then(.cosine())
        #expect(rates(warm, [50, 100, 150, 200]) == [0.5, 1, 0.5, 0])
        let cycles = Schedule.cyclic(
            .linear(from: 0, to: 1, over: .share(0.125)), period: .share(0.25))
        #expect(rates(cycles, [0, 25, 49, 50, 75]) == [0, 1, 1, 0, 1])
    }

    @Test func whatNeverEndsHasNothingAfterIt() async {
        await #expect(processExitsWith: .failure) { _ = Schedule.constant.then(.cosine()) }
        await #expect(processExitsWith: .failure) {
            _ = Schedule.step(every: .steps(0), factor: 1).rate(at: 0, base: 1, Timeline(steps: 1, stepsPerEpoch: 1))
        }
    }
}
