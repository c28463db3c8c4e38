import CanonicalJSON
import Certificates
import Journal
import Primitives
import Testing
import TransparencyLog

@Suite struct VerificationTests {
    @Test func aCertificateHoldsForWhoKnowsItsKeys() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let report = CertificateVerification.report(on: bundle, trust: registry.trust)
        #expect(report.faults == [])
        #expect(report.outcome == .trusted)
        #expect(report.outcome.exitCode == 0)
        #expect(report.checks.map(\.check) == CertificateCheck.allCases.filter { $0 != .takenOver })
        #expect(report.statusDay == MiniRegistry.issueDay)
        #expect(report.content?.mass == 13_680)
    }

    @Test func aBundleIsReadAsItWasWritten() throws {
        let (_, bundle) = try MiniRegistry.certified()
        #expect(try CertificateBundle(bytes: bundle.bytes) == bundle)
    }

    @Test func intactButUnknownIsThree() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let nobody = CertificateVerification.report(on: bundle, trust: Trust())
        #expect(
            nobody.outcome == .unknown(issuers: [registry.issuerKey.didKey], log: registry.logKey.verifierKey))
        #expect(nobody.outcome.exitCode == 3)

        var issuerOnly = Trust()
        try issuerOnly.add(registry.issuerKey.didKey.text)
        let half = CertificateVerification.report(on: bundle, trust: issuerOnly)
        #expect(half.outcome == .unknown(issuers: [], log: registry.logKey.verifierKey))
    }

    @Test func theSameWordsOfAnotherIssuerAreUnknown() throws {
        let (registry, _) = try MiniRegistry.certified()
        let (_, other) = try MiniRegistry.certified { $0.issuerSeed = [UInt8](repeating: 66, count: 32) }
        let report = CertificateVerification.report(on: other, trust: registry.trust)
        #expect(report.faults == [])
        #expect(report.outcome.exitCode == 3)
    }

    @Test func aRetirementInAnotherNameIsNotCertified() throws {
        #expect(throws: EvidenceFault.beneficiary(18)) {
            _ = try MiniRegistry.certified { $0.otherBeneficiary = "Seller SA" }
        }
    }

    @Test func declarationsOfTwoCustomersOrBeneficiariesAreNotCertifiedTogether() throws {
        // V-6
        #expect(throws: EvidenceFault.otherCustomer(17)) {
            _ = try MiniRegistry.certified { ($0.hasTwo, $0.secondCustomer) = (true, "seller") }
        }
        #expect(throws: EvidenceFault.otherBeneficiary(17)) {
            _ = try MiniRegistry.certified { ($0.hasTwo, $0.secondBeneficiary) = (true, "Seller SA") }
        }
    }

    /// V-19: 16 and 17 are the two declarations, 18 is the first retirement.
    @Test func whatDoesNotLieInTheCutIsNotCertified() throws {
        let day = Day("2026-06-02")!  // a day
        let cuts: [(CertificateCut, Int64)] = [
            (try CertificateCut(declaration: 16), 17), (try CertificateCut(document: "PO 4711"), 17),
            (try CertificateCut(beneficiary: "Buyer"), 16), (try CertificateCut(customer: "seller"), 16),
            (try CertificateCut(from: day), 18), (try CertificateCut(to: Day("2026-05-31")!), 18),  // a day
        ]
        for (cut, entry) in cuts {
            #expect(throws: EvidenceFault.cut(entry)) {
                _ = try MiniRegistry.certified { ($0.hasTwo, $0.cut) = (true, cut) }
            }
        }
    }

    @Test func aCutGivesSomethingAndItsDaysAreInOrder() throws {
        #expect(throws: CutRefusal.nothingGiven) { try CertificateCut() }
        let (first, last) = (Day("2026-06-01")!, Day("2026-06-02")!)  // days
        #expect(throws: CutRefusal.daysReversed(first: last, last: first)) {
            try CertificateCut(from: last, to: first)
        }
        #expect(try CertificateCut(from: first, to: first).english == "retired on 1 June 2026")
    }

    @Test func unitsOfTwoDeclarationsAreSummedApart() throws {
        let (registry, bundle) = try MiniRegistry.certified { $0.hasTwo = true }
        let report = CertificateVerification.report(on: bundle, trust: registry.trust)
        #expect(report.faults == [] && report.outcome == .trusted)
        let content = try #require(report.content)
        #expect(content.sums.map(\.quantity.unit) == [.pieces, .grams])
        #expect(content.sums.map(\.quantity.count) == [100, 1_500] && content.sums.map(\.mass) == [5_700, 1_500])
        #expect(content.mass == 7_200 && content.lots.count == 1)
        let total = bundle.credential.json["credentialSubject"]?["total"]
        #expect(total?["quantity"] == nil && total?["retired"]?.array?.count == 2)
        #expect(try CertificateBundle(bytes: bundle.bytes) == bundle)
    }

    @Test func revokedAndSuspendedAreWrong() throws {
        var registry = MiniRegistry()
        registry.run()
        let credential = try registry.certify()
        let index = MiniRegistry.position.index
        for (purpose, fault) in [
            (StatusPurpose.revocation, CheckFault.revoked(asOf: MiniRegistry.issueDay)),
            (.suspension, .suspended(asOf: MiniRegistry.issueDay)),
        ] {
            let lists = StatusPurpose.allCases.map { registry.list($0, setting: $0 == purpose ? [index] : [index + 1]) }
            let report = CertificateVerification.report(
                on: registry.bundle(credential, lists: lists), trust: registry.trust)
            #expect(report.faults == [fault])
            #expect(report.outcome.exitCode == 1)
        }
    }

    @Test func theNewestListSpeaks() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let later = Day("2026-07-01")!  // a day
        let fresher = registry.list(.revocation, on: later, setting: [MiniRegistry.position.index])
        let report = CertificateVerification.report(on: bundle, trust: registry.trust, fresher: [fresher.json])
        #expect(report.faults == [.revoked(asOf: later)])
    }

    @Test func aListOfAnotherPlaceOrEarlierDayIsRefused() throws {
        var registry = MiniRegistry()
        registry.run()
        let credential = try registry.certify()
        let foreign = registry.bundle(
            credential, lists: [registry.list(.revocation, number: 2), registry.list(.suspension)])
        let report = CertificateVerification.report(on: foreign, trust: registry.trust)
        #expect(report.faults == [.statusListForeign("https://ewaste.example/status/revocation/2")])
        let day = Day("2026-06-01")!  // a day
        let early = registry.bundle(
            credential, lists: [registry.list(.revocation, on: day), registry.list(.suspension, on: day)])
        #expect(
            CertificateVerification.report(on: early, trust: registry.trust).faults == [.statusListEarly(day)])
        let none = registry.bundle(credential, lists: [registry.list(.suspension)])
        #expect(
            CertificateVerification.report(on: none, trust: registry.trust).faults == [.statusListMissing(.revocation)])
    }

    /// Any byte of the file changed: refused, or no longer read.
    @Test(arguments: UInt64(0)..<300)
    func aChangedByteIsNeverTrusted(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let (registry, bundle) = try Self.shared.get()
        var bytes = bundle.bytes
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        do throws(BundleFault) {
            let changed = try CertificateBundle(bytes: bytes)
            let report = CertificateVerification.report(on: changed, trust: registry.trust)
            #expect(report.outcome != .trusted, "byte \(place) of \(bytes.count)")
        } catch {}
    }

    private static let shared = Result { try MiniRegistry.certified() }

    /// Each member of the credential changed and signed again by the issuer itself: what the entries say stands.
    @Test func everyFigureIsHeldToTheEntries() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        var unsigned = bundle.credential.json
        unsigned["proof"] = nil
        let paths = JSON.object(unsigned).leaves
        #expect(paths.count > 60)
        for path in paths where path.first != .name("@context") {
            guard let changed = JSON.object(unsigned).changing(path)?.object else {
                Issue.record("\(path)")
                continue
            }
            let forged = try bundle.replacing(registry.signed(changed))
            let report = CertificateVerification.report(on: forged, trust: registry.trust)
            #expect(report.outcome == .wrong, "\(path)")
        }
    }

    /// The same, and the journal says that just this credential was issued: still every figure is held to the entries.
    @Test func anIssuerThatLogsAWrongFigureIsCaught() throws {
        let (_, bundle) = try MiniRegistry.certified()
        guard let subject = bundle.credential.json["credentialSubject"] else { return }
        for path in subject.leaves {
            // The rows are the issuer's word, within what the coverage check can tell; a longer period is as true.
            guard !path.contains(.name("rows")), path != [.name("cut"), .name("retiredTo")] else { continue }
            var registry = MiniRegistry()
            registry.run()
            let forged = try registry.certify { document in
                JSON.object(document).changing([.name("credentialSubject")] + path)?.object ?? document
            }
            let report = CertificateVerification.report(on: forged, trust: registry.trust)
            #expect(report.outcome == .wrong, "\(path)")
            #expect(!report.faults.contains(.issuedDiffers) || report.faults.count > 1, "\(path)")
        }
    }

    /// Each member of each entry changed: the proof, or what rests on it, no longer holds.
    @Test func everyEntryIsHeldToTheLog() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        let json = try JSON(parsing: bundle.bytes)
        guard let entries = json["entries"] else { return }
        for path in entries.leaves {
            guard let changed = entries.changing(path),
                let forged = try? bundle.replacing("entries", with: changed)
            else { continue }
            let report = CertificateVerification.report(on: forged, trust: registry.trust)
            #expect(report.outcome == .wrong, "\(path)")
        }
        for name in ["checkpoint", "logKey", "didDocument", "statusLists"] {
            for path in json[name]?.leaves ?? [] {
                guard let changed = json[name]?.changing(path), let forged = try? bundle.replacing(name, with: changed)
                else { continue }
                let report = CertificateVerification.report(on: forged, trust: registry.trust)
                #expect(report.outcome == .wrong, "\(name) \(path)")
            }
        }
    }

    /// Another checkpoint of the same log, without these entries, proves nothing.
    @Test func aMissingEntryIsNamed() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        for place in bundle.entries.indices {
            let forged = try bundle.without(entry: place)
            let report = CertificateVerification.report(on: forged, trust: registry.trust)
            #expect(report.outcome == .wrong, "\(bundle.entries[place].entry.open.kind)")
        }
    }
}

