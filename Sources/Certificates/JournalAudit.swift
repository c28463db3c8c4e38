package import Journal
public import Primitives
public import TransparencyLog

/// A journal as far as it was read and held to every rule: checkpoint, tree, bytes, sealed parts, replay. Read again, it goes on
/// from there: no entry is read twice but those of a last bundle that grew.
///
/// The files come from the caller, so that this room reads none. What it holds grows with the lots, declarations, retirements
/// and certificates of the journal; beside them it holds some bundles and one sealed part at a time.
///
/// Bundles are read and hashed each by itself, while the rules are held to the entries of those before them, one after the other.
public struct JournalAudit {
    /// What to keep between two runs: every checkpoint that held, with those that were remembered before. `nil` until one
    /// did.
    public private(set) var remembered: RememberedLog?
    /// How many entries were read.
    public var entries: Int64 { edge.size }

    private let trust: Trust
    private let quorum: Quorum?
    /// On the checkpoint that held last.
    private var witnesses: WitnessFinding?
    private var earlier: EarlierCheckpoint?
    /// What was remembered before this run, by size.
    private var history: [EarlierCheckpoint]
    private var checkpoint: Checkpoint?
    private var logKey: VerifierKey?
    /// The checkpoint's note, where no key that signed it is known yet.
    private var unverified: [UInt8]?
    private var edge = TreeEdge()
    /// Of the leaves behind the last full bundle: 0 to 255.
    private var lastLeaves: [Hash] = []
    private var lastKind = EntryKind.registryOpened
    private var sealedParts: Int64 = 0
    private var sealedAsked: Int64 = 0
    private var openedWith: RegistryOpened?
    private var replay: Replay
    /// What is wrong with the entry that was to be taken in.
    private var fault: JournalFault?
    /// Bundles that are read while as many are taken in, and how many bytes of them are enough: a stranger may send long ones.
    private static let (bundlesAtOnce, bytesAtOnce) = (32, 4 << 20)

    /// - Parameters:
    ///   - trust: the logs whose word is enough.
    ///   - earlier: the bytes of a checkpoint that the caller kept (J-9), if there is one.
    ///   - remembered: what an earlier run kept, if there was one: the journal must go on from every checkpoint in it.
    ///   - quorum: the witnesses that the caller trusts, and how many must have cosigned the checkpoint.
    public init(
        trust: Trust, earlier: [UInt8]? = nil, remembered: RememberedLog? = nil, quorum: Quorum? = nil
    ) {
        self.init(
            trust: trust, earlier: earlier, remembered: remembered, quorum: quorum, enforcing: Set(Clause.allCases))
    }

    /// Leaving out one of the clauses that replay holds to serves tests of them and nothing else; those of bytes are held to
    /// all the same.
    package init(
        trust: Trust, earlier: [UInt8]?, remembered: RememberedLog?, quorum: Quorum? = nil,
        enforcing clauses: Set<Clause>
    ) {
        self.trust = trust
        self.quorum = quorum
        self.earlier = earlier.map { EarlierCheckpoint($0) }
        self.remembered = remembered
        history = remembered?.notes.map { EarlierCheckpoint(Array($0.utf8)) } ?? []
        replay = Replay(enforcing: clauses, proofs: .ed25519)
    }

