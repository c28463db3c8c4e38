import Access
import Certificates
import Compensation
import Foundation
import Journal
import Primitives
import Registry
import StrengthScript
import TransparencyLog
import Testing

/// Keys that are changed, lost, or in other hands (docs/spec/certificates.md, V-3; docs/spec/journal.md, B-12).
@Suite(.serialized) struct KeyTests {
    private static let cut = try! CertificateCut(document: "PO-1")  // something is given

    private static func change(_ folder: Folder, _ cause: KeyCause) async throws -> DIDKey {
        try await Registry.changeIssuerKey(
            of: folder, cause: cause, as: Script.provider, engine: Script.Opening().engine,
            migrations: Compensation.migrations, clock: { Script.now }, chance: Script.chance)
    }

    private static func goOn(_ folder: Folder, _ ending: LogEnding) async throws -> Recovery {
        try await Registry.recover(
            folder, origin: "registry.example/2", from: ending, engine: Script.Opening().engine,
            migrations: Compensation.migrations, clock: { Script.now }, chance: Script.chance)
    }

    /// A registry with a certificate.
    private static func certified(_ ground: Ground) async throws -> (folder: Folder, certificate: RandomID) {
        _ = try await ground.before("certify a customer", in: "now")
        let folder = ground.folder("now")
        let certificates = try await Script.Opening().open(folder).certificates()
        return (folder, try #require(certificates.first).certificate)
    }

    /// What the auditor says of the bundle of now, who knows all keys but the compromised ones.
    private static func faults(_ folder: Folder, _ certificate: RandomID) async throws -> [CheckFault] {
        let compensation = try await Script.Opening().open(folder)
        var trust = Trust()
        try trust.add(compensation.registry.logKey.text)
        for key in try await compensation.registry.issuerKeys() { try trust.add(key.key.text) }
        let bundle = try await compensation.certificateBundle(certificate)
        let report = CertificateVerification.report(on: bundle, trust: trust)
        #expect(report.faults.isEmpty == (report.outcome == .trusted))
        #expect(try await compensation.check().findings.isEmpty)
        return report.faults
    }

    @Test func aKeyThatIsGoneIsChangedAndItsCertificatesStayGood() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let before = try #require(try await Script.Opening().open(folder).registry.issuerKeys().last).key
        try FileManager.default.removeItem(atPath: folder.issuerKey)
        await #expect(throws: RegistryRefusal.keyUnreadable(path: folder.issuerKey)) {
            try await Script.Opening().open(folder)
        }
        let key = try await Self.change(folder, .lost)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.keys).sorted()
        #expect(names == ["checkpoint", "issuer.key", "log.key", "tags.key"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder.issuerKey)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let keys = try await Script.Opening().open(folder).registry.issuerKeys()
        #expect(keys.filter(\.stands).map(\.key) == [key])
        #expect(keys.first { $0.key == before }?.revocations.map(\.cause) == [.lost])
        #expect(try await Self.faults(folder, certificate) == [])
    }

    @Test func aKeyInOtherHandsIsSaidToBeSoOnceAndLater() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let registry = try await Script.Opening().open(folder).registry
        let keys = try await registry.issuerKeys()
        #expect(keys.count == 2 && !keys[0].stands && keys[1].stands)
        await #expect(throws: RegistryRefusal.keyStands(keys[1].key.text)) {
            try await registry.revoke(keys[1].key, as: Script.provider)
        }
        await #expect(throws: RegistryRefusal.unknownKey(Script.key.didKey.text)) {
            try await registry.revoke(Script.key.didKey, as: Script.provider)
        }
        let jo = Actor(member: "jo", party: "acme")
        await #expect(throws: RegistryRefusal.notPermitted(jo, .keepKeys)) {
            try await registry.revoke(keys[0].key, as: jo)
        }
        try await registry.revoke(keys[0].key, as: Script.provider)
        await #expect(throws: RegistryRefusal.keyRevokedBefore(keys[0].key.text)) {
            try await registry.revoke(keys[0].key, as: Script.provider)
        }
        #expect(try await Self.faults(folder, certificate) == [])
        // The address no longer shows it; the bundle of what it signed does.
        let compensation = try await Script.Opening().open(folder)
        let published = ground.folder("public").data
        let written = try await compensation.publishStatus(to: published)
        #expect(written.document == ".well-known/did.json")
        let document = try Data(contentsOf: URL(filePath: "\(published)/.well-known/did.json"))
        let shown = String(decoding: document, as: UTF8.self)
        #expect(!shown.contains(keys[0].key.multikey) && shown.contains(keys[1].key.multikey))
    }

    /// Two processes, one of which changes the key: the other is told before it signs anything.
    @Test func aProcessThatHasTheOldKeyDoesNotSign() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let stale = try await Script.Opening().open(folder)
        _ = try await Self.change(folder, .superseded)
        await #expect(throws: RegistryRefusal.keyChanged) { try await stale.bundle(certificate: certificate) }
        await #expect(throws: RegistryRefusal.keyChanged) {
            try await stale.certify(CertificateCut(customer: "acme"), as: Script.provider)
        }
        let second = try await Script.Opening().open(folder)
        _ = try await Self.goOn(folder, .keyChanged)
        await #expect(throws: RegistryRefusal.keyChanged) {
            try await second.registry.act(as: Script.provider) { act in
                try act.record(PartyRecord(code: "late", name: "Late", country: "GH", roles: [.provider], members: []))
            }
        }
        #expect(try await Script.Opening().open(folder).check().findings.isEmpty)
    }

    private static func planted(_ folder: Folder, _ byte: UInt8 = 9) throws -> IssuerKey {
        let seed = [UInt8](repeating: byte, count: 32)
        let path = "\(folder.issuerKey).next"
        try "\(Hexadecimal.text(seed))\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return try #require(IssuerKey(seed: seed))
    }

    private static func names(_ folder: Folder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.keys).sorted()
    }

    /// Somebody who had the folder for a moment, or an attempt before, left a next key: it is not taken.
    @Test(arguments: ["a key", "no key", "open to others"])
    func aKeyThatLiesThereIsNotTakenForTheNext(left: String) async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let planted = try Self.planted(folder)
        let path = "\(folder.issuerKey).next"
        switch left {
        case "no key":
            try "nothing".write(toFile: path, atomically: false, encoding: .utf8)
        case "open to others":
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        default: break
        }
        // It is not in the way, and what can be read is taken away.
        #expect(try await Self.faults(folder, certificate) == [])
        #expect(FileManager.default.fileExists(atPath: path) == (left != "a key"))
        let key = try await Self.change(folder, .compromised)
        #expect(key != planted.didKey)
        #expect(try Self.names(folder) == ["checkpoint", "issuer.key", "log.key", "tags.key"])
        #expect(try await Script.Opening().open(folder).registry.issuerKeys().last { $0.stands }?.key == key)
        #expect(try await Self.faults(folder, certificate) == [])
    }

    /// A copy of the key that signs is no change of it.
    @Test func aCopyOfTheKeyThatSignsIsNotTakenForAChange() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let before = try #require(try await Script.Opening().open(folder).registry.issuerKeys().last { $0.stands }).key
        try FileManager.default.copyItem(atPath: folder.issuerKey, toPath: "\(folder.issuerKey).next")
        let key = try await Self.change(folder, .compromised)
        let keys = try await Script.Opening().open(folder).registry.issuerKeys()
        #expect(key != before && keys.first { $0.key == before }?.isCompromised == true)
        #expect(try await Self.faults(folder, certificate) == [])
    }

    /// Cut short behind its commit as a change by custom, and made again since somebody else has the key: that is not lost. A stranger
    /// who makes it again is refused.
    @Test func aChangeThatWasCutShortIsEndedForTheCauseThatIsKnownNow() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let before = try #require(try await Script.Opening().open(folder).registry.issuerKeys().last { $0.stands }).key
        let old = try Data(contentsOf: URL(filePath: folder.issuerKey))
        let key = try await Self.change(folder, .superseded)
        // As the machine stopped it.
        try FileManager.default.moveItem(atPath: folder.issuerKey, toPath: "\(folder.issuerKey).next")
        try old.write(to: URL(filePath: folder.issuerKey))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.issuerKey)
        #expect(try await Self.change(folder, .compromised) == key)
        let keys = try await Script.Opening().open(folder).registry.issuerKeys()
        #expect(keys.first { $0.key == before }?.isCompromised == true)
        #expect(keys.filter(\.stands).map(\.key) == [key])
        // The same where the old key's file was gone.
        try FileManager.default.moveItem(atPath: folder.issuerKey, toPath: "\(folder.issuerKey).next")
        #expect(try await Self.change(folder, .lost) == key)
        #expect(try await Script.Opening().open(folder).registry.issuerKeys() == keys)
        #expect(try await Self.faults(folder, certificate) == [])
    }

    /// What is refused leaves no key behind that somebody might take for one.
    @Test func anAttemptThatIsRefusedLeavesNoKey() async throws {
        let ground = try Ground()
        let (folder, _) = try await Self.certified(ground)
        let jo = Actor(member: "jo", party: "acme")
        _ = try Self.planted(folder)
        await #expect(throws: RegistryRefusal.notPermitted(jo, .keepKeys)) {
            _ = try await Registry.changeIssuerKey(
                of: folder, cause: .superseded, as: jo, engine: Script.Opening().engine,
                migrations: Compensation.migrations, clock: { Script.now }, chance: Script.chance)
        }
        #expect(try Self.names(folder) == ["checkpoint", "issuer.key", "log.key", "tags.key"])
        _ = try await Script.Opening().open(folder)
    }

    /// At any call of the port, and whatever lies there then: the key that the journal names is the one in its place, and there is
    /// no other.
    @Test func cutShortAnywhereTheKeyInItsPlaceIsTheOneThatIsNamed() async throws {
        let ground = try Ground()
        _ = try await Self.certified(ground)
        for call in 1...200 {
            try ground.copy("now", to: "try")
            let folder = ground.folder("try")
            let fault = FaultAt(call)
            do {
                _ = try await Registry.changeIssuerKey(
                    of: folder, cause: .superseded, as: Script.provider,
                    engine: Script.Opening(fault: fault.point).engine, migrations: Compensation.migrations,
                    clock: { Script.now }, chance: Script.chance)
                #expect(call > 3)
                return
            } catch is FaultAt.Fault {
                let before = try await Script.Opening().open(folder).registry.issuerKeys()
                let key = try await Self.change(folder, .superseded)
                let registry = try await Script.Opening().open(folder).registry
                #expect(registry.issuerKey.didKey == key)
                #expect(try await registry.issuerKeys().filter(\.stands).map(\.key) == [key])
                #expect(before.filter(\.stands).count == 1)
                #expect(try Self.names(folder) == ["checkpoint", "issuer.key", "log.key", "tags.key"])
            }
        }
        Issue.record("it never ended")
    }

    /// Many at once, each its own process's way: the last one's key stands, its secret is there, and all others are revoked.
    @Test func manyChangesAtOnceLeaveTheSecretOfTheKeyThatStands() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let changed = await withTaskGroup(of: DIDKey?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let seeds = Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
                    return try? await Registry.changeIssuerKey(
                        of: folder, cause: number.isMultiple(of: 2) ? .superseded : .compromised,
                        as: Script.provider, engine: Script.Opening().engine, migrations: Compensation.migrations,
                        clock: { Script.now }, chance: seeds)
                }
            }
            return await group.reduce(into: [DIDKey]()) { if let key = $1 { $0.append(key) } }
        }
        #expect(!changed.isEmpty)
        let registry = try await Script.Opening().open(folder).registry
        let standing = try await registry.issuerKeys().filter(\.stands).map(\.key)
        #expect(standing == [registry.issuerKey.didKey] && changed.contains(standing[0]))
        #expect(try Self.names(folder) == ["checkpoint", "issuer.key", "log.key", "tags.key"])
        #expect(try await Self.faults(folder, certificate) == [])
    }

    /// Two that end the log at once: one does, the other is told.
    @Test func twoWhoChangeTheLogsKeyAtOnceLeaveOneLog() async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let recoveries = await withTaskGroup(of: Recovery?.self) { group in
            for number in 2...5 {
                group.addTask {
                    let seeds = Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }
                    return try? await Registry.recover(
                        folder, origin: "registry.example/\(number)", from: .keyChanged,
                        engine: Script.Opening().engine, migrations: Compensation.migrations, clock: { Script.now },
                        chance: seeds)
                }
            }
            return await group.reduce(into: [Recovery]()) { if let recovery = $1 { $0.append(recovery) } }
        }
        #expect(!recoveries.isEmpty)
        let registry = try await Script.Opening().open(folder).registry
        #expect(recoveries.map(\.logKey).contains(registry.logKey))
        #expect(try await Self.faults(folder, certificate) == [])
    }

    @Test func aRegistryThatIsNamedByItsKeyCannotHaveAnother() async throws {
        let ground = try Ground()
        let folder = ground.folder("now")
        _ = try await Registry.create(
            in: folder, origin: nil,
            registrar: PartyRecord(
                code: "recell", name: "Recell", country: "GH", roles: [.registrar], members: ["ama"]),
            engine: Script.Opening().engine, migrations: Compensation.migrations, clock: { Script.now },
            chance: Script.chance)
        await #expect(throws: RegistryRefusal.issuerIsItsKey) { try await Self.change(folder, .superseded) }
        #expect(try Self.names(folder) == ["checkpoint", "issuer.key", "log.key", "tags.key"])
        _ = try await Script.Opening().open(folder)
    }

    /// The log goes on whole under another name and key; what was certified under the old name is exported and verified under
    /// the new, also after a second change.
    @Test(arguments: [LogEnding.keyChanged, .recovered])
    func theLogGoesOnWholeUnderAnotherKey(ending: LogEnding) async throws {
        let ground = try Ground()
        let (folder, certificate) = try await Self.certified(ground)
        let compensation = try await Script.Opening().open(folder)
        let checkpoint = try await compensation.registry.checkpoint()
        let newest = try Checkpoint.open(Array(checkpoint.utf8), log: compensation.registry.logKey).checkpoint
        if ending == .recovered {
            try FileManager.default.removeItem(atPath: folder.logKey)
            await #expect(throws: RegistryRefusal.keyUnreadable(path: folder.logKey)) {
                _ = try await Self.goOn(folder, .keyChanged)
            }
        } else {
            await #expect(throws: RegistryRefusal.nothingToRecover) { _ = try await Self.goOn(folder, .recovered) }
        }
        let recovery = try await Self.goOn(folder, ending)
        #expect(recovery.continued.kept == newest.size && recovery.continued.size == newest.size)
        #expect(recovery.continued.root.bytes == newest.rootHash.bytes)
        #expect(FileManager.default.fileExists(atPath: "\(folder.logKey).1") == (ending == .keyChanged))
        #expect(try await Self.faults(folder, certificate) == [])

        let second = try await Registry.recover(
            folder, origin: "registry.example/3", from: .keyChanged, engine: Script.Opening().engine,
            migrations: Compensation.migrations, clock: { Script.now }, chance: Script.chance)
        #expect(second.continued.origin == "registry.example/2")
        #expect(try await Self.faults(folder, certificate) == [])
        // Its status list stays where the certificate says it is.
        let old = ground.folder("old").data
        let after = try await Script.Opening().open(folder)
        #expect(try await after.publishStatus(to: old, origin: "registry.example").lists.count == 2)
        await #expect(throws: RegistryRefusal.badOrigin("other.example")) {
            try await after.publishStatus(to: old, origin: "other.example")
        }
        // Work goes on.
        let index = try #require(Script.steps.firstIndex { $0.name == "certify a customer" })
        for step in Script.steps[index...] { try await step.run(folder, Script.Opening()) }
        #expect(try await Script.Opening().open(folder).check().findings.isEmpty)
    }

    /// Cut short at any call of the port, the same call goes on.
    @Test func aLogThatWasCutShortWhileItsKeyChangedGoesOn() async throws {
        let ground = try Ground()
        let (_, certificate) = try await Self.certified(ground)
        for call in 1...200 {
            try ground.copy("now", to: "try")
            let folder = ground.folder("try")
            let fault = FaultAt(call)
            do {
                _ = try await Registry.recover(
                    folder, origin: "registry.example/2", from: .keyChanged,
                    engine: Script.Opening(fault: fault.point).engine, migrations: Compensation.migrations,
                    clock: { Script.now }, chance: Script.chance)
                #expect(call > 3)
                return
            } catch is FaultAt.Fault {
                _ = try await Self.goOn(folder, .keyChanged)
                #expect(try await Self.faults(folder, certificate) == [])
            }
        }
        Issue.record("it never ended")
    }
}
