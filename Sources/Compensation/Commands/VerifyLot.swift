import Access
import Certificates
public import Journal
public import Lots
public import Primitives
import Programmes
import Registry
import Storage

/// What the guard said of a lot that was to be verified.
public enum GuardOutcome: Sendable {
    /// The sequence of `lot.verified`.
    case verified(Int64, [Verdict])
    /// At least one rule said fail or missing. The verdicts are kept; nothing else happened.
    case refused([Verdict])
}

/// Bytes for a verifier that keeps its key elsewhere.
public struct VerificationRequest: Sendable {
    public let verdicts: [Verdict]
    /// What to sign with Ed25519 (docs/spec/journal.md); `nil` where the guard refuses.
    public let bytes: [UInt8]?
}

extension Compensation {
    /// Days within which bytes that went out to a verifier must come back signed.
    static let signingDays = 30

    /// Verifies a lot: the guard speaks, and if nothing fails and nothing is missing, `sign` is given the bytes to sign
    /// with the verifier's own key. `sign` runs inside the write transaction and must be quick.
    public func verify(
        lot code: Code, as actor: Actor, signing sign: @escaping @Sendable ([UInt8]) throws -> [UInt8]
    ) async throws -> GuardOutcome {
        try await registry.act(as: actor) { act in
            let attempt = try act.attempt(lot: code, day: act.day, salt: act.randomID())
            guard let draft = attempt.draft else { return .refused(attempt.verdicts) }
            let sequence = try act.verify(attempt.lot, draft, signature: sign(draft.bytes))
            return .verified(sequence, attempt.verdicts)
        }
    }

    /// Asks the guard, and keeps the bytes that a verifier is to sign elsewhere. Asked again, the newer bytes count.
    public func requestVerification(lot code: Code, as actor: Actor) async throws -> VerificationRequest {
        try await registry.act(as: actor) { act in
            let salt = act.randomID()
            let attempt = try act.attempt(lot: code, day: act.day, salt: salt)
            guard let draft = attempt.draft else { return VerificationRequest(verdicts: attempt.verdicts, bytes: nil) }
            try act.connection.run(
                """
                INSERT INTO verification_request (lot, day, member, party, salt, bytes)
                VALUES (\(attempt.lot.id), \(Int64(act.day.number)), \(actor.member.text), \(act.party),
                    \(salt.bytes), \(draft.bytes))
                ON CONFLICT (lot) DO UPDATE SET day = excluded.day, member = excluded.member, party = excluded.party,
                    salt = excluded.salt, bytes = excluded.bytes
                """)
            return VerificationRequest(verdicts: attempt.verdicts, bytes: draft.bytes)
        }
    }

    /// Verifies a lot with a signature made elsewhere over the bytes that were asked for.
    ///
    /// - Throws: `factsChanged` where the guard would say something else now than it did then.
    public func verify(lot code: Code, signature: [UInt8], as actor: Actor) async throws -> GuardOutcome {
        try await registry.act(as: actor) { act in
            let db = act.connection
            let lot = try db.lot(code)
            guard let request = try db.run("SELECT * FROM verification_request WHERE lot = \(lot.id)").first,
                try request.integer("party") == act.party, try request.text("member") == actor.member.text
            else { throw CompensationRefusal.nothingToSign(code) }
            // A signature does not reach back further than this: the facts of long ago are not the facts of today.
            guard try act.day.days(since: request.day("day")) <= Self.signingDays else {
                throw CompensationRefusal.factsChanged(code)
            }
            let salt = try request.parsed("salt", RandomID(request.blob("salt")))
            let attempt = try act.attempt(lot: code, day: request.day("day"), salt: salt)
            guard let draft = attempt.draft else { return .refused(attempt.verdicts) }
            guard try draft.bytes == request.blob("bytes") else { throw CompensationRefusal.factsChanged(code) }
            let sequence = try act.verify(attempt.lot, draft, signature: signature)
            return .verified(sequence, attempt.verdicts)
        }
    }

    /// Takes a sealed lot out of supply for good.
    public func reject(lot code: Code, cause: LotCause, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            try act.require(.verifyLot)
            var lot = try act.connection.lot(code)
            guard lot.state == .sealed else { throw CompensationRefusal.lotState(code, lot.state) }
            try act.requireApart(from: lot)
            try act.reject(&lot, cause: cause)
        }
    }
}

