public import Certificates
import CanonicalJSON
public import Journal
public import Primitives
public import Programmes
import Registry
import Storage
import TransparencyLog

/// A device as somebody asks for its proof.
public enum DeviceToProve: Hashable, Sendable {
    /// By any of these, which are what `text` may mean.
    case known(by: [DeviceIdentifier], text: String)
    /// A row, and of one that stands for several the device at a position; both counted from 1.
    case row(Int64, position: Int64?)
}

extension Compensation {
    /// Who proves devices of this certificate, whatever its state.
    ///
    /// - Throws: `unknownCertificate`.
    public func prover(of id: RandomID) async throws -> DeviceProver {
        let registry = registry
        return try await registry.database.read { db in
            guard let row = try db.run("SELECT * FROM certificate WHERE public_id = \(id.bytes)").first else {
                throw CompensationRefusal.unknownCertificate(id.text)
            }
            let credential = try row.credential()
            return DeviceProver(
                registry: registry, id: try row.integer("id"), state: try row.word("state"),
                content: credential.content, credential: credential.digest)
        }
    }
}

/// Proves devices of one certificate, one after the other (docs/spec/manifest.md, M-11). The first of a declaration reads all its
/// rows once; what is kept of them is the upper part of their tree, so that each further one reads 256.
public struct DeviceProver: Sendable {
    private let registry: Registry
    private let id: Int64
    public let state: CertificateState
    public let content: CertificateContent
    private let credential: Digest
    private var manifests: [Int64: KeptManifest] = [:]

    fileprivate init(
        registry: Registry, id: Int64, state: CertificateState, content: CertificateContent, credential: Digest
    ) {
        self.registry = registry
        self.id = id
        self.state = state
        self.content = content
        self.credential = credential
    }

    /// The proof of one device, which holds beside any bundle of the certificate.
    ///
    /// - Parameter declaration: the one that is meant, by the sequence of its entry; needed for a row where the certificate speaks
    ///   of several.
    /// - Throws: `DeviceRefusal`; `noSuchRow`.
    public mutating func proof(of device: DeviceToProve, in declaration: Int64? = nil) async throws -> DeviceProof {
        let (id, content) = (id, content)
        let place = try await registry.database.read { db in
            let place = try db.place(of: device, in: declaration, content)
            try db.requireCovered(place, by: id)
            return place
        }
        let manifest = try await manifest(of: place.certified)
        let credential = credential
        return try await registry.database.read { db in
            let (leaf, path) = try db.leaf(ofRow: place.row, in: manifest)
            return DeviceProof(
                certificate: content.certificate, credential: credential, declaration: place.certified.sequence,
                leaf: leaf, path: path,
                attached: try place.position.map { try db.attached(ofRow: place.row, at: $0, in: manifest) })
        }
    }

    private mutating func manifest(of certified: CertifiedDeclaration) async throws -> KeptManifest {
        if let known = manifests[certified.sequence] { return known }
        let read = try await registry.database.read { db in
            let declaration = try db.declaration(certified.sequence)
            let seed = try db.seed(of: declaration)
            var leaves = ManifestLeaves(seed: seed)
            var tree = ManifestTree()
            try db.manifestRows(1...declaration.devices, of: declaration) { tree.append(leaves.leaf($0)) }
            guard tree.root.bytes == certified.manifest.bytes else {
                throw CompensationRefusal.damaged(column: "device.numbers")
            }
            return KeptManifest(declaration: declaration, seed: seed, tree: tree)
        }
        manifests[certified.sequence] = read
        return read
    }
}

/// What is kept of a declaration's rows.
private struct KeptManifest: Sendable {
    let declaration: DeclarationRow
    let seed: [UInt8]
    let tree: ManifestTree
}

/// A row of a declaration that the certificate speaks of.
private struct ProvablePlace: Sendable {
    let certified: CertifiedDeclaration
    let row: Int64
    let position: Int64?
}

