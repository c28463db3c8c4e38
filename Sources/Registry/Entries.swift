import Certificates
public import Journal
public import Storage

extension Connection {
    /// One entry with its sealed part.
    public func entry(_ sequence: Int64) throws -> (entry: JournalEntry, sealed: SealedEntry?) {
        guard let row = try run("SELECT open, sealed FROM journal_entry WHERE sequence = \(sequence)").first else {
            throw RegistryRefusal.damaged(.entry)
        }
        let entry = try JournalEntry(bytes: try row.blob("open"))
        let sealed = try row.optionalBlob("sealed").map { try SealedEntry(bytes: $0, of: entry.open.kind) }
        return (entry, sealed)
    }

    /// The newest entry of `kind` before `end` of which `holds` is true. Kinds other than those of `journal_entry_rules`
    /// are read through from the end.
    public func newest(
        _ kind: EntryKind, before end: Int64 = .max, where holds: (OpenPart) -> Bool
    ) throws -> Int64? {
        // The kind is written out so that the planner sees the partial index.
        let rows: [Row] =
            switch kind {
            case .programmePublished: try sequences("kind = 'programme.published'", before: end)
            case .standardPublished: try sequences("kind = 'standard.published'", before: end)
            case .facilityRecorded: try sequences("kind = 'facility.recorded'", before: end)
            case .partyRecorded: try sequences("kind = 'party.recorded'", before: end)
            default: try sequences("kind = \(kind.rawValue)", before: end)
            }
        for row in rows {
            let sequence = try row.integer("sequence")
            if holds(try entry(sequence).entry.open) { return sequence }
        }
        return nil
    }

    /// The issuer's keys in the order in which the journal named them.
    public func issuerKeys() throws -> [NamedKey] {
        var keys: [NamedKey] = []
        for row in try sequences("kind = 'key.added'", before: .max).reversed() {
            let entry = try entry(row.integer("sequence")).entry
            guard case .keyAdded(let added) = entry.open, let key = DIDKey(added.key) else {
                throw RegistryRefusal.damaged(.entry)
            }
            keys.append(NamedKey(key: key, sequence: entry.sequence, day: entry.day))
        }
        for row in try sequences("kind = 'key.revoked'", before: .max).reversed() {
            let entry = try entry(row.integer("sequence")).entry
            guard case .keyRevoked(let revoked) = entry.open,
                let place = keys.firstIndex(where: { $0.key.text == revoked.key })
            else { throw RegistryRefusal.damaged(.entry) }
            keys[place].revocations.append(
                KeyRevocation(sequence: entry.sequence, day: entry.day, cause: revoked.cause))
        }
        return keys
    }

    private func sequences(_ condition: SQL, before end: Int64) throws -> [Row] {
        try run(
            "SELECT sequence FROM journal_entry WHERE \(condition) AND sequence < \(end) ORDER BY sequence DESC")
    }
}
