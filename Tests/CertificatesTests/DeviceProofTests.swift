import CanonicalJSON
import Certificates
import Journal
import Primitives
import Programmes
import Testing
import TransparencyLog

// docs/spec/manifest.md, M-11 to M-15
@Suite struct DeviceProofTests {
    /// A certificate on rows of one seed, and what proves them.
    private struct Proved {
        static let seed = [UInt8](repeating: 9, count: 32)
        var registry: MiniRegistry
        let credential: CertificateCredential
        let rows: [ManifestRow]

        var verification: DeviceVerification {
            DeviceVerification(of: registry.bundle(credential), trust: registry.trust)
        }

        /// - Parameter two: two declarations, of which the second owes by weight and is covered to a half of row 8.
        init(two: Bool = false) throws {
            rows = try (1...(two ? 10 : 240)).map { row in
                ManifestRow(
                    row: Int64(row), deviceClass: "smartphone", grams: two ? 100 : nil, units: two ? 200 : 1,
                    quantity: row == 3 ? 2 : 1,
                    numbers: PackedNumbers([
                        try DeviceIdentifier(text: "serial:APPLE:SN\(10_000 + row)"),
                        try DeviceIdentifier(text: "asset:buyer:LT-\(row)"),
                    ]))
            }
            var leaves = ManifestLeaves(seed: Self.seed)
            var tree = ManifestTree()
            for row in rows { tree.append(leaves.leaf(row)) }
            registry = MiniRegistry()
            registry.hasTwo = two
            registry.manifest = try #require(Digest(tree.root.bytes))
            registry.run()
            credential = try registry.certify()
        }

        func declaration(_ index: Int) throws -> Int64 {
            try #require(credential.content.declarations.dropFirst(index).first).sequence
        }

        func proof(
            row: Int, in index: Int = 0, attached: AttachedProof? = nil,
            change: (DeviceProof) -> DeviceProof = { $0 }
        ) throws -> DeviceProof {
            var leaves = ManifestLeaves(seed: Self.seed)
            var tree: [Hash] = []
            var own: [UInt8] = []
            for each in rows {
                tree.append(leaves.leaf(each))
                if each.row == row { own = leaves.json }
            }
            return change(
                DeviceProof(
                    certificate: credential.content.certificate, credential: credential.digest,
                    declaration: try declaration(index), leaf: own,
                    path: LeafPath(
                        index: Int64(row - 1), size: Int64(tree.count),
                        hashes: ManifestTree.inclusionProof(of: row - 1, in: tree)), attached: attached))
        }

        /// Attaches three devices to row 3 in a new entry, and proves the one at a position.
        mutating func attached(
            at position: Int64 = 2, row: Int64 = 3, declaration: Int64? = nil, kind: OpenPart? = nil
        ) throws -> AttachedProof {
            let declaration = try declaration ?? self.declaration(0)
            var leaves = ManifestLeaves(seed: Self.seed)
            var tree: [Hash] = []
            var own: [UInt8] = []
            for place in Int64(1)...3 {
                let numbers = PackedNumbers([try DeviceIdentifier(text: "imei:3569380356438\(place)")])
                tree.append(leaves.leaf(declaration: declaration, row: row, position: place, numbers: numbers))
                if place == position { own = leaves.json }
            }
            var edge = TreeEdge()
            for leaf in tree { edge.append(leaf: leaf) }
            let root = try #require(Digest(edge.root.bytes))
            let sequence = registry.append(
                kind ?? .identified(leaves: root),
                kind == nil
                    ? .identified(
                        Identification(
                            declaration: declaration,
                            positions: [PositionRun(row: row, first: 1, count: 3, units: 2..<5)], tags: 3,
                            tagRoot: root))
                    : .actorOnly)
            return AttachedProof(
                leaf: own,
                path: LeafPath(
                    index: position - 1, size: 3,
                    hashes: ManifestTree.inclusionProof(of: Int(position) - 1, in: tree)),
                entry: registry.entries[Int(sequence)].entry, inclusion: registry.proof(of: sequence),
                checkpoint: registry.checkpoint)
        }