extension Connection {
    fileprivate func place(
        of device: DeviceToProve, in asked: Int64?, _ content: CertificateContent
    ) throws -> ProvablePlace {
        let declarations = content.declarations.filter { asked == nil || $0.sequence == asked }
        if let asked, declarations.isEmpty { throw DeviceRefusal.declarationOther(declaration: asked) }
        switch device {
        case .row(let row, let position):
            guard let declaration = declarations.first, declarations.count == 1 else {
                throw DeviceRefusal.declarationMissing(declarations: declarations.map(\.sequence))
            }
            let rows = try self.declaration(declaration.sequence).devices
            guard (1...rows).contains(row) else {
                throw CompensationRefusal.noSuchRow(declaration.sequence, row: row)
            }
            return ProvablePlace(certified: declaration, row: row, position: position)
        case .known(let identifiers, let text):
            let found = try places(of: identifiers)
            let here = found.compactMap { place -> ProvablePlace? in
                guard let certified = declarations.first(where: { $0.sequence == place.declaration }) else {
                    return nil
                }
                return ProvablePlace(certified: certified, row: place.row, position: place.position)
            }
            if let place = here.first {
                guard here.count == 1 else {
                    throw DeviceRefusal.several(text, declaration: place.certified.sequence, row: place.row)
                }
                return place
            }
            guard let other = found.first else { throw DeviceRefusal.unknown(text) }
            let declaration = try self.declaration(other.declaration)
            let units = try units(ofRow: other.row, at: other.position, in: declaration)
            throw DeviceRefusal.elsewhere(
                text, declaration: other.declaration, row: other.row,
                by: try certificate(covering: units, of: declaration, but: nil))
        }
    }

    /// Where live devices with one of these identifiers stand, in any programme and life.
    private func places(
        of identifiers: [DeviceIdentifier]
    ) throws -> [(declaration: Int64, row: Int64, position: Int64?)] {
        var places: [(declaration: Int64, row: Int64, position: Int64?)] = []
        var seen: Set<[Int64]> = []
        for identifier in identifiers {
            for device in try devices(known: identifier) {
                // Of an import that is not finished.
                guard let place = try place(of: device) else { continue }
                let positions = try positions(of: identifier, device)
                for position in positions.isEmpty ? [nil] : positions.map(Optional.some)
                where seen.insert([device, position ?? 0]).inserted {
                    places.append((place.declaration, place.row, position))
                }
            }
        }
        return places
    }

    private func units(ofRow row: Int64, at position: Int64?, in declaration: DeclarationRow) throws -> UnitRange {
        try position.map { try positions(ofRow: row, in: declaration).units(of: $0) }
            ?? unitsOfRow(row, in: declaration)
    }

    /// Refused, in this order: a position at which no device is; what is withdrawn; what the certificate does not cover.
    fileprivate func requireCovered(_ place: ProvablePlace, by id: Int64) throws {
        let declaration = try declaration(place.certified.sequence)
        let (sequence, row, position) = (declaration.sequence, place.row, place.position)
        if let position {
            let device = declaration.firstDevice + row - 1
            let filled = try run(
                "SELECT 1 FROM attached WHERE device = \(device) AND cancelled = 0 AND position = \(position)")
            guard !filled.isEmpty else {
                throw DeviceRefusal.noDevice(declaration: sequence, row: row, position: position)
            }
        }
        let units = try units(ofRow: row, at: position, in: declaration)
        guard !place.certified.units.contains(where: { $0.overlaps(units) }) else { return }
        let withdrawn = try run(
            """
            SELECT first_unit, end_unit FROM unit_run WHERE declaration = \(declaration.id) AND retirement IS NULL
                AND first_unit < \(units.upperBound) AND end_unit > \(units.lowerBound)
            """)
        let gone = try withdrawn.reduce(Int64(0)) { sum, run in
            let end = min(units.upperBound, try run.integer("end_unit"))
            return sum + end - max(units.lowerBound, try run.integer("first_unit"))
        }
        if gone == units.upperBound - units.lowerBound {
            throw DeviceRefusal.withdrawn(declaration: sequence, row: row, position: position)
        }
        throw DeviceRefusal.notCovered(
            declaration: sequence, row: row, position: position,
            by: try certificate(covering: units, of: declaration, but: id))
    }

