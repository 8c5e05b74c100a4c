import Foundation
import Testing

/// For how long; nil where nobody wants it.
private let soakMinutes = ProcessInfo.processInfo.environment["AEBOOK_SOAK_MINUTES"].flatMap { Double($0) }

/// All campaigns at length. `make soak` runs it: `AEBOOK_SOAK_MINUTES` says for how long, and `AEBOOK_SEED` repeats one.
@Suite("Soak", .serialized, .enabled(if: soakMinutes != nil))
struct SoakTests {
    private static let seed = ProcessInfo.processInfo.environment["AEBOOK_SEED"].flatMap { UInt64($0) } ?? 1
    /// Where chapters are kept that ended a check or kept it.
    private static let findings = FileManager.default.temporaryDirectory.appendingPathComponent("aebook-soak-\(seed)")

    @Test("Nothing is lost, and nothing hangs")
    func soak() throws {
        let minutes = try #require(soakMinutes)
        print("soak: \(minutes) minutes with the seed \(Self.seed)")
        let start = ContinuousClock.now
        // Each campaign has its share of the time, in which its first builds count too.
        func end(_ share: Double) -> ContinuousClock.Instant { start + .seconds(60 * minutes * share) }
        let (reading, payloads) = (try read(until: end(0.24)), try attack(until: end(0.28)))
        let (damage, kills) = (try damage(until: end(0.44)), try kill(until: end(0.94)))
        let together = try buildTogether(until: end(1))
        let losses = damage.losses + kills.losses + together.losses
        let hangs = reading.hangs + damage.hangs + together.hangs
        print(
            """
            soak: \(reading.chapters) chapters, \(damage.files) damaged files, \(kills.kills) kills, \
            \(together.builds) concurrent builds, \(payloads.payloads) payloads
            soak: \(reading.crashes) crashes, \(losses) books lost, \(hangs) hangs, \(payloads.leaks) leaks; \
            the seed was \(Self.seed)
            """)
        if reading.crashes + reading.hangs > 0 { print("soak: the chapters are in \(Self.findings.path)") }
        #expect(reading.crashes == 0 && losses == 0 && hangs == 0 && payloads.leaks == 0)
    }

    private func read(until end: ContinuousClock.Instant) throws -> ReadingCampaign {
        var campaign = try ReadingCampaign(seed: Self.seed, findings: Self.findings)
        try repeating(until: end) { try campaign.run() }
        return campaign
    }

    private func attack(until end: ContinuousClock.Instant) throws -> PayloadCampaign {
        var campaign = PayloadCampaign(seed: Self.seed)
        try repeating(until: end) { try campaign.run() }
        return campaign
    }

    private func damage(until end: ContinuousClock.Instant) throws -> DamageCampaign {
        var campaign = try DamageCampaign(seed: Self.seed)
        defer { campaign.book.remove() }
        try repeating(until: end) { try campaign.run() }
        return campaign
    }

    private func kill(until end: ContinuousClock.Instant) throws -> KillCampaign {
        var campaign = try KillCampaign(seed: Self.seed)
        defer { campaign.book.remove() }
        try repeating(until: end) { try campaign.kill() }
        try campaign.check("at the end, with the seed \(Self.seed)")
        return campaign
    }

    private func buildTogether(until end: ContinuousClock.Instant) throws -> ConcurrencyCampaign {
        var campaign = try ConcurrencyCampaign(seed: Self.seed)
        defer { campaign.book.remove() }
        try repeating(until: end) { try campaign.run() }
        return campaign
    }

    /// At least once.
    private func repeating(until end: ContinuousClock.Instant, _ round: () throws -> Void) throws {
        repeat { try round() } while ContinuousClock.now < end
    }
}
