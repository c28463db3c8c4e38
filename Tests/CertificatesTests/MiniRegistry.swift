import CanonicalJSON
import Certificates
import Journal
import Lots
import Primitives
import Programmes
import TransparencyLog

/// A registry in miniature: one lot of 240 phones and 13,680 g, one declaration of 240 devices, two retirements, one
/// certificate. All keys, salts and ids are fixed, so that its bytes are.
struct MiniRegistry {
    var origin = "ewaste.example"
    var beneficiary = "Buyer SA"
    /// In whose name the second retirement is, where it is not the declaration's.
    var otherBeneficiary: String?
    /// Whether there are two declarations, one by piece and one by weight; else one of 240 devices.
    var hasTwo = false
    /// Whose the second declaration is, and in whose name, where that is not as in the first.
    var secondCustomer: Code?
    var secondBeneficiary: String?
    /// The manifest root of every declaration.
    var manifest = Digest(sha256: [7])
    /// What the certificate is asked of.
    var cut = try! CertificateCut(  // given, and in order
        customer: "buyer", from: Day("2026-06-01")!, to: Day("2026-06-02")!)  // days
    var issuerSeed = [UInt8](repeating: 1, count: 32)
    var logSeed = [UInt8](repeating: 2, count: 32)
    let verifierSeed = [UInt8](repeating: 3, count: 32)
    /// Whether what is certified was taken over from an earlier system.
    var takesOver = false
    /// The day on which the earlier system retired, and until which it was kept.
    var retiredOn = "2026-05-20"
    var until = "2026-05-31"
    private(set) var entries: [(entry: JournalEntry, sealed: SealedEntry?)] = []

    /// The log that this one goes on from.
    var continues: [ContinuedLog] = []
    /// The log's name, where it is not that of the issuer's domain.
    var logName: String?

    var issuerKey: IssuerKey { key(issuerSeed) }
    /// The one that comes after it.
    var laterKey: IssuerKey { key([UInt8](repeating: 4, count: 32)) }
    var verifierKey: IssuerKey { key(verifierSeed) }
    var issuer: DID { DID("did:web:\(origin)")! }  // an origin of these tests is a host
    var logKey: SignerKey { SignerKey(name: KeyName(logName ?? origin)!, seed: logSeed)! }  // a host, and 32 bytes
    var trust: Trust {
        var trust = Trust()
        try! trust.add(issuerKey.didKey.text)  // a key's own text
        try! trust.add(logKey.verifierKey.text)  // a key's own text
        return trust
    }

    private func key(_ seed: [UInt8]) -> IssuerKey { IssuerKey(seed: seed)! }  // 32 bytes

    // MARK: - The journal

    private static let provider = Actor(member: "ama", party: "closing")

    @discardableResult
    mutating func append(
        _ open: OpenPart, _ part: SealedPart = .actorOnly, by actor: Actor = provider, on text: String = "2026-06-01"
    ) -> Int64 {
        let sequence = Int64(entries.count)
        let salt = RandomID([UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 16))!  // 16 bytes
        let sealed = open.kind.hasSealedPart ? SealedEntry(actor: actor, salt: salt, part: part) : nil
        let entry = JournalEntry(
            sequence: sequence, day: Day(text)!, open: open, sealed: sealed.map { Digest(sha256: $0.bytes) })  // a day
        entries.append((entry, sealed))
        return sequence
    }

    /// Everything up to the two retirements, sequences 17 and 18; taken over, 13 and 14.
    mutating func run() {
        if takesOver { return runTakenOver() }
        openRegistry()
        serveLot()
        if hasTwo { return runTwo() }
        let declaration = declare(Quantity(240, .pieces)!)  // within range
        append(
            .promised(
                Promised(
                    lot: "GH-2026-014",
                    claims: [
                        ClaimQuantity(
                            claim: Self.id(9), programme: Version("one-for-one/1")!, quantity: Quantity(240, .pieces)!)
                    ])), .declarations([declaration]))
        retire(100, grams: 0..<5_700, of: declaration, units: [0..<100], for: beneficiary)
        retire(140, grams: 5_700..<13_680, of: declaration, units: [100..<240], for: otherBeneficiary ?? beneficiary)
    }

