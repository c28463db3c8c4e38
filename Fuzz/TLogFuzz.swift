// The first byte says what the rest is: one of the texts of a log, which are read as a value that writes the same bytes or refused;
// or how a log, its forks and whoever stands between treat a witness; or what becomes of a published folder.

private let logName = KeyName("log.example")
private let seed: [UInt8] = Array(1...32)
private let log = logName.flatMap { SignerKey(name: $0, seed: seed) }
private let witnessSigner = KeyName("witness.example").flatMap { WitnessSigner(name: $0, seed: seed.reversed()) }

/// Two histories of one log, the same up to leaf 5, and the roots of each size.
private struct History {
    let nodes: [Subtree: Hash]
    let roots: [Hash]

    init(_ mark: UInt8) {
        var nodes: [Subtree: Hash] = [:]
        var edge = TreeEdge()
        var roots = [edge.root]
        for number in 0..<40 {
            let leaf = Hash(leaf: [number < 5 ? 0 : mark, UInt8(number)])
            nodes[Subtree(level: 0, index: Int64(number))] = leaf
            edge.append(leaf: leaf) { nodes[$0.subtree] = $0.hash }
            roots.append(edge.root)
        }
        (self.nodes, self.roots) = (nodes, roots)
    }

    func hash(_ subtree: Subtree) -> Hash {
        guard let hash = nodes[subtree] else { preconditionFailure("a tree of 40 leaves has no such node") }
        return hash
    }

    func holds(_ checkpoint: Checkpoint) -> Bool {
        checkpoint.size < Int64(roots.count) && roots[Int(checkpoint.size)] == checkpoint.rootHash
    }
}

private let histories = [History(0), History(1)]
/// Files of a log of 300 leaves.
private let published: (checkpoint: Checkpoint, files: [String: [UInt8]]) = {
    var edge = TreeEdge()
    var leaves: [Hash] = []
    var full: [Hash] = []
    var files: [String: [UInt8]] = [:]
    for number in 0..<300 {
        leaves.append(Hash(leaf: [UInt8(number & 0xFF), UInt8(number >> 8)]))
        edge.append(leaf: leaves[number]) { if $0.subtree.isTileHash { full.append($0.hash) } }
    }
    for path in TilePath.added(from: 0, to: 300) {
        let first = Int(path.index) * 256
        switch path.content {
        case .entries:
            let entries = (first..<(first + path.width)).map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            files[path.text] = try? EntryBundle.bytes(of: entries)
        case .hashes(let level):
            let hashes = level == 0 ? Array(leaves[first..<(first + path.width)]) : full
            files[path.text] = (try? HashTile(hashes))?.bytes
        }
    }
    guard let checkpoint = Checkpoint(origin: "log.example", size: 300, rootHash: edge.root) else {
        preconditionFailure("a checkpoint")
    }
    return (checkpoint, files)
}()

/// At most twenty steps of four bytes: whose history, from where, to where, and what is changed on the way.
private func witness(_ bytes: ArraySlice<UInt8>) {
    guard let log, let witnessSigner, let watched = WatchedLog(origin: "log.example", keys: [log.verifierKey]),
        var witness = Witness(signer: witnessSigner, logs: [watched])
    else { preconditionFailure("keys") }
    var kept: Checkpoint?
    var rest = bytes.prefix(80)
    while rest.count >= 4 {
        let step = Array(rest.prefix(4))
        rest = rest.dropFirst(4)
        let history = histories[Int(step[0] & 1)]
        let (from, to) = (Int64(step[1] % 41), Int64(step[2] % 41))
        let checkpoint = Checkpoint(origin: "log.example", size: to, rootHash: history.roots[Int(to)])
        let proof = from > 0 && from <= to ? TreeProofs.consistencyProof(from: from, to: to, hash: history.hash) : []
        guard let note = checkpoint?.signed(by: log),
            var request = (try? AddCheckpointRequest(oldSize: from, proof: proof, note: note))?.bytes
        else { preconditionFailure("a request was not written") }
        if step[0] & 2 != 0 { request[Int(step[3]) * request.count / 256] ^= 1 << (step[0] >> 5) }
        do throws(WitnessRefusal) {
            let witnessed = try witness.cosign(request, at: Int64(step[3]) + 1)
            if step[0] & 2 != 0 { preconditionFailure("a request was changed and taken") }
            if let kept {
                let goesOn = histories.contains { $0.holds(kept) && $0.holds(witnessed.checkpoint) }
                precondition(goesOn && kept.size <= witnessed.checkpoint.size, "two histories were cosigned")
            }
            // The process may die before the answer leaves, and then what it decided is nowhere.
            guard step[0] & 4 == 0 else { continue }
            witness.keep(witnessed)
            kept = witnessed.checkpoint
            guard var restarted = Witness(signer: witnessSigner, logs: [watched]) else { return }
            do throws(WitnessStateError) { try restarted.resume(witnessed.note.utf8) } catch {
                preconditionFailure("what was kept is not resumed: \(error)")
            }
            precondition(restarted.latest(of: "log.example") == witnessed, "what was kept is another")
            witness = restarted
        } catch {
            precondition((400..<500).contains(error.answer.status), "a refusal is no refusal")
        }
    }
}