    /// Reads what is new under a checkpoint: the entry bundles from the one with the first new entry on, and behind each entry
    /// its sealed part.
    ///
    /// Where `file` or `sealed` fails, the next call goes on from the entry that was to come. After a report with a fault
    /// begin another audit, with what this one remembers: this one has nothing sound to go on from.
    ///
    /// - Parameters:
    ///   - bytes: of `checkpoint`.
    ///   - file: the bytes of a file by its path below the folder, `tile/entries/000.p/3`; it may fail in its own way.
    ///   - sealed: the bytes of `sealed/<sha256>`, `nil` where it is not there.
    ///   - begin: begins to read bundles, on other cores if there are any, and says how to wait for them in their order.
    public mutating func read<Failure>(
        checkpoint bytes: [UInt8], file: (String) throws(Failure) -> [UInt8],
        sealed: (Digest) throws(Failure) -> [UInt8]?,
        reading begin: ([PublishedBundle]) -> () -> [ReadBundle] = { bundles in { bundles.map(ReadBundle.init) } }
    ) throws(Failure) -> JournalReport {
        do throws(JournalFault) { try open(bytes) } catch { return report(error) }
        guard let checkpoint else { preconditionFailure("a checkpoint was opened") }
        var (next, failure): (Int64, Failure?) = (edge.size, nil)
        var read: [ReadBundle] = []
        repeat {
            var (got, held): ([PublishedBundle], Int) = ([], 0)
            // One path after the other: a size that nobody vouches for yet may be any.
            while failure == nil, got.count < Self.bundlesAtOnce, held < Self.bytesAtOnce,
                let path = TilePath(entryBundleAfter: next, of: checkpoint.size)
            {
                do throws(Failure) {
                    let bundle = PublishedBundle(path: path, from: next, bytes: try file(path.text))
                    got.append(bundle)
                    held += bundle.bytes.count
                    next = bundle.end
                } catch { failure = error }
            }
            let finish = begin(got)
            for bundle in read where fault == nil { try take(bundle, sealed: sealed) }
            if let fault { return report(fault) }
            read = finish()
        } while !read.isEmpty
        if let failure { throw failure }
        do throws(JournalFault) { try close(bytes) } catch { return report(error) }
        return report(nil)
    }
}

// MARK: - Steps

extension JournalAudit {
    /// Opens the checkpoint with the key that the log is known by, with a trusted key, or with the one that the first entry names.
    private mutating func open(_ bytes: [UInt8]) throws(JournalFault) {
        let known = logKey ?? remembered?.log
        var fault = CheckpointError.note(.nobodyKnown)
        for key in [known].compactMap(\.self) + trust.logs.filter({ $0 != known }) {
            let opened: Checkpoint
            do throws(CheckpointError) { opened = try Checkpoint.open(bytes, log: key).checkpoint } catch {
                if error != .note(.nobodyKnown) { fault = error }
                continue
            }
            if key == known {
                try goOn(to: opened)
            } else if let logKey {
                throw .history(.otherLog(found: key, remembered: logKey))
            }
            checkpoint = opened
            logKey = key
            return
        }
        // Not signed by a log that is known: is it at least intact? The first entry names the key.
        guard fault == .note(.nobodyKnown), entries == 0, let checkpoint = Checkpoint(unverified: bytes) else {
            throw .checkpoint(fault)
        }
        self.checkpoint = checkpoint
        unverified = bytes
    }

    /// A log that is known does not shrink, and has one root for a size.
    private func goOn(to opened: Checkpoint) throws(JournalFault) {
        // The newest that the log signed, whether or not it could be read to its end.
        let signed = logKey == nil ? nil : checkpoint
        guard let newest = [signed, remembered?.newest].compactMap(\.self).max(by: { $0.size < $1.size }) else {
            return
        }
        if opened.size < newest.size {
            throw .history(
                remembered?.holds(opened) == true
                    ? .restored(entries: opened.size, remembered: newest.size)
                    : .shrunk(entries: opened.size, remembered: newest.size))
        }
        guard opened.size > newest.size || opened.rootHash == newest.rootHash else {
            throw .history(.forked(entries: opened.size))
        }
    }