    /// 100 pieces of one declaration and 1,500 of the 2,000 g that the other owes.
    private mutating func runTwo() {
        append(
            .programmePublished(
                Self.programme("by-weight/1", .grams(Ratio(1, 1)!))))  // a ratio
        let first = declare(Quantity(100, .pieces)!)  // within range
        let second = declare(
            Quantity(2_000, .grams)!, devices: 10, under: "by-weight/1", document: "PO 4712",  // within range
            of: secondCustomer ?? "buyer", for: secondBeneficiary ?? beneficiary)
        retire(100, grams: 0..<5_700, of: first, units: [0..<100], for: beneficiary)
        retire(
            1_500, .grams, grams: 12_180..<13_680, of: second, units: [0..<1_500],
            for: secondBeneficiary ?? beneficiary)
    }

    static func id(_ byte: UInt8) -> RandomID { RandomID([UInt8](repeating: byte, count: 16))! }  // 16 bytes

    mutating func openRegistry() {
        append(
            .registryOpened(
                RegistryOpened(
                    origin: logName ?? origin, logKey: logKey.verifierKey.text, issuer: issuer.text,
                    continues: continues)))
        append(.keyAdded(KeyAdded(purpose: .certificates, key: issuerKey.didKey.text)))
        append(
            .standardPublished(
                SupplyStandard(
                    version: Version("phones/1")!, from: Day("2025-01-01")!, classes: ["smartphone"], counted: true,
                    basis: Self.basis, massTolerance: 50, countTolerance: 50, gramsPerPiece: 20...250,
                    certifications: ["r2"], evidence: [], collectorApproved: true, reusePrices: [],
                    independentVerifier: true)))
        append(.programmePublished(Self.programme("one-for-one/1", .pieces([:]))))
        party("closing", [.provider])
        party("recell", [.recycler])
        party("tuev", [.verifier], key: verifierKey.didKey.text, assurance: .independentBody)
        append(
            .facilityRecorded(
                Facility(
                    code: "accra", party: "recell", name: "Accra works", country: "GH", timeZone: "Africa/Accra",
                    permits: [Permit(number: "EPA-7", from: Day("2025-01-01")!, to: Day("2027-12-31")!)],
                    certifications: [
                        Certification(
                            scheme: "r2", number: "C-1", scope: "phones", from: Day("2025-01-01")!,
                            to: Day("2027-12-31")!)
                    ], capacity: [2026: 10_000_000])))
        append(.facilityDeclared(FacilityDeclared(facility: "accra", year: 2026, grams: 1_000_000)))
        append(
            .collectorApproved,
            .collectorApproved(
                CollectorApproved(
                    collector: "kofi", from: Day("2025-01-01")!, to: Day("2027-12-31")!,
                    evidence: Digest(sha256: [1]))))
    }

    private static func programme(_ version: String, _ obligation: Obligation) -> Programme {
        Programme(
            version: Version(version)!, from: Day("2026-01-01")!, trigger: .purchase,  // a version and a day
            obligation: obligation, classes: ["smartphone"], massBases: [.stated], massAgeMax: nil,
            supply: SupplyRule(
                standards: ["phones"], classes: ["smartphone"], countries: [], lotAgeMax: nil, forwards: false,
                forwardAgeMax: nil, shareMax: 1_000))
    }

    private static let basis = WeighingBasis(battery: .included, packaging: .removed)

    private mutating func party(
        _ code: Code, _ roles: [PublicRole], key: String? = nil, assurance: Assurance? = nil
    ) {
        append(
            .partyRecorded(
                PartyRecorded(
                    party: code, name: "The party \(code.text)", country: "GH", roles: roles, verifierKey: key,
                    assurance: assurance)))
    }

    private mutating func serveLot() {
        let lot: Code = "GH-2026-014"
        append(
            .lotSealed(
                LotSealed(
                    lot: lot, provider: "closing", scrap: "smartphone", country: "GH",
                    collected: Day("2026-01-05")!...Day("2026-02-20")!, standard: Version("phones/1")!, others: [])),
            .lotSealed(
                LotPapers(
                    collector: "kofi", seals: .items(["S-1"]), bags: .items([]), devices: .items([]), prices: [],
                    evidence: [])), on: "2026-02-21")
        let claimable = try! ClaimableMass(mass: 13_680, count: 240)  // within bounds
        for stage in Stage.allCases {
            append(
                .lotWeighed(
                    LotWeighed(
                        lot: lot, stage: stage, facility: "accra", day: Day("2026-03-05")!, gross: 14_000, tare: 320,
                        net: 13_680, pieces: 240, basis: Self.basis, claimable: claimable)),
                .lotWeighed(WeighingPapers(ticket: "T-\(stage.rawValue)", scale: nil, evidence: [])), on: "2026-03-06")
        }
        verify(lot, claimable)
    }

