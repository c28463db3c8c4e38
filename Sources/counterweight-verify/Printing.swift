import CanonicalJSON
import Certificates
import Journal
import Primitives
import TransparencyLog
import Wording

extension CertificateReport {
    static let notABundle = text(["outcome": "wrong", "exitCode": 1, "checks": []])

    /// The statement that was verified, then every check, what follows and what nobody can know.
    func text(in language: Language, _ caveats: [Caveat]) -> String {
        func say(_ phrase: VerifyPhrase) -> String { phrase.text(in: language) }
        var lines = checkLines(in: language) + [""]
        switch outcome {
        case .trusted: lines.append(say(.trusted))
        case .wrong: return (lines + [say(.wrong)]).joined(separator: "\n")
        case .unknown: lines.append(say(.unknown(unknownKeys)))
        case .notCosigned: lines.append(say(.notCosigned))
        }
        lines += witnesses?.lines(in: language) ?? []
        if let statusDay { lines.append(say(.statusAsOf(statusDay))) }
        lines += [""] + (content?.statement(in: language).lines ?? []) + [""] + caveats.map { $0.text(in: language) }
        return lines.joined(separator: "\n")
    }

    /// A line for each check.
    func checkLines(in language: Language) -> [String] {
        func say(_ phrase: VerifyPhrase) -> String { phrase.text(in: language) }
        return checks.map { result in
            let check = result.check.text(in: language)
            return switch result.outcome {
            case .passed: say(.holds(check))
            case .failed(let fault): say(.fails(check, fault.text(in: language)))
            case .notReached: say(.notReached(check))
            }
        }
    }

    /// Name and fingerprint of each key that the caller does not know.
    var unknownKeys: [String] {
        switch outcome {
        case .trusted, .wrong, .notCosigned: []
        case .unknown(let issuers, let log):
            issuers.map { "\(content?.issuer.text ?? $0.text) (\($0.fingerprint))" }
                + [log].compactMap { $0 }.map { "\($0.name.text) (\(Fingerprint.text(of: $0.publicKey)))" }
        }
    }

    func json(_ caveats: [Caveat]) -> String { Self.text(jsonObject(caveats)) }

    func jsonObject(_ caveats: [Caveat]) -> JSONObject {
        var object: JSONObject = [
            "outcome": .string(outcome.name), "exitCode": .integer(Int64(outcome.exitCode)),
            "checks": .array(checks.map(\.json)), "caveats": .array(caveats.map { .string($0.rawValue) }),
            "signers": .array(signers.map { .string($0.text) }),
        ]
        object["certificate"] = content.map { .string($0.id) }
        object["statusAsOf"] = statusDay.map { .string($0.text) }
        object["log"] = logKey.map { .string($0.text) }
        object["treeSize"] = checkpoint.map { .integer($0.size) }
        object["witnesses"] = witnesses?.json
        return object
    }

    static func text(_ object: JSONObject) -> String { String(decoding: object.canonicalBytes, as: UTF8.self) }
}

extension CertificateOutcome {
    var name: String {
        switch self {
        case .trusted: "valid"
        case .wrong: "wrong"
        case .unknown: "unknown"
        case .notCosigned: "not-cosigned"
        }
    }
}

extension WitnessFinding {
    /// Who cosigned and when, and who did not.
    func lines(in language: Language) -> [String] {
        func say(_ phrase: VerifyPhrase) -> String { phrase.text(in: language) }
        var lines = cosignatures.map { say(.cosigned($0)) }
        if !missing.isEmpty { lines.append(say(.missing(missing, needed: quorum.needed))) }
        if isReached { lines.append(say(.quorumReached(quorum.needed))) }
        return lines
    }

    fileprivate var json: JSON {
        [
            "needed": .integer(Int64(quorum.needed)), "reached": .bool(isReached),
            "cosigned": .array(
                cosignatures.map { cosignature in
                    [
                        "witness": .string(cosignature.name.text),
                        "seconds": JSON(exactly: cosignature.seconds) ?? .string("\(cosignature.seconds)"),
                    ]
                }),
            "missing": .array(missing.map { .string($0.name.text) }),
        ]
    }
}

extension CheckResult {
    fileprivate var json: JSON {
        switch outcome {
        case .passed: ["check": .string(check.rawValue), "outcome": "passed"]
        case .failed(let fault):
            ["check": .string(check.rawValue), "outcome": "failed", "detail": .string(fault.english)]
        case .notReached: ["check": .string(check.rawValue), "outcome": "not-reached"]
        }
    }
}

extension JournalReport {
    /// - Parameters:
    ///   - memory: the file of `--remember`, and how many entries it knew of before this run.
    ///   - note: the checkpoint as it was shown, where it is evidence.
    func text(in language: Language, memory: (path: String, entries: Int64?)?, note: String?) -> String {
        func say(_ phrase: VerifyPhrase) -> String { phrase.text(in: language) }
        var lines: [String] = []
        if let fault { lines.append(say(.fault(fault.text(in: language)))) }
        lines.append(say(.entries(self)))
        if let note { lines += [say(.shownNow(memory?.path)), note] }
        guard fault == nil else { return lines.joined(separator: "\n") }
        lines.append(say(.held(self)))
        if takenOver > 0 { lines.append(say(.takenOver(takenOver))) }
        lines += continues.map { say(.continues($0)) }
        lines.append(say(.depth(depth)))
        if let memory { lines.append(say(.remembered(path: memory.path, before: memory.entries))) }
        switch outcome {
        case .trusted: lines.append(say(.journalTrusted))
        case .unknown(let key):
            lines.append(say(.journalUnknown("\(key.name.text) (\(Fingerprint.text(of: key.publicKey)))")))
        case .notCosigned: lines.append(say(.journalNotCosigned))
        case .wrong: break
        }
        lines += witnesses?.lines(in: language) ?? []
        let isCosigned = witnesses?.isReached ?? false
        lines += (isCosigned ? [Caveat.scrap] : [.forkedLog, .scrap]).map { $0.text(in: language) }
        return lines.joined(separator: "\n")
    }

    /// Whether the journal is another than the one that was remembered.
    var isHistory: Bool { if case .history = fault { true } else { false } }

    func json(remembered: Int64?, checkpoint note: String?) -> String {
        var object: JSONObject = [
            "exitCode": .integer(Int64(outcome.exitCode)), "entries": .integer(entries),
            "sealedParts": .integer(sealedParts), "depth": .string(depth.rawValue), "lots": .integer(Int64(lots)),
            "retirements": .integer(Int64(retirements)), "certificates": .integer(Int64(certificates)),
            "takenOver": .integer(Int64(takenOver)),
        ]
        object["log"] = logKey.map { .string($0.text) }
        object["root"] = checkpoint.map { .string($0.rootHash.base64) }
        object["remembered"] = remembered.map { .integer($0) }
        object["checkpoint"] = note.map { .string($0) }
        object["witnesses"] = witnesses?.json
        if let fault {
            object["fault"] = .string(fault.english)
            object["clause"] = .string(fault.clause.rawValue)
            if case .refused(let kind, let refusal) = fault {
                object["sequence"] = .integer(refusal.sequence)
                object["kind"] = .string(kind.rawValue)
            }
        }
        return String(decoding: object.canonicalBytes, as: UTF8.self)
    }
}