        func faults(_ proof: DeviceProof) -> [DeviceFault] { verification.report(on: proof).faults }
    }

    // MARK: - The tree

    @Test func everyLeafOfEveryTreeIsProved() throws {
        var chance = SplitMix64(seed: 7)
        var tree = ManifestTree()
        var leaves: [Hash] = []
        for size in 1...600 {
            leaves.append(Hash(leaf: [UInt8(size & 255), UInt8(size >> 8)]))
            tree.append(leaves[size - 1])
            for _ in 0..<3 {
                let index = Int64.random(in: 0..<Int64(size), using: &chance)
                try check(tree, leaves, index)
            }
            try check(tree, leaves, Int64(size - 1))
        }
    }

    /// Above 2^16 leaves, so that hashes of 256 × 256 leaves are kept too.
    @Test func leavesOfALargeTreeAreProved() throws {
        var chance = SplitMix64(seed: 8)
        let leaves = (0..<70_001).map { index in
            Hash(leaf: [UInt8(index & 255), UInt8(index >> 8 & 255), UInt8(index >> 16)])
        }
        var tree = ManifestTree()
        for leaf in leaves { tree.append(leaf) }
        for index: Int64 in [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 70_000] { try check(tree, leaves, index) }
        for _ in 0..<100 { try check(tree, leaves, Int64.random(in: 0..<70_001, using: &chance)) }
    }