    private mutating func verify(_ lot: Code, _ claimable: ClaimableMass) {
        let day = "2026-03-10"
        let actor = Actor(member: "vera", party: "tuev")
        func verified(_ signature: [UInt8]) -> LotVerified {
            LotVerified(
                lot: lot,
                verdicts: GuardRule.allCases.map {
                    JournalVerdict(
                        rule: $0.rawValue,
                        outcome: [.border, .evidence, .price].contains($0) ? "not-applicable" : "pass", facts: [:])
                }, claimable: claimable, verifier: "tuev", assurance: .independentBody, key: verifierKey.didKey.text,
                signature: signature)
        }
        // The signature is over the sealed part's digest too, so that part is made first.
        append(.lotVerified(verified([])), .lotVerified([]), by: actor, on: day)
        let unsigned = entries.removeLast()
        let bytes = JournalEntry.bytesToSign(
            verified([]), day: unsigned.entry.day, sealed: unsigned.entry.sealed!)  // the kind has one
        append(.lotVerified(verified(verifierKey.signature(of: bytes))), .lotVerified([]), by: actor, on: day)
    }

    mutating func declare(
        _ owed: Quantity, devices: Int64? = nil, under programme: String = "one-for-one/1",
        document: String = "PO 4711", of customer: Code = "buyer", for name: String? = nil
    ) -> Int64 {
        append(
            .declared(manifest: manifest),
            .declared(
                DeclarationPapers(
                    customer: customer, programme: Version(programme)!, day: Day("2026-05-01")!,  // both are
                    owed: owed,
                    classes: [ClassSum(deviceClass: "smartphone", devices: devices ?? owed.count, owed: owed.count)],
                    beneficiary: name ?? beneficiary, document: document, tags: 0, tagRoot: Digest(sha256: [8]))),
            by: Actor(member: "ines", party: "buyer"))
    }

    private mutating func retire(
        _ count: Int64, _ unit: Unit = .pieces, grams: Range<Int64>, of declaration: Int64, units: [UnitRange],
        for beneficiary: String
    ) {
        let papers = RetirementPapers(
            beneficiary: beneficiary, declaration: declaration, units: units,
            salt: Self.id(UInt8(truncatingIfNeeded: 100 + entries.count)))
        let quantity = Quantity(count, unit)!  // within range
        append(
            .retired(
                Retired(
                    lot: "GH-2026-014", claim: Self.id(unit == .pieces ? 9 : 10), quantity: quantity, grams: grams,
                    beneficiary: Digest(sha256: papers.beneficiaryBytes))), .retired(papers))
    }

    /// The verifier's signature becomes another of 64 bytes.
    mutating func replaceSignature(at place: Int) {
        guard case .lotVerified(let verified) = entries[place].entry.open else { return }
        let entry = entries[place].entry
        let forged = LotVerified(
            lot: verified.lot, verdicts: verified.verdicts, claimable: verified.claimable, verifier: verified.verifier,
            assurance: verified.assurance, key: verified.key, signature: [UInt8](repeating: 1, count: 64))
        entries[place].entry = JournalEntry(
            sequence: entry.sequence, day: entry.day, open: .lotVerified(forged), sealed: entry.sealed)
    }

    // MARK: - The certificate

    static let issueDay = Day("2026-06-02")!  // a day
    static let position = StatusPosition(list: 1, index: 4_711)!  // within the list

    /// What stands behind the certificate.
    var evidence: [EvidencedEntry] {
        entries.compactMap { entry, sealed in
            switch entry.open {
            case .standardPublished where takesOver, .facilityRecorded where takesOver, .partyRecorded where takesOver:
                nil
            case .registryOpened, .keyAdded, .keyRevoked, .programmePublished, .standardPublished, .facilityRecorded,
                .lotSealed,
                .lotVerified, .certificateIssued:
                EvidencedEntry(entry, sealed: nil)
            case .partyRecorded(let party): party.verifierKey == nil ? nil : EvidencedEntry(entry, sealed: nil)
            case .lotWeighed(let weighed): weighed.stage == .treatment ? EvidencedEntry(entry, sealed: nil) : nil
            case .declared, .retired, .takenOver: EvidencedEntry(entry, sealed: sealed)
            default: nil
            }
        }
    }

