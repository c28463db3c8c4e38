import Certificates
import Foundation
import Journal
import Primitives
import Testing
import TransparencyLog

@Suite struct JournalVerificationTests {
    /// A journal as it is exported, in memory.
    struct Export {
        var checkpoint: [UInt8]
        var files: [String: [UInt8]] = [:]
        var sealed: [Digest: [UInt8]] = [:]

        struct Missing: Error {}

        init(_ registry: MiniRegistry, sealedParts: Bool = true) throws {
            checkpoint = Array(registry.checkpoint.utf8)
            for path in TilePath.added(from: 0, to: Int64(registry.entries.count)) where path.content == .entries {
                let first = Int(path.index) * 256
                files[path.text] = try EntryBundle.bytes(
                    of: registry.entries[first..<(first + path.width)].map(\.entry.bytes))
            }
            guard sealedParts else { return }
            for (entry, part) in registry.entries {
                if let part, let digest = entry.sealed { sealed[digest] = part.bytes }
            }
        }

        func report(_ trust: Trust) throws -> JournalReport {
            var audit = JournalAudit(trust: trust)
            return try report(&audit)
        }

        /// What an audit that read an older export says of this one.
        func report(_ audit: inout JournalAudit) throws -> JournalReport {
            try audit.read(
                checkpoint: checkpoint,
                file: { path in
                    guard let bytes = files[path] else { throw Missing() }
                    return bytes
                }, sealed: { sealed[$0] })
        }
    }

    private static func registry() throws -> MiniRegistry { try MiniRegistry.certified().0 }

    @Test func aWholeJournalHolds() throws {
        let registry = try Self.registry()
        let report = try Export(registry).report(registry.trust)
        #expect(report.fault == nil)
        #expect(report.outcome == .trusted)
        #expect(report.depth == .full)
        #expect(report.entries == Int64(registry.entries.count))
        #expect((report.lots, report.retirements, report.certificates) == (1, 2, 1))
    }

    /// Entries of version 1 are read for ever: a journal as it was exported when the version was final, and the keys to know it
    /// by. The static build is tried on it too.
    @Test func theJournalThatIsKeptHolds() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/journal")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            let registry = try Self.registry()
            let export = try Export(registry, sealedParts: false)
            for (path, bytes) in export.files {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            try Data(export.checkpoint).write(to: folder.appending(path: "checkpoint"))
            try Data(registry.trust.text.utf8).write(to: folder.appending(path: "trust.txt"))
        }
        func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: path))) }
        var trust = Trust()
        try trust.add(file: bytes("trust.txt"))
        var audit = JournalAudit(trust: trust)
        let report = try audit.read(checkpoint: bytes("checkpoint"), file: bytes, sealed: { _ in nil })
        #expect(report.outcome == .trusted && report.certificates == 1, "\(report.fault?.english ?? "")")
    }

    @Test func withoutSealedPartsItHoldsAsAnyoneCanTell() throws {
        let registry = try Self.registry()
        let report = try Export(registry, sealedParts: false).report(registry.trust)
        #expect(report.fault == nil)
        #expect(report.depth == .open)
    }

    @Test func anUnknownLogIsThree() throws {
        let registry = try Self.registry()
        let report = try Export(registry).report(Trust())
        #expect(report.outcome == .unknown(registry.logKey.verifierKey))
        #expect(report.outcome.exitCode == 3)
    }

    @Test(arguments: UInt64(0)..<60)
    func aChangedByteIsFound(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let registry = try Self.registry()
        for trust in [registry.trust, Trust()] {
            var export = try Export(registry)
            switch seed % 3 {
            case 0: export.checkpoint[Int.random(in: export.checkpoint.indices, using: &random)] ^= 1
            case 1:
                let path = try #require(export.files.keys.sorted().first)
                var bytes = export.files[path] ?? []
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1
                export.files[path] = bytes
            default:
                let digest = try #require(
                    export.sealed.keys.sorted { $0.text < $1.text }.randomElement(using: &random))
                var bytes = export.sealed[digest] ?? []
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1
                export.sealed[digest] = bytes
            }
            #expect(try export.report(trust).outcome == .wrong)
        }
    }

    /// A log that signs what breaks a rule is caught by the rule.
    @Test func aGramRetiredTwiceIsNamed() throws {
        var registry = try Self.registry()
        let retired = registry.entries[17]
        registry.append(retired.entry.open, retired.sealed?.part ?? .actorOnly)
        let report = try Export(registry).report(registry.trust)
        guard case .refused(.retired, let refusal) = report.fault else {
            Issue.record("\(String(describing: report.fault))")
            return
        }
        #expect(refusal.sequence == Int64(registry.entries.count) - 1)
        #expect(try Export(registry, sealedParts: false).report(registry.trust).outcome == .wrong)
    }

    @Test func aVerifierWhoDidNotSignIsNamed() throws {
        var registry = MiniRegistry()
        registry.run()
        let place = try #require(registry.entries.firstIndex { $0.entry.open.kind == .lotVerified })
        registry.replaceSignature(at: place)
        let report = try Export(registry).report(registry.trust)
        guard case .refused(.lotVerified, let refusal) = report.fault else {
            Issue.record("\(String(describing: report.fault))")
            return
        }
        #expect(refusal.clause == .verifierSignature)
    }
}
