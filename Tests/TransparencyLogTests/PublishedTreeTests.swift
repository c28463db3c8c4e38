import Testing
import TransparencyLog

struct PublishedTreeTests {
    @Test(arguments: [1, 2, 255, 256, 257, 300, 512, 1_000])
    func provesEveryLeafFromTiles(size: Int) throws {
        let log = try WrittenLog(entries: size)
        let checkpoint = try log.checkpoint
        var tree = try log.tree()
        for index in stride(from: 0, to: size, by: size > 300 ? 7 : 1) {
            try TreeProofs.verifyInclusion(
                of: Hash(leaf: log.entries[index]), index: Int64(index), size: checkpoint.size,
                root: checkpoint.rootHash, proof: try tree.inclusionProof(of: Int64(index)))
        }
        for from in stride(from: 1, through: size, by: size > 300 ? 13 : 1) {
            try TreeProofs.verifyConsistency(
                from: Int64(from), root: try tree.root(size: Int64(from)), to: checkpoint.size,
                root: checkpoint.rootHash, proof: try tree.consistencyProof(from: Int64(from)))
        }
        for bundle in 0...(size - 1) / 256 {
            #expect(
                try tree.entries(ofBundle: Int64(bundle))
                    == Array(log.entries[(bundle * 256)..<min(bundle * 256 + 256, size)]))
        }
    }

    /// Three levels of tiles, and proofs in trees that are smaller than the published one.
    @Test func provesInALargeTree() throws {
        let log = try WrittenLog(entries: 70_000)
        var tree = try log.tree()
        let root = try log.checkpoint.rootHash
        for index: Int64 in [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999] {
            let leaf = Hash(leaf: log.entries[Int(index)])
            try TreeProofs.verifyInclusion(
                of: leaf, index: index, size: 70_000, root: root, proof: try tree.inclusionProof(of: index))
            let size = index + 1
            try TreeProofs.verifyInclusion(
                of: leaf, index: index, size: size, root: try tree.root(size: size),
                proof: try tree.inclusionProof(of: index, size: size))
            try TreeProofs.verifyConsistency(
                from: size, root: try tree.root(size: size), to: 70_000, root: root,
                proof: try tree.consistencyProof(from: size))
        }
        let older = try tree.consistencyProof(from: 300, to: 65_537)
        try TreeProofs.verifyConsistency(
            from: 300, root: try tree.root(size: 300), to: 65_537, root: try tree.root(size: 65_537), proof: older)
    }

    @Test func readsTheEmptyTree() throws {
        var tree = try WrittenLog().tree([:])
        #expect(try tree.root(size: 0) == .emptyTree)
    }

    /// C2SP tlog-tiles, "Partial Tiles": a log may delete the partial one once there is the full one.
    @Test func takesTheFullTileWhereThePartialOneIsGone() throws {
        var log = try WrittenLog(entries: 40)
        let checkpoint = try log.checkpoint
        try log.append(300)
        try log.publish()
        let files = log.files.filter { !$0.key.contains(".p/40") }
        var tree = try PublishedTree(checkpoint) { files[$0.text] }
        #expect(try tree.entries(ofBundle: 0) == Array(log.entries[..<40]))
        try TreeProofs.verifyInclusion(
            of: Hash(leaf: log.entries[39]), index: 39, size: 40, root: checkpoint.rootHash,
            proof: try tree.inclusionProof(of: 39))
    }

    /// Every bit of every file of a log of two levels: a tile, or a bundle that no longer fits its tile.
    @Test func refusesEveryFlippedBitOfASmallFolder() throws {
        let log = try WrittenLog(entries: 5)
        for (path, bytes) in log.files where path != "checkpoint" {
            for flipped in flips(of: bytes) {
                var files = log.files
                files[path] = flipped
                #expect(throws: PublishedTreeError<Never>.self) {
                    var tree = try log.tree(files)
                    _ = try tree.entries(ofBundle: 0)
                }
            }
        }
    }

    /// A bit of each hash of the tiles, another each time, and as often in the bundles.
    @Test func refusesAFlippedBitOfEachHashOfAFullTile() throws {
        let log = try WrittenLog(entries: 300)
        for path in ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"] {
            let bytes = try #require(log.files[path])
            for place in stride(from: 0, to: bytes.count, by: 31) {
                var files = log.files
                files[path]?[place] ^= 1 << UInt8(place % 8)
                #expect(throws: PublishedTreeError<Never>.self) {
                    var tree = try log.tree(files)
                    _ = try tree.entries(ofBundle: 0)
                    _ = try tree.entries(ofBundle: 1)
                }
            }
        }
    }

    @Test func saysWhatIsWrongWithAFolder() throws {
        let log = try WrittenLog(entries: 300)
        let edge = try #require(TilePath(text: "tile/0/001.p/44"))
        var files = log.files
        files[edge.text] = nil
        #expect(throws: PublishedTreeError<Never>.missing(edge)) { try log.tree(files) }
        files[edge.text] = [1, 2, 3]
        #expect(throws: PublishedTreeError<Never>.malformed(edge, .wrongLength(expected: 1_408, found: 3))) {
            try log.tree(files)
        }
        files = log.files
        let other = try WrittenLog(entries: 301).files
        files["tile/0/000"] =
            Array(other["tile/0/001.p/45"]?.prefix(32) ?? []) + (files["tile/0/000"]?.dropFirst(32) ?? [])
        var tree = try log.tree(files)
        #expect(throws: PublishedTreeError<Never>.self) { try tree.inclusionProof(of: 3) }
        // The right edge is whole, and so is a proof that needs no more.
        _ = try tree.inclusionProof(of: 299)
        files = log.files
        files["tile/entries/000"] = try EntryBundle.bytes(of: Array(log.entries[1...256]))
        tree = try log.tree(files)
        #expect(throws: PublishedTreeError<Never>.wrongEntry(index: 0)) { try tree.entries(ofBundle: 0) }
        let unread = PublishedTreeError<Gone>.unread(edge, Gone())
        #expect(throws: unread) { try PublishedTree(try log.checkpoint) { _ throws(Gone) in throw Gone() } }
    }
}

private struct Gone: Error, Equatable {}

extension TileTests {
    @Test func namesTheTileThatATreeReaches() {
        #expect(TilePath(.entries, index: 0, of: 0) == nil)
        #expect(TilePath(.entries, index: 1, of: 300)?.text == "tile/entries/001.p/44")
        #expect(TilePath(.entries, index: 1, of: 256) == nil && TilePath(.entries, index: 2, of: 300) == nil)
        #expect(TilePath(.hashes(level: 1), index: 0, of: 256)?.text == "tile/1/000.p/1")
        #expect(TilePath(.hashes(level: 1), index: 0, of: 255) == nil)
        #expect(TilePath(.hashes(level: 7), index: 0, of: .max)?.width == 127)
        #expect(TilePath(.hashes(level: 8), index: 0, of: .max) == nil)
        #expect(TilePath(.entries, index: -1, of: 3) == nil)
    }
}