// MARK: - Forging

enum JSONStep: Hashable, CustomStringConvertible {
    case name(String)
    case place(Int)

    var description: String {
        switch self {
        case .name(let name): name
        case .place(let place): "[\(place)]"
        }
    }
}

extension JSON {
    /// The paths of everything that is not an object or an array.
    var leaves: [[JSONStep]] {
        switch self {
        case .object(let object):
            object.members.flatMap { member in member.value.leaves.map { [.name(member.name)] + $0 } }
        case .array(let array): array.enumerated().flatMap { place, json in json.leaves.map { [.place(place)] + $0 } }
        case .null, .bool, .integer, .number, .string: [[]]
        }
    }

    /// The same with one leaf changed a little.
    func changing(_ path: some Collection<JSONStep>) -> JSON? {
        guard let step = path.first else {
            switch self {
            case .integer(let value): return .integer(value + 1)
            case .string(let text): return .string(text.changedALittle)
            case .bool(let value): return .bool(!value)
            case .null, .number, .array, .object: return nil
            }
        }
        switch (step, self) {
        case (.name(let name), .object(var object)):
            object[name] = object[name]?.changing(path.dropFirst())
            return .object(object)
        case (.place(let place), .array(var array)):
            guard let changed = array[place].changing(path.dropFirst()) else { return nil }
            array[place] = changed
            return .array(array)
        default: return nil
        }
    }
}