    private mutating func take<Failure>(
        _ bundle: ReadBundle, sealed: (Digest) throws(Failure) -> [UInt8]?
    ) throws(Failure) {
        let known = lastLeaves.count
        if let changed = zip(lastLeaves, bundle.leaves).enumerated().first(where: { $1.0 != $1.1 })?.offset {
            return fault = .history(.changed(sequence: edge.size - Int64(known - changed)))
        }
        // Leaf by leaf, or all at once where nobody asks for the tree within the bundle.
        let root = isAskedWithinNext ? nil : bundle.root
        var taken = 0
        defer {
            if let root, taken == bundle.leaves.count {
                append(bundle: root)
            } else if root != nil {
                for leaf in bundle.leaves.prefix(taken) { append(leaf: leaf) }
            }
        }
        for place in bundle.entries.indices {
            var part: [UInt8]?
            if let digest = bundle.entries[place].sealed { part = try sealed(digest) }
            taken += 1
            if root == nil { append(leaf: bundle.leaves[known + place]) }
            do throws(JournalFault) { try take(bundle.entries[place], sealed: part) } catch { return fault = error }
        }
        fault = bundle.fault
    }

    /// Whether someone may ask for the tree as it is within the next full bundle: the first entry opens it, and a checkpoint seen
    /// earlier has a size of its own.
    private var isAskedWithinNext: Bool {
        let end = edge.size + Int64(TilePath.widthMax)
        let sizes = history.map(\.size) + [earlier?.size ?? 0]
        return edge.size == 0 || sizes.contains { edge.size < $0 && $0 < end }
    }

    private mutating func append(leaf: Hash) {
        edge.append(leaf: leaf) { _ in }
        lastLeaves.append(leaf)
        if lastLeaves.count == TilePath.widthMax { lastLeaves = [] }
        meetEarlier()
    }

    private mutating func append(bundle root: Hash) {
        edge.append(subtree: root, level: 8)
        meetEarlier()
    }

    private mutating func meetEarlier() {
        earlier?.meet(edge)
        for place in history.indices { history[place].meet(edge) }
    }

    private mutating func take(_ entry: JournalEntry, sealed part: [UInt8]?) throws(JournalFault) {
        lastKind = entry.open.kind
        if edge.size == 1, case .registryOpened(let opened) = entry.open { try recognise(opened) }
        try apply(entry, sealed: part)
    }

    /// V-20: the log that signed is the one that the registry was opened with.
    private mutating func recognise(_ opened: RegistryOpened) throws(JournalFault) {
        openedWith = opened
        if let unverified {
            guard let key = try? VerifierKey(text: opened.logKey) else { throw .origin }
            do throws(CheckpointError) { _ = try Checkpoint.open(unverified, log: key) } catch {
                throw .checkpoint(error)
            }
            logKey = key
        }
        guard let logKey, let checkpoint, logKey.text.utf8.elementsEqual(opened.logKey.utf8),
            checkpoint.origin.utf8.elementsEqual(opened.origin.utf8)
        else { throw .origin }
        guard let remembered, remembered.log != logKey else { return }
        let ended = opened.continues.first { $0.logKey.utf8.elementsEqual(remembered.log.text.utf8) }
        guard let ended else { throw .history(.otherLog(found: logKey, remembered: remembered.log)) }
        throw .history(.ended(ended, found: logKey))
    }

    private mutating func apply(_ entry: JournalEntry, sealed bytes: [UInt8]?) throws(JournalFault) {
        var sealed: SealedEntry?
        if entry.sealed != nil { sealedAsked += 1 }
        if let bytes {
            guard Digest(sha256: bytes) == entry.sealed else { throw .sealedDigest(sequence: entry.sequence) }
            do throws(EntryError) { sealed = try SealedEntry(bytes: bytes, of: entry.open.kind) } catch {
                throw .sealedEntry(sequence: entry.sequence, error)
            }
            sealedParts += 1
        }
        do throws(ReplayRefusal) {
            try replay.apply(
                sequence: entry.sequence, day: entry.day, open: entry.open, actor: sealed?.actor, sealed: sealed?.part,
                sealedDigest: entry.sealed)
        } catch { throw .refused(entry.open.kind, error) }
    }