/// `lot.verified` as it would be written, without its signature.
private struct VerificationDraft {
    let entry: LotVerified
    let day: Day
    let salt: RandomID
    let sealed: [JournalVerdict]
    let bytes: [UInt8]

    func signed(_ signature: [UInt8]) -> LotVerified {
        LotVerified(
            lot: entry.lot, verdicts: entry.verdicts, claimable: entry.claimable, verifier: entry.verifier,
            assurance: entry.assurance, key: entry.key, signature: signature)
    }
}

extension Act {
    /// Lets the guard speak and keeps what it said. The draft is there if it found nothing wrong and nothing missing.
    fileprivate func attempt(
        lot code: Code, day: Day, salt: RandomID
    ) throws -> (lot: LotRow, verdicts: [Verdict], draft: VerificationDraft?) {
        try require(.verifyLot)
        let lot = try connection.lot(code)
        guard lot.state == .sealed else { throw CompensationRefusal.lotState(code, lot.state) }
        guard let verifier = try connection.party(actor.party), let key = verifier.verifierKey,
            let assurance = verifier.assurance
        else { throw RegistryRefusal.partyNeedsKey(actor.party) }
        let facts = try connection.guardFacts(of: lot, verifier: verifier)
        let verdicts = IssuanceGuard.verdicts(on: facts)
        try keep(verdicts, on: lot)
        guard IssuanceGuard.passes(verdicts), let claimable = lot.balance?.claimable else {
            return (lot, verdicts, nil)
        }
        let entry = LotVerified(
            lot: code, verdicts: verdicts.map { JournalVerdict($0, open: true) }, claimable: claimable,
            verifier: actor.party, assurance: assurance, key: key, signature: [])
        let hidden = verdicts.map { JournalVerdict($0, open: false) }.filter { !$0.facts.isEmpty }
        let sealed = SealedEntry(actor: actor, salt: salt, part: .lotVerified(hidden))
        let bytes = JournalEntry.bytesToSign(entry, day: day, sealed: Digest(sha256: sealed.bytes))
        return (
            lot, verdicts, VerificationDraft(entry: entry, day: day, salt: salt, sealed: hidden, bytes: bytes)
        )
    }

    fileprivate func verify(_ lot: LotRow, _ draft: VerificationDraft, signature: [UInt8]) throws -> Int64 {
        guard let key = DIDKey(draft.entry.key), key.isValid(signature, of: draft.bytes) else {
            throw CompensationRefusal.signatureWrong(lot.code)
        }
        var lot = lot
        lot.state = try lot.state.after(.verified)
        let sequence = try append(
            .lotVerified(draft.signed(signature)), .lotVerified(draft.sealed), day: draft.day, salt: draft.salt)
        try connection.update(lot)
        try connection.run("UPDATE lot SET verified = \(sequence) WHERE id = \(lot.id)")
        try connection.run("DELETE FROM verification_request WHERE lot = \(lot.id)")
        return sequence
    }

    private func keep(_ verdicts: [Verdict], on lot: LotRow) throws {
        let attempt = try connection.run("SELECT MAX(attempt) AS newest FROM verdict WHERE lot = \(lot.id)")[0]
            .optionalInteger("newest")
        for (position, verdict) in verdicts.enumerated() {
            try connection.run(
                """
                INSERT INTO verdict (lot, attempt, position, day, rule, outcome, english, french)
                VALUES (\(lot.id), \((attempt ?? 0) + 1), \(position), \(Int64(day.number)), \(verdict.rule.rawValue),
                    \(verdict.outcome.rawValue), \(verdict.english), \(verdict.french))
                """)
        }
    }
}

extension JournalVerdict {
    /// A verdict as entries write it, with the facts of the open part or of the sealed one.
    fileprivate init(_ verdict: Verdict, open: Bool) {
        var facts: [String: JournalFact] = [:]
        for fact in verdict.facts where fact.open == open {
            facts[fact.key] =
                switch fact.value {
                case .integer(let value): .integer(value)
                case .text(let text): .text(text)
                case .texts(let texts): .texts(texts)
                case .days(let days): .texts(days.map(\.text))
                }
        }
        self.init(rule: verdict.rule.rawValue, outcome: verdict.outcome.rawValue, facts: facts)
    }
}
