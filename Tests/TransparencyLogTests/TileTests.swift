import Foundation
import Testing
import TransparencyLog

struct TileTests {
    @Test(arguments: [
        ("tile/0/000", TilePath(.hashes(level: 0), index: 0)),
        ("tile/0/x001/x234/067", TilePath(.hashes(level: 0), index: 1_234_067)),
        ("tile/63/x001/000.p/255", TilePath(.hashes(level: 63), index: 1_000, width: 255)),
        ("tile/entries/999.p/1", TilePath(.entries, index: 999, width: 1)),
        ("tile/0/x009/x223/x372/x036/x854/x775/807", TilePath(.hashes(level: 0), index: .max)),
    ])
    func writesAndReadsPaths(text: String, path: TilePath?) {
        #expect(path?.text == text)
        #expect(TilePath(text: text) == path && path != nil)
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/0", "tile/0/0000", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/x000/001",
        "tile/0/001/234", "tile/0/x001/x234", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p",
        "tile/0/000.p/", "tile/0/000/", "/tile/0/000", "tile/0//000", "tile/entry/000", "tile/0/+01", "tile/0/x-01/001",
        "tile/0/../000", "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/x001/x009/x223/x372/x036/x854/x775/807",
        "tile/0/000.p/1/1", "tile/0/٠٠٠", "Tile/0/000",
    ])
    func refusesOtherPaths(text: String) {
        #expect(TilePath(text: text) == nil)
    }

    /// The example of C2SP tlog-tiles, "Partial Tiles".
    @Test func namesTheTilesOfATree() {
        let paths = TilePath.added(from: 0, to: 70_000)
        let of = { (level: Int, isFull: Bool) in
            paths.filter { $0.content == .hashes(level: level) && $0.isFull == isFull }
        }
        #expect(of(0, true).count == 273 && of(0, false).map(\.width) == [112])
        #expect(of(1, true).count == 1 && of(1, false).map(\.width) == [17])
        #expect(of(2, true).isEmpty && of(2, false).map(\.width) == [1])
        #expect(paths.filter { $0.content == .entries }.count == 274 && paths.count == 274 * 2 + 2 + 1)
        #expect(
            TilePath.added(from: 255, to: 257).map(\.text) == [
                "tile/entries/000", "tile/entries/001.p/1", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1",
            ])
        #expect(TilePath.added(from: 9, to: 9).isEmpty)
    }

    @Test func bundlesReadBack() throws {
        let entries: [[UInt8]] = [[], [1], Array(repeating: 7, count: 65_535)]
        let bytes = try EntryBundle.bytes(of: entries)
        #expect(try EntryBundle.entries(in: bytes, width: 3) == entries)
        #expect(throws: TileError.cutShort(entry: 2)) { try EntryBundle.entries(in: bytes.dropLast(), width: 3) }
        #expect(throws: TileError.cutShort(entry: 3)) { try EntryBundle.entries(in: bytes, width: 4) }
        #expect(throws: TileError.trailingBytes(65_537)) { try EntryBundle.entries(in: bytes, width: 2) }
        #expect(throws: TileError.badWidth(0)) { try EntryBundle.entries(in: [], width: 0) }
        #expect(throws: TileError.entryTooLong(65_536)) {
            try EntryBundle.bytes(of: [Array(repeating: 0, count: 65_536)])
        }
        #expect(throws: TileError.wrongLength(expected: 64, found: 63)) {
            try HashTile(bytes: Array(repeating: 0, count: 63), width: 2)
        }
    }
}

/// A log of fifteen entries that transparency-dev/tessera wrote.
struct TesseraLogTests {
    private let log = "tlog-tiles-tessera/testdata/log"
    private let key = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"

    private func checkpoint(_ size: Int) throws -> Checkpoint {
        try Checkpoint.open(try bytes("\(log)/checkpoint.\(size)"), log: try VerifierKey(text: key)).checkpoint
    }

    @Test func givesTheRootsOfItsCheckpoints() throws {
        guard hasVectors("tlog-tiles-tessera") else { return }
        #expect(try VerifierKey(text: key).text == key)
        var edge = TreeEdge()
        #expect(try checkpoint(0).rootHash == edge.root)
        for size in 1...15 {
            let path = try #require(TilePath(.entries, index: 0, width: size))
            let entries = try EntryBundle.entries(in: try bytes("\(log)/\(path.text)"), width: size)
            #expect(try EntryBundle.bytes(of: entries) == (try bytes("\(log)/\(path.text)")))
            edge.append(leaf: Hash(leaf: entries[size - 1]))
            let tile = try #require(TilePath(.hashes(level: 0), index: 0, width: size))
            let hashes = try HashTile(bytes: try bytes("\(log)/\(tile.text)"), width: size)
            #expect(hashes.hashes == entries.map { Hash(leaf: $0) })
            #expect(try HashTile(hashes.hashes).bytes == (try bytes("\(log)/\(tile.text)")))
            let checkpoint = try checkpoint(size)
            #expect(checkpoint.size == Int64(size) && checkpoint.rootHash == edge.root)
        }
    }

    /// Every entry of every size, and every step between two sizes, from the tiles that tessera wrote.
    @Test func provesEveryEntryAndEveryStep() throws {
        guard hasVectors("tlog-tiles-tessera") else { return }
        for size in 1...15 {
            let checkpoint = try checkpoint(size)
            var tree = try PublishedTree(checkpoint) { path in try? bytes("\(log)/\(path.text)") }
            let entries = try tree.entries(ofBundle: 0)
            #expect(entries.count == size)
            for (index, entry) in entries.enumerated() {
                try TreeProofs.verifyInclusion(
                    of: Hash(leaf: entry), index: Int64(index), size: checkpoint.size, root: checkpoint.rootHash,
                    proof: try tree.inclusionProof(of: Int64(index)))
            }
            for from in 1...size {
                try TreeProofs.verifyConsistency(
                    from: Int64(from), root: try self.checkpoint(from).rootHash, to: checkpoint.size,
                    root: checkpoint.rootHash, proof: try tree.consistencyProof(from: Int64(from)))
            }
        }
    }

    @Test func refusesEveryFlippedBitOfItsCheckpoint() throws {
        guard hasVectors("tlog-tiles-tessera") else { return }
        let key = try VerifierKey(text: key)
        let note = try bytes("\(log)/checkpoint.15")
        for flipped in flips(of: note) {
            #expect(throws: CheckpointError.self) { try Checkpoint.open(flipped, log: key) }
        }
        for flipped in flips(of: key.publicKey) {
            let key = try #require(VerifierKey(name: key.name, publicKey: flipped))
            #expect(throws: CheckpointError.self) { try Checkpoint.open(note, log: key) }
            #expect(key.hash != (try VerifierKey(text: self.key)).hash)
        }
    }

    @Test func provesThatItGrewFromFiveToFifteen() throws {
        guard hasVectors("tlog-tiles-tessera") else { return }
        let (old, new) = (try checkpoint(5), try checkpoint(15))
        let tile = try HashTile(bytes: try bytes("\(log)/tile/0/000.p/15"), width: 15)
        let nodes = TileNodes(level: 0, index: 0, hashes: tile.hashes)
        let proof = try TreeProofs.consistencyProof(from: 5, to: 15) { try #require(nodes[$0]) }
        try TreeProofs.verifyConsistency(
            from: old.size, root: old.rootHash, to: new.size, root: new.rootHash, proof: proof)
    }
}