extension String {
    /// The last letter or digit is another of its kind.
    fileprivate var changedALittle: String {
        var bytes = Array(utf8)
        guard let place = bytes.lastIndex(where: { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }) else {
            return self + "x"
        }
        bytes[place] = bytes[place] == 0x31 ? 0x32 : bytes[place] == 0x61 ? 0x62 : bytes[place] < 0x40 ? 0x31 : 0x61
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension CertificateBundle {
    func replacing(_ name: String, with json: JSON) throws -> CertificateBundle {
        var object = try JSON(parsing: bytes).object ?? [:]
        object[name] = json
        return try CertificateBundle(bytes: object.canonicalBytes)
    }

    /// Both forms of another credential.
    func replacing(_ credential: SignedCredential) throws -> CertificateBundle {
        var object = try JSON(parsing: bytes).object ?? [:]
        object["credential"] = .object(credential.json)
        object["envelope"] = .object([
            "@context": "https://www.w3.org/ns/credentials/v2",
            "id": .string("data:application/vc+jwt,\(credential.envelope)"), "type": "EnvelopedVerifiableCredential",
        ])
        return try CertificateBundle(bytes: object.canonicalBytes)
    }

    func without(entry place: Int) throws -> CertificateBundle {
        var entries = try JSON(parsing: bytes)["entries"]?.array ?? []
        entries.remove(at: place)
        return try replacing("entries", with: .array(entries))
    }
}
