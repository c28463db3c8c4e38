import CanonicalJSON
import Journal
import Primitives
import TransparencyLog
import Wording

// The first byte says what the rest is: something that a stranger hands to a verifier, which is read as a value that writes the same
// bytes or refused, and then held to every check. Whatever it is, there is a report and never a trap.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    switch start[0] {
    case UInt8(ascii: "b"): bundle(bytes)
    case UInt8(ascii: "c"): credential(bytes)
    case UInt8(ascii: "s"): statusList(bytes)
    case UInt8(ascii: "g"): gzip(bytes)
    case UInt8(ascii: "d"): document(bytes)
    case UInt8(ascii: "j"): envelope(bytes)
    case UInt8(ascii: "p"): deviceProof(bytes)
    case UInt8(ascii: "e"): entry(bytes)
    case UInt8(ascii: "r"): remembered(bytes)
    default: break
    }
    return 0
}

private func object(_ bytes: [UInt8]) -> JSONObject? { (try? JSON(parsing: bytes))?.object }

private func bundle(_ bytes: [UInt8]) {
    guard let bundle = try? CertificateBundle(bytes: bytes) else { return }
    precondition(bundle.bytes == bytes, "a bundle of another spelling was read")
    let report = CertificateVerification.report(on: bundle, trust: Trust())
    precondition(report.outcome != .trusted, "nobody is trusted, and yet the bundle is")
    precondition(report.checks.count >= 10, "checks were left out")
    for language in Language.allCases {
        _ = report.content?.statement(in: language)
        _ = report.faults.map { $0.text(in: language) }
    }
}

private func credential(_ bytes: [UInt8]) {
    guard let json = object(bytes),
        let signed = SignedCredential(json: json, envelopeSignature: [UInt8](repeating: 1, count: 64)),
        let credential = try? CertificateCredential(signed)
    else { return }
    precondition(credential.signed.json == json, "a credential of another spelling was read")
    for language in Language.allCases {
        let statement = credential.content.statement(in: language)
        precondition(!statement.title.isEmpty, "a certificate without a title")
        _ = credential.content.publicSentences(in: language)
    }
}

private func statusList(_ bytes: [UInt8]) {
    if let text = String(validating: bytes, as: UTF8.self), let list = try? StatusList(encoded: text) {
        precondition(list.bitCount <= StatusList.bytesMax * 8, "a list that is too long was read")
        guard let again = try? StatusList(encoded: list.encoded) else {
            preconditionFailure("our own spelling is refused")
        }
        precondition(again == list, "a list is another one when it is written and read again")
    }
    guard let json = object(bytes), let credential = try? StatusListCredential(json: json) else { return }
    precondition(credential.json == json, "a status list of another spelling was read")
    _ = try? credential.verify { DIDKey(multikey: String($0.split(separator: "#").last ?? "")) }
}

private func gzip(_ bytes: [UInt8]) {
    let limit = 1 << 16
    if let plain = try? Gzip.bytes(of: bytes, limit: limit) {
        precondition(plain.count <= limit, "more was unpacked than is allowed")
        precondition((try? Gzip.bytes(of: Gzip.text(of: plain), limit: limit)) == plain, "packing loses bytes")
    }
    precondition(
        (try? Gzip.bytes(of: Gzip.text(of: bytes), limit: max(1, bytes.count))) == bytes, "packing loses bytes")
}

private func document(_ bytes: [UInt8]) {
    if let json = object(bytes), let document = try? DIDDocument(json: json) {
        guard let written = (try? JSON(canonical: document.bytes))?.object, let again = try? DIDDocument(json: written)
        else { preconditionFailure("our own DID document is refused") }
        precondition(again == document, "a DID document is another one when it is written and read again")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    if let key = DIDKey(text) { precondition(key.text == text, "a key of another spelling was read") }
    if let did = DID(text) { precondition(did.text == text, "a name of another spelling was read") }
}

/// A status list and a credential as JWS: one text for one document.
private func envelope(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    if let json = object(bytes), let compact = try? EnvelopedCredential.compact(json) {
        precondition(EnvelopedCredential.json(compact) == json, "an envelope of another spelling was read")
    }
    _ = EnvelopedCredential.signature(of: text)
}

/// Beside nothing: the certificate of any proof is another one.
private func deviceProof(_ bytes: [UInt8]) {
    guard let proof = try? DeviceProof(bytes: bytes) else { return }
    precondition(proof.bytes == bytes, "a proof of another spelling was read")
}

/// Both readers of entries, and that of sealed parts of any kind.
private func entry(_ bytes: [UInt8]) {
    let plain = bytes.withUnsafeBytes { JournalEntry(plain: $0) }
    let entry = try? JournalEntry(bytes: bytes)
    if let plain { precondition(entry == plain && plain.bytes == bytes, "two readers read two entries") }
    if let entry {
        guard let again = try? JournalEntry(bytes: entry.bytes) else { preconditionFailure("our own entry is refused") }
        precondition(again == entry, "an entry is another one when it is written and read again")
        var replay = Replay(proofs: .ed25519)
        try? replay.apply(
            sequence: entry.sequence, day: entry.day, open: entry.open, actor: nil, sealed: nil,
            sealedDigest: entry.sealed)
    }
    for kind in EntryKind.allCases {
        guard let sealed = try? SealedEntry(bytes: bytes, of: kind) else { continue }
        guard let again = try? SealedEntry(bytes: sealed.bytes, of: kind) else {
            preconditionFailure("our own sealed part is refused")
        }
        precondition(again == sealed, "a sealed part is another one when it is written and read again")
    }
}

private func remembered(_ bytes: [UInt8]) {
    guard let log = try? RememberedLog(bytes: bytes) else { return }
    precondition(log.bytes == bytes, "a memory of another spelling was read")
}