    /// - Parameter forged: what is signed and put into the journal instead, member by member.
    mutating func certify(forging forge: (JSONObject) -> JSONObject) throws -> CertificateBundle {
        let content = try content()
        let signed = signed(forge(content.credential.document))
        append(
            .certificateIssued(
                CertificateIssued(
                    certificate: Self.id(0xC1), credential: Digest(sha256: signed.json.canonicalBytes),
                    retirements: content.sequences, list: Self.position.list,
                    index: Self.position.index)), on: Self.issueDay.text)
        let honest = CertificateCredential(content, signedBy: issuerKey)
        return try bundle(honest).replacing(signed)
    }

    /// Whatever the issuer says, in both forms.
    func signed(_ document: JSONObject) -> SignedCredential {
        SignedCredential(
            document, signedBy: issuerKey, method: issuer.method(of: issuerKey.didKey),
            created: "\(Self.issueDay.text)T00:00:00Z")
    }

    func content() throws -> CertificateContent {
        try CertificateContent(
            CertificateEvidence(evidence), certificate: Self.id(0xC1), day: Self.issueDay, position: Self.position,
            cut: cut, coverage: coverage)
    }

    private var coverage: [Int64: Coverage] {
        let declared = entries.filter { $0.entry.open.kind == .declared }.map(\.entry.sequence)
        guard !takesOver else { return [declared[0]: Coverage(devices: 140, rows: [1...140], inPart: [])] }
        guard hasTwo else { return [declared[0]: Coverage(devices: 240, rows: [1...240], inPart: [])] }
        return [
            declared[0]: Coverage(devices: 100, rows: [1...100], inPart: []),
            declared[1]: Coverage(devices: 7, rows: [1...7], inPart: [PartRow(row: 8, units: 100, of: 200)]),
        ]
    }

    mutating func certify() throws -> CertificateCredential {
        let content = try content()
        let credential = CertificateCredential(content, signedBy: issuerKey)
        append(.certificateIssued(credential.issued), on: Self.issueDay.text)
        return credential
    }

    func list(
        _ purpose: StatusPurpose, on day: Day = issueDay, setting indices: [Int] = [], number: Int = 1,
        by key: IssuerKey? = nil
    ) -> StatusListCredential {
        var list = StatusList()
        for index in indices { list[index] = true }
        return StatusListCredential(
            list, purpose: purpose, number: number, origin: origin, issuer: issuer, day: day,
            signedBy: key ?? issuerKey)
    }

    /// - Parameter methods: those of the issuer's document, where they are not its first key alone.
    func bundle(
        _ credential: CertificateCredential, lists: [StatusListCredential]? = nil, methods: [DIDMethod]? = nil
    ) -> CertificateBundle {
        CertificateBundle(
            credential: credential,
            entries: evidence.map { BundledEntry($0, proof: proof(of: $0.entry.sequence)) }, checkpoint: checkpoint,
            logKey: logKey.verifierKey,
            didDocument: DIDDocument(issuer, methods: methods ?? [DIDMethod(issuerKey.didKey)]),
            statusLists: lists ?? StatusPurpose.allCases.map { list($0) })
    }

    /// The whole way: journal, certificate, bundle.
    static func certified(_ change: (inout MiniRegistry) -> Void = { _ in }) throws -> (Self, CertificateBundle) {
        var registry = MiniRegistry()
        change(&registry)
        registry.run()
        let credential = try registry.certify()
        return (registry, registry.bundle(credential))
    }

    // MARK: - The log

    private var leaves: [Hash] { entries.map { Hash(leaf: $0.entry.bytes) } }

    var checkpoint: String {
        var edge = TreeEdge()
        for leaf in leaves { edge.append(leaf: leaf) }
        let checkpoint = Checkpoint(origin: logName ?? origin, size: edge.size, rootHash: edge.root)
        return checkpoint!.signed(by: logKey)  // a host
    }

    func proof(of sequence: Int64) -> [Hash] {
        let leaves = leaves
        func hash(_ subtree: Subtree) -> Hash {
            guard subtree.level > 0 else { return leaves[Int(subtree.index)] }
            return Hash(
                left: hash(Subtree(level: subtree.level - 1, index: 2 * subtree.index)),
                right: hash(Subtree(level: subtree.level - 1, index: 2 * subtree.index + 1)))
        }
        return TreeProofs.inclusionProof(index: sequence, size: Int64(leaves.count), hash: hash)
    }
}
