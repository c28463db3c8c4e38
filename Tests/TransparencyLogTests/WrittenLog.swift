import Testing
import TransparencyLog

/// A log as it is published, in memory: the files of a folder by their paths. Keys and times are fixed, so that its bytes are.
struct WrittenLog {
    let signer: SignerKey
    let witnesses: [WitnessSigner]
    private(set) var entries: [[UInt8]] = []
    private(set) var files: [String: [UInt8]] = [:]
    private var edge = TreeEdge()
    private var stored: [Subtree: Hash] = [:]
    private var published: Int64 = 0

    init(entries count: Int = 0, witnesses: Int = 1) throws {
        let name = try #require(KeyName("log.example/scrap"))
        signer = try #require(SignerKey(name: name, seed: Array(repeating: 7, count: 32)))
        self.witnesses = try (0..<witnesses).map { number in
            let name = try #require(KeyName("witness.example/w\(number + 1)"))
            return try #require(WitnessSigner(name: name, seed: Array(repeating: 100 + UInt8(number), count: 32)))
        }
        try append(count)
        try publish()
    }

    var size: Int64 { edge.size }
    var checkpoint: Checkpoint {
        get throws { try #require(Checkpoint(origin: signer.name.text, size: edge.size, rootHash: edge.root)) }
    }
    /// As the log signs it.
    var note: String { get throws { try checkpoint.signed(by: signer) } }

    mutating func append(_ count: Int) throws {
        for _ in 0..<count {
            let entry = Array("entry \(entries.count)".utf8)
            entries.append(entry)
            let leaf = Hash(leaf: entry)
            stored[Subtree(level: 0, index: edge.size)] = leaf
            edge.append(leaf: leaf) { if $0.subtree.isTileHash { stored[$0.subtree] = $0.hash } }
        }
    }

    /// Tiles first, then the checkpoint.
    mutating func publish() throws {
        for path in TilePath.added(from: published, to: edge.size) {
            let first = path.index * 256
            switch path.content {
            case .entries:
                files[path.text] = try EntryBundle.bytes(of: Array(entries[Int(first)..<(Int(first) + path.width)]))
            case .hashes(let level):
                let hashes = try (first..<(first + Int64(path.width))).map {
                    try #require(stored[Subtree(level: 8 * level, index: $0)])
                }
                files[path.text] = try HashTile(hashes).bytes
            }
        }
        files["checkpoint"] = Array(try note.utf8)
        published = edge.size
    }

    func tree(_ files: [String: [UInt8]]? = nil) throws -> PublishedTree<Never> {
        let files = files ?? self.files
        return try PublishedTree(try checkpoint) { files[$0.text] }
    }

    func proof(from: Int64) throws -> [Hash] {
        var tree = try tree()
        return try from == 0 ? [] : tree.consistencyProof(from: from)
    }
}

/// Each of `bytes` with one bit flipped, every bit in turn.
func flips(of bytes: [UInt8]) -> some Sequence<[UInt8]> {
    (0..<bytes.count * 8).lazy.map { place in
        var flipped = bytes
        flipped[place / 8] ^= 1 << UInt8(place % 8)
        return flipped
    }
}