    /// What was read is what the checkpoint says, and goes on from all that was seen before. From here on it is remembered.
    private mutating func close(_ bytes: [UInt8]) throws(JournalFault) {
        guard let checkpoint else { preconditionFailure("a checkpoint was opened") }
        guard edge.root == checkpoint.rootHash else {
            throw .root(found: edge.root, expected: checkpoint.rootHash)
        }
        guard openedWith != nil, let logKey else { throw .origin }
        if let earlier, !earlier.isBeginning(of: logKey) { throw .earlier }
        if let place = history.firstIndex(where: { !$0.isBeginning(of: logKey) }) {
            let before = history[place].size
            throw .history(
                place == 0
                    ? .rewritten(before: before) : .parted(after: history[place - 1].size, before: before))
        }
        do throws(ReplayRefusal) { try replay.end() } catch { throw .refused(lastKind, error) }
        do throws(CheckpointError) {
            let lines = try Checkpoint.open(bytes, log: logKey).note.unverified
            witnesses = try quorum.map { (quorum) throws(CheckpointError) in
                try WitnessFinding(quorum, on: checkpoint, lines: lines)
            }
        } catch { throw .checkpoint(error) }
        if remembered == nil { remembered = RememberedLog(log: logKey) }
        remembered?.remember(bytes)
    }

    private func report(_ fault: JournalFault?) -> JournalReport {
        let isCosigned = witnesses.map(\.isReached) ?? true
        let outcome: JournalReport.Outcome =
            if fault != nil { .wrong } else if let logKey, trust.logs.contains(logKey) {
                isCosigned ? .trusted : .notCosigned
            } else if let logKey { .unknown(logKey) } else { .wrong }
        return JournalReport(
            checkpoint: checkpoint, logKey: logKey, continues: openedWith?.continues ?? [], entries: edge.size,
            sealedParts: sealedParts,
            depth: sealedParts == 0 ? .open : sealedParts == sealedAsked ? .full : .partial, lots: replay.lots.count,
            retirements: replay.retirements.count, certificates: replay.certificates.count,
            takenOver: replay.lotsTakenOver.count + replay.retirementsTakenOver.count,
            witnesses: fault == nil ? witnesses : nil, fault: fault,
            outcome: outcome)
    }
}

/// A checkpoint seen earlier (J-9), and whether the tree had its root when it had its size.
private struct EarlierCheckpoint {
    private let bytes: [UInt8]
    private let stated: Checkpoint?
    private var isMet = false
    var size: Int64 { stated?.size ?? 0 }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        stated = Checkpoint(unverified: bytes)
        meet(TreeEdge())
    }

    mutating func meet(_ edge: TreeEdge) {
        guard let stated, edge.size == stated.size else { return }
        isMet = edge.root == stated.rootHash
    }

    /// The log's own key signed it, under the one origin that a key has.
    func isBeginning(of log: VerifierKey) -> Bool {
        isMet && (try? Checkpoint.open(bytes, log: log))?.checkpoint == stated
    }
}

extension TilePath {
    /// The bundle with the entry that comes after `entries`, in a log of `size`; `nil` past the last.
    fileprivate init?(entryBundleAfter entries: Int64, of size: Int64) {
        guard entries < size else { return nil }
        let first = entries - entries % Int64(Self.widthMax)
        self.init(
            .entries, index: first / Int64(Self.widthMax), width: Int(min(size - first, Int64(Self.widthMax))))
    }
}

extension Checkpoint {
    /// The text of a note that nobody known has signed: what its size and root are to be checked against.
    fileprivate init?(unverified bytes: [UInt8]) {
        // A checkpoint's text has no blank line of its own.
        guard let end = zip(bytes, bytes.dropFirst()).enumerated().first(where: { $0.element == (0x0A, 0x0A) })?.offset,
            let text = String(validating: bytes[...end], as: UTF8.self)
        else { return nil }
        do throws(CheckpointError) { try self.init(text: text) } catch { return nil }
    }
}