    private func check(_ tree: ManifestTree, _ leaves: [Hash], _ index: Int64) throws {
        let needed = tree.leavesNeeded(for: index)
        #expect(needed.map { $0.contains(index) && $0.count == 256 } ?? true)
        let asked = needed.map { Array(leaves[Int($0.lowerBound)..<Int($0.upperBound)]) } ?? []
        let path = tree.inclusionProof(of: index, leaves: asked)
        try TreeProofs.verifyInclusion(
            of: leaves[Int(index)], index: index, size: Int64(leaves.count), root: tree.root, proof: path)
        if leaves.count < 1_000 { #expect(path == ManifestTree.inclusionProof(of: Int(index), in: leaves)) }
    }

    // MARK: - What holds

    @Test func aDeviceIsProvedBesideItsCertificate() throws {
        let proved = try Proved()
        let proof = try proved.proof(row: 12)
        #expect(try DeviceProof(bytes: proof.bytes) == proof)
        let report = proved.verification.report(on: proof)
        #expect(report.faults == [] && report.outcome == .trusted)
        #expect(report.checks.map(\.check) == [.certificate, .row, .covered])
        let statement = try #require(report.statement)
        #expect(statement.coverage == .whole && statement.leaf.row == 12 && statement.attached == nil)
        #expect(statement.leaf.texts == ["asset:buyer:LT-12", "serial:APPLE:SN10012"])
        #expect(statement.english.contains("serial:APPLE:SN10012") && statement.english.contains("covers it whole"))
        #expect(statement.french.contains("le couvre entier"))
        #expect(statement.caveats == [.units, .existence])
        // Nothing of another row, and not the seed.
        let text = String(decoding: proof.bytes, as: UTF8.self)
        #expect(!text.contains("SN10011") && !text.contains("SN10013"))
        #expect(!text.contains(Hexadecimal.text(Proved.seed)))
    }

    @Test func everyRowIsProved() throws {
        let proved = try Proved()
        let verification = proved.verification
        for row in 1...240 { #expect(verification.report(on: try proved.proof(row: row)).outcome == .trusted) }
    }

    @Test func whoKnowsNoKeysIsToldSo() throws {
        let proved = try Proved()
        let verification = DeviceVerification(of: proved.registry.bundle(proved.credential), trust: Trust())
        #expect(verification.report(on: try proved.proof(row: 1)).outcome.exitCode == 3)
    }

    @Test func aRowInPartSaysHowManyOfHowMany() throws {
        let proved = try Proved(two: true)
        let report = proved.verification.report(on: try proved.proof(row: 8, in: 1))
        #expect(report.faults == [] && report.outcome == .trusted)
        let statement = try #require(report.statement)
        #expect(statement.coverage == .part(PartRow(row: 8, units: 100, of: 200)))
        #expect(statement.english.contains("100\u{A0}g of 200\u{A0}g"), "\(statement.english)")
        #expect(statement.french.contains("100\u{A0}g sur 200\u{A0}g"), "\(statement.french)")
        // The same row of the first declaration is covered whole, and its path is the same here.
        #expect(proved.faults(try proved.proof(row: 8, in: 0)) == [])
    }

    @Test func anAttachedDeviceIsProvedByAnEntryOfItsOwn() throws {
        var proved = try Proved()
        let proof = try proved.proof(row: 3, attached: proved.attached())
        #expect(try DeviceProof(bytes: proof.bytes) == proof)
        // Beside the bundle of then, and one of any later day.
        for later in [false, true] {
            if later {
                proved.registry.append(
                    .identified(leaves: Digest(sha256: [1])),
                    .identified(
                        Identification(
                            declaration: try proved.declaration(0),
                            positions: [PositionRun(row: 9, first: 1, count: 1, units: 9..<10)], tags: 1,
                            tagRoot: Digest(sha256: [1]))))
            }
            let report = proved.verification.report(on: proof)
            #expect(report.faults == [] && report.outcome == .trusted, "\(report.faults)")
            let statement = try #require(report.statement)
            #expect(statement.attached?.texts == ["imei:35693803564382"] && statement.caveats.contains(.position))
            #expect(statement.english.contains("position 2") && statement.english.contains("so this device"))
        }
        #expect(!String(decoding: proof.bytes, as: UTF8.self).contains("imei:35693803564381"))
    }

    // MARK: - What does not

    @Test func eachCheckSaysWhatIsWrong() throws {
        var proved = try Proved(two: true)
        let digest = Digest(sha256: [1])
        func remade(
            _ proof: DeviceProof, certificate: RandomID? = nil, credential: Digest? = nil, declaration: Int64? = nil,
            size: Int64? = nil, hashes: [Hash]? = nil
        ) throws -> DeviceProof {
            var object = try #require(JSON(canonical: proof.bytes).object)
            if let certificate { object["certificate"] = .string(certificate.text) }
            if let credential { object["credential"] = .string(credential.text) }
            if let declaration { object["declaration"] = .integer(declaration) }
            if let size { object["rows"] = .integer(size) }
            if let hashes { object["path"] = .array(hashes.map { .string($0.base64) }) }
            return try DeviceProof(bytes: object.canonicalBytes)
        }
        let proof = try proved.proof(row: 2, in: 1)
        let other = MiniRegistry.id(0xC2)
        #expect(proved.faults(try remade(proof, certificate: other)) == [.otherCertificate(other)])
        #expect(proved.faults(try remade(proof, credential: digest)) == [.otherCredential])
        #expect(proved.faults(try remade(proof, declaration: 3)) == [.otherDeclaration(3)])
        #expect(proved.faults(try remade(proof, size: 11)) == [.rows(11)])
        #expect(proved.faults(try remade(proof, hashes: [])) == [.path(.wrongLength(0))])
        #expect(proved.faults(try proved.proof(row: 9, in: 1)) == [.notCovered(row: 9)])
        #expect(proved.faults(try proved.proof(row: 10, in: 1)) == [.notCovered(row: 10)])

        // A device of the other declaration, whose row and position this certificate covers too.
        let (first, second) = (try proved.declaration(0), try proved.declaration(1))
        #expect(
            proved.faults(try proved.proof(row: 3, in: 0, attached: proved.attached(declaration: second))) == [
                .otherRow
            ])
        #expect(
            proved.faults(try proved.proof(row: 4, in: 0, attached: proved.attached(declaration: first))) == [.otherRow]
        )
        #expect(
            proved.faults(try proved.proof(row: 3, in: 0, attached: proved.attached(at: 3))) == [.noPosition(3, of: 2)])
        let withdrawn = try proved.attached(kind: .withdrawn)
        #expect(
            proved.faults(try proved.proof(row: 3, in: 0, attached: withdrawn))
                == [.otherEntry(withdrawn.entry.sequence)])
    }

    @Test func aCheckpointOfAnotherLogOrHistoryIsRefused() throws {
        var proved = try Proved()
        let attached = try proved.attached()
        var stranger = proved
        stranger.registry.logSeed = [UInt8](repeating: 77, count: 32)
        func with(_ checkpoint: String, _ inclusion: [Hash]? = nil) -> AttachedProof {
            AttachedProof(
                leaf: attachedLeaf, path: attached.path, entry: attached.entry,
                inclusion: inclusion ?? attached.inclusion, checkpoint: checkpoint)
        }
        var leaves = ManifestLeaves(seed: Proved.seed)
        _ = leaves.leaf(
            declaration: try proved.declaration(0), row: 3, position: 2,
            numbers: PackedNumbers([try DeviceIdentifier(text: "imei:35693803564382")]))
        let attachedLeaf = leaves.json
        let foreign = try proved.proof(row: 3, attached: with(stranger.registry.checkpoint))
        #expect(proved.faults(foreign) == [.checkpoint(.note(.nobodyKnown))])
        let short = try proved.proof(row: 3, attached: with(attached.checkpoint, []))
        #expect(proved.faults(short) == [.inclusion(.wrongLength(0))])

        // The same log shows another history of as many entries.
        var forked = try Proved()
        _ = try forked.attached(at: 1)
        let size = Int64(forked.registry.entries.count)
        forked.registry.append(.withdrawn, .actorOnly)
        proved.registry.append(
            .identified(leaves: Digest(sha256: [2])),
            .identified(
                Identification(
                    declaration: try proved.declaration(0),
                    positions: [PositionRun(row: 9, first: 1, count: 1, units: 9..<10)], tags: 1,
                    tagRoot: Digest(sha256: [2]))))
        let other = try proved.proof(row: 3, attached: with(forked.registry.checkpoint))
        #expect(proved.faults(other) == [.forked(size: size + 1)])
    }

    @Test func aCertificateThatIsWrongProvesNothing() throws {
        let proved = try Proved()
        let lists = StatusPurpose.allCases.map {
            proved.registry.list($0, setting: $0 == .revocation ? [MiniRegistry.position.index] : [])
        }
        let verification = DeviceVerification(
            of: proved.registry.bundle(proved.credential, lists: lists), trust: proved.registry.trust)
        let report = verification.report(on: try proved.proof(row: 1))
        #expect(report.faults == [] && report.outcome == .wrong && report.outcome.exitCode == 1)
    }

    /// Any flipped bit of the file is refused, but in the sizes of the trees, which are no statement (M-11).
    @Test(arguments: [false, true]) func everyFlippedBitIsRefused(isAttached: Bool) throws {
        var proved = try Proved()
        let attached = isAttached ? try proved.attached() : nil
        let proof = try proved.proof(row: 3, attached: attached)
        let verification = proved.verification
        let bytes = proof.bytes
        #expect(verification.report(on: proof).outcome == .trusted)
        var survivors = 0
        for place in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[place] ^= 1 << UInt8(bit)
                guard let other = try? DeviceProof(bytes: flipped) else { continue }
                #expect(other != proof && other.bytes == flipped)
                guard verification.report(on: other).outcome != .wrong else { continue }
                survivors += 1
                // Of another tree's size, and the same device.
                #expect(other.leaf == proof.leaf && other.path.hashes == proof.path.hashes)
                #expect(other.path.size != proof.path.size || other.attached?.path.size != proof.attached?.path.size)
                #expect(other.attached?.leaf == attached?.leaf && other.attached?.entry == attached?.entry)
                #expect(other.attached?.checkpoint == attached?.checkpoint)
            }
        }
        #expect(survivors < 16)
    }

    @Test func filesThatAreNoProofs() throws {
        var proved = try Proved()
        let proof = try proved.proof(row: 3, attached: proved.attached())
        let object = try #require(JSON(canonical: proof.bytes).object)
        func fault(_ bytes: [UInt8]) -> DeviceProofFault? {
            do throws(DeviceProofFault) {
                _ = try DeviceProof(bytes: bytes)
                return nil
            } catch { return error }
        }
        func fault(_ change: (inout JSONObject) -> Void) -> DeviceProofFault? {
            var changed = object
            change(&changed)
            return fault(changed.canonicalBytes)
        }
        func leaf(_ name: String, _ value: JSON?) -> DeviceProofFault? {
            fault { object in
                guard var leaf = object["leaf"]?.object else { return }
                leaf[name] = value
                object["leaf"] = .object(leaf)
            }
        }
        #expect(fault { $0["seed"] = "00" } == .malformed(.unknown(path: "seed")))
        #expect(leaf("colour", "red") == .malformed(.unknown(path: "leaf.colour")))
        #expect(leaf("salt", nil) == .malformed(.missing(path: "leaf.salt")))
        #expect(leaf("salt", "AB") == .malformed(.malformed(path: "leaf.salt")))
        #expect(leaf("row", 0) == .malformed(.outOfRange(path: "leaf.row")))
        #expect(leaf("grams", -1) == .malformed(.outOfRange(path: "leaf.grams")))
        #expect(leaf("grams", "1") == .malformed(.wrongKind(path: "leaf.grams", expected: .integer, found: .string)))
        let identifiers = DeviceProofFault.malformed(.malformed(path: "leaf.identifiers"))
        for texts: [JSON] in [
            [], ["serial:APPLE:sn1"], ["SN1"], ["serial:APPLE:SN2", "serial:APPLE:SN1"],
            ["serial:APPLE:SN1", "serial:APPLE:SN1"],
        ] {
            #expect(leaf("identifiers", .array(texts)) == identifiers)
        }
        #expect(fault { $0["format"] = "counterweight-device/2" } == .unknownFormat("counterweight-device/2"))
        #expect(fault { $0["path"] = ["AAAA"] } == .malformed(.malformed(path: "path")))
        let hash = JSON.string(Hash.emptyTree.base64)
        #expect(
            fault { $0["path"] = .array(Array(repeating: hash, count: 41)) } == .malformed(.malformed(path: "path")))
        let spaced = Array(" ".utf8) + proof.bytes
        if case .notCanonical? = fault(spaced) {} else { Issue.record("another spelling was read") }
        let long = Array(#"{"a":""#.utf8) + Array(repeating: UInt8(ascii: "x"), count: DeviceProof.bytesMax)
        if case .notCanonical? = fault(long) {} else { Issue.record("a long file was read") }
        let deep = Array(repeating: UInt8(ascii: "["), count: 60_000)
        if case .notCanonical? = fault(deep) {} else { Issue.record("a deep file was read") }
        if case .notCanonical? = fault([]) {} else { Issue.record("nothing was read") }
        // The sealed part of an entry would tell of other rows.
        #expect(
            fault { object in
                guard var attached = object["attached"]?.object, var entry = attached["entry"]?.object else { return }
                entry["sealed"] = [:]
                attached["entry"] = .object(entry)
                object["attached"] = .object(attached)
            } == .entry)
    }
}