    /// A certificate that is live or suspended and covers some of these units.
    private func certificate(
        covering units: UnitRange, of declaration: DeclarationRow, but id: Int64?
    ) throws -> RandomID? {
        let rows = try run(
            """
            SELECT certificate.public_id FROM unit_run
            JOIN certificate_retirement ON certificate_retirement.retirement = unit_run.retirement
            JOIN certificate ON certificate.id = certificate_retirement.certificate
            WHERE unit_run.declaration = \(declaration.id) AND unit_run.first_unit < \(units.upperBound)
                AND unit_run.end_unit > \(units.lowerBound) AND certificate.state <> 'revoked'
                AND certificate.id <> \(id ?? 0)
            ORDER BY certificate.id LIMIT 1
            """)
        return try rows.first.map { try $0.parsed("public_id", RandomID($0.blob("public_id"))) }
    }

    /// The bytes of a row's leaf, and its path.
    fileprivate func leaf(
        ofRow row: Int64, in manifest: KeptManifest
    ) throws -> (leaf: [UInt8], path: LeafPath) {
        let needed = manifest.tree.leavesNeeded(for: row - 1)
        let rows = needed.map { $0.lowerBound + 1...$0.upperBound } ?? row...row
        var leaves = ManifestLeaves(seed: manifest.seed)
        var hashes: [Hash] = []
        var own: [UInt8] = []
        try manifestRows(rows, of: manifest.declaration) { found in
            hashes.append(leaves.leaf(found))
            if found.row == row { own = leaves.json }
        }
        guard hashes.count == rows.count else { throw CompensationRefusal.damaged(column: "device.id") }
        let path = manifest.tree.inclusionProof(of: row - 1, leaves: needed == nil ? [] : hashes)
        // Read again since the tree was made, so held to it again.
        try TreeProofs.verifyInclusion(
            of: Hash(leaf: own), index: row - 1, size: manifest.tree.size, root: manifest.tree.root, proof: path)
        return (own, LeafPath(index: row - 1, size: manifest.tree.size, hashes: path))
    }

    /// The device at a position, in the entry that attached it, as of the newest checkpoint.
    fileprivate func attached(
        ofRow row: Int64, at position: Int64, in manifest: KeptManifest
    ) throws -> AttachedProof {
        let declaration = manifest.declaration
        let device = declaration.firstDevice + row - 1
        let found = try run(
            "SELECT sequence FROM attached WHERE device = \(device) AND cancelled = 0 AND position = \(position)")
        guard let sequence = try found.first?.integer("sequence"),
            case let (entry, sealed) = try entry(sequence), case .identified(let root) = entry.open,
            case .identified(let identification) = sealed?.part
        else { throw CompensationRefusal.damaged(column: "attached.sequence") }
        var leaves = ManifestLeaves(seed: manifest.seed)
        var hashes: [Hash] = []
        var own: (index: Int, leaf: [UInt8])?
        for run in identification.positions {
            try each(
                """
                SELECT position, numbers FROM attached WHERE device = \(declaration.firstDevice + run.row - 1)
                    AND cancelled = 0 AND position >= \(run.first) AND position < \(run.first + run.count)
                ORDER BY position
                """
            ) { found in
                let place = try found.integer(at: 0)
                let hash = leaves.leaf(
                    declaration: declaration.sequence, row: run.row, position: place,
                    numbers: try found.attachedNumbers(at: 1))
                if run.row == row, place == position { own = (hashes.count, leaves.json) }
                hashes.append(hash)
            }
        }
        guard let own else { throw CompensationRefusal.damaged(column: "attached.position") }
        let path = ManifestTree.inclusionProof(of: own.index, in: hashes)
        guard let expected = Hash(root.bytes) else { throw CompensationRefusal.damaged(column: "attached.numbers") }
        try TreeProofs.verifyInclusion(
            of: Hash(leaf: own.leaf), index: Int64(own.index), size: Int64(hashes.count), root: expected, proof: path)
        let spine = try run("SELECT checkpoint, checkpoint_size FROM registry WHERE id = 1")[0]
        return AttachedProof(
            leaf: own.leaf, path: LeafPath(index: Int64(own.index), size: Int64(hashes.count), hashes: path),
            entry: entry, inclusion: try inclusionProof(of: sequence, size: spine.integer("checkpoint_size")),
            checkpoint: try spine.text("checkpoint"))
    }
}