/// Files changed by threes of bytes, at most twenty: which, where, to what. What comes out is right whatever was changed.
private func folder(_ bytes: ArraySlice<UInt8>) {
    var files = published.files
    let paths = files.keys.sorted()
    var rest = bytes.prefix(60)
    while rest.count >= 3 {
        let step = Array(rest.prefix(3))
        rest = rest.dropFirst(3)
        let path = paths[Int(step[0]) % paths.count]
        guard let count = files[path]?.count, count > 0 else { continue }
        switch step[0] >> 6 {
        case 0: files[path] = nil
        case 1: files[path]?.removeLast(min(count, Int(step[2])))
        default: files[path]?[Int(step[1]) * count / 256] = step[2]
        }
    }
    guard var tree = try? PublishedTree(published.checkpoint, tile: { files[$0.text] }) else { return }
    for index in stride(from: Int64(0), to: 300, by: 43) {
        if let proof = try? tree.inclusionProof(of: index) {
            let leaf = Hash(leaf: [UInt8(index & 0xFF), UInt8(index >> 8)])
            do throws(ProofError) {
                try TreeProofs.verifyInclusion(
                    of: leaf, index: index, size: 300, root: published.checkpoint.rootHash, proof: proof)
            } catch { preconditionFailure("a proof from a proved tree: \(error)") }
        }
    }
    for bundle: Int64 in 0..<2 {
        guard let entries = try? tree.entries(ofBundle: bundle) else { continue }
        precondition(entries.first == [0, UInt8(bundle)], "another entry")
    }
}

private func proof(_ bytes: ArraySlice<UInt8>) {
    guard let log, let proof = try? TLogProof(bytes) else { return }
    precondition(proof.text.utf8.elementsEqual(bytes), "two spellings of a proof")
    _ = try? proof.verify(leaf: Hash(leaf: [0, 0]), log: log.verifierKey, quorum: nil)
    if let key = witnessSigner?.witnessKey, let quorum = Quorum(of: [key], atLeast: 1) {
        _ = try? proof.verify(leaf: Hash(leaf: [0, 0]), log: log.verifierKey, quorum: quorum)
    }
}

private func note(_ bytes: ArraySlice<UInt8>) {
    guard let log, let key = witnessSigner?.witnessKey,
        let note = try? Note.open(bytes, known: [log.verifierKey])
    else { return }
    guard let written = try? Note.sign(note.text, by: [], after: note.signatures + note.unverified),
        let again = try? Note.open(written.utf8, known: [log.verifierKey])
    else { preconditionFailure("what was opened is not written") }
    precondition(again.text.utf8.elementsEqual(note.text.utf8) && again.signatures == note.signatures, "another note")
    guard let checkpoint = try? Checkpoint(text: note.text) else { return }
    _ = try? checkpoint.cosignatures(in: note.unverified, by: [key])
}

private func keys(_ text: String) {
    if let key = try? VerifierKey(text: text) { precondition(key.text.utf8.elementsEqual(text.utf8), "two spellings") }
    if let key = try? WitnessKey(text: text) { precondition(key.text.utf8.elementsEqual(text.utf8), "two spellings") }
    if let key = try? SignerKey(secretText: text) {
        precondition(key.secretText.utf8.elementsEqual(text.utf8), "two spellings")
    }
    if let key = try? WitnessSigner(secretText: text) {
        precondition(key.secretText.utf8.elementsEqual(text.utf8), "two spellings")
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let way = bytes.first else { return 0 }
    let rest = bytes.dropFirst()
    let text = String(validating: rest, as: UTF8.self)
    switch way {
    case UInt8(ascii: "n"): note(rest)
    case UInt8(ascii: "p"): proof(rest)
    case UInt8(ascii: "w"): witness(rest)
    case UInt8(ascii: "f"): folder(rest)
    case UInt8(ascii: "c"):
        if let text, let checkpoint = try? Checkpoint(text: text) {
            precondition(checkpoint.text.utf8.elementsEqual(rest), "two spellings of a checkpoint")
        }
    case UInt8(ascii: "t"):
        if let text, let path = TilePath(text: text) {
            precondition(path.text.utf8.elementsEqual(rest), "two spellings of a path")
        }
    case UInt8(ascii: "r"):
        if let request = try? AddCheckpointRequest(rest) {
            precondition(request.bytes == Array(rest), "two spellings of a request")
        }
    case UInt8(ascii: "a"):
        if let status = rest.first,
            let answer = try? AddCheckpointAnswer(status: 200 + Int(status), body: rest.dropFirst())
        {
            switch answer {
            case .cosigned, .conflict:
                precondition(answer.body == Array(rest.dropFirst()), "two spellings of an answer")
            case .malformed, .notTrusted, .unknownOrigin, .notConsistent: break
            }
        }
    case UInt8(ascii: "k"): if let text { keys(text) }
    default:
        if let edge = try? TreeEdge(bytes: rest) { precondition(edge.bytes == Array(rest), "two spellings of an edge") }
        if let entries = try? EntryBundle.entries(in: Array(rest), width: Int(way)) {
            precondition((try? EntryBundle.bytes(of: entries)) == Array(rest), "two spellings of a bundle")
        }
        if let tile = try? HashTile(bytes: Array(rest), width: Int(way)) {
            precondition(tile.bytes == Array(rest), "two spellings of a tile")
        }
    }
    return 0
}
