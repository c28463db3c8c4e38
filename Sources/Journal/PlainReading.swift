import Primitives

extension JournalEntry {
    /// Reads an entry of one of the kinds of which a journal has most straight from its bytes, many times as fast as
    /// `init(bytes:)` does: that is what a journal of millions of entries is verified with.
    ///
    /// Each byte is held to the one spelling that is written, so what is read is what was written. `nil` for every other kind, and
    /// for what is no entry or is one only perhaps: `init(bytes:)` reads it, or says what is wrong with it.
    ///
    /// - Parameter bytes: the caller's own, who keeps them.
    public init?(plain bytes: UnsafeRawBufferPointer) {
        var text = PlainText(bytes: bytes)
        guard bytes.count <= Self.bytesMax, let entry = text.entry() else { return nil }
        self = entry
    }
}

/// An entry's bytes, taken in from the front. What takes nothing says so by `false` or `nil`, and then nothing more is read.
private struct PlainText {
    let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    // The members stand in their canonical order, so the first one says which kind it may be.
    mutating func entry() -> JournalEntry? {
        if takes(#"{"claims":["#) { return promised() }
        if takes(#"{"beneficiary":""#) { return retired() }
        if takes(#"{"certificate":""#) { return issued() }
        guard takes(#"{"day":""#), let day = day() else { return nil }
        if takes(#"","kind":"declared","manifest":""#) { return declared(day) }
        if takes(#"","kind":"declaration.paid"#) { return end(day, .declarationPaid) }
        return nil
    }

    private mutating func declared(_ day: Day) -> JournalEntry? {
        guard let manifest = digest() else { return nil }
        return end(day, .declared(manifest: manifest))
    }

    private mutating func promised() -> JournalEntry? {
        var claims: [ClaimQuantity] = []
        repeat {
            guard takes(#"{"claim":""#), let claim = randomID(), takes(#"","programme":""#),
                let programme = text().flatMap({ Version($0) }), takes(#"","quantity":"#), let count = number(),
                takes(#","unit":""#), let unit = unit(), takes(#""}"#), let quantity = Quantity(count, unit)
            else { return nil }
            claims.append(ClaimQuantity(claim: claim, programme: programme, quantity: quantity))
        } while takes(",")
        guard takes(#"],"day":""#), let day = day(), takes(#"","kind":"promised","lot":""#), let lot = code() else {
            return nil
        }
        return end(day, .promised(Promised(lot: lot, claims: claims)))
    }

    private mutating func retired() -> JournalEntry? {
        guard let beneficiary = digest(), takes(#"","claim":""#), let claim = randomID(), takes(#"","day":""#),
            let day = day(), takes(#"","grams":["#), let first = number(), takes(","), let last = number(),
            first < last,
            takes(#"],"kind":"retired","lot":""#), let lot = code(), takes(#"","quantity":"#), let count = number(),
            takes(#","sealed":""#), let sealed = digest(), takes(#"","sequence":"#), let sequence = number(),
            takes(#","unit":""#), let unit = unit(), takes(#"","version":1}"#), isAtEnd,
            let quantity = Quantity(count, unit)
        else { return nil }
        return JournalEntry(
            sequence: sequence, day: day,
            open: .retired(
                Retired(lot: lot, claim: claim, quantity: quantity, grams: first..<last, beneficiary: beneficiary)),
            sealed: sealed)
    }

    private mutating func issued() -> JournalEntry? {
        guard let certificate = randomID(), takes(#"","credential":""#), let credential = digest(),
            takes(#"","day":""#), let day = day(), takes(#"","index":"#), let index = number(), index <= 1_000_000_000,
            takes(#","kind":"certificate.issued","list":"#), let list = number(), list <= 1_000_000_000,
            takes(#","retirements":["#)
        else { return nil }
        var retirements: [Int64] = []
        repeat {
            guard let retirement = number() else { return nil }
            retirements.append(retirement)
        } while takes(",")
        guard takes(#"],"sealed":""#), let (sealed, sequence) = last() else { return nil }
        return JournalEntry(
            sequence: sequence, day: day,
            open: .certificateIssued(
                CertificateIssued(
                    certificate: certificate, credential: credential, retirements: retirements, list: Int(list),
                    index: Int(index))),
            sealed: sealed)
    }

    // MARK: - Ends

    private mutating func end(_ day: Day, _ open: OpenPart) -> JournalEntry? {
        guard takes(#"","sealed":""#), let (sealed, sequence) = last() else { return nil }
        return JournalEntry(sequence: sequence, day: day, open: open, sealed: sealed)
    }

    private mutating func last() -> (sealed: Digest, sequence: Int64)? {
        guard let sealed = digest(), takes(#"","sequence":"#), let sequence = number(), takes(#","version":1}"#),
            isAtEnd
        else { return nil }
        return (sealed, sequence)
    }

    private var isAtEnd: Bool { offset == bytes.count }

    // MARK: - Parts

    private mutating func takes(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - offset >= count else { return false }
        for place in 0..<count where bytes[offset + place] != text.utf8Start[place] { return false }
        offset += count
        return true
    }

    private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
        guard bytes.count - offset >= count else { return nil }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    private mutating func digest() -> Digest? { take(64).flatMap { Digest(digits: $0) } }
    private mutating func randomID() -> RandomID? { take(32).flatMap { RandomID(digits: $0) } }
    private mutating func day() -> Day? { take(10).flatMap { Day(digits: $0) } }
    private mutating func code() -> Code? { text().flatMap { Code($0) } }

    private mutating func unit() -> Unit? {
        if takes("grams") { return .grams }
        return takes("pieces") ? .pieces : nil
    }

    /// What stands before the next quote, of the characters that a code and a version have.
    private mutating func text() -> String? {
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            guard (0x21...0x7E).contains(bytes[offset]), bytes[offset] != UInt8(ascii: "\\"), offset - start < 80 else {
                return nil
            }
            offset += 1
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// 0 to 2^53 − 1, without a leading zero (RFC 7493, section 2.2).
    private mutating func number() -> Int64? {
        let start = offset
        var number: Int64 = 0
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) {
            guard offset - start < 16 else { return nil }
            number = number * 10 + Int64(bytes[offset] - UInt8(ascii: "0"))
            offset += 1
        }
        guard offset > start, offset == start + 1 || bytes[start] != UInt8(ascii: "0"),
            number <= 9_007_199_254_740_991
        else { return nil }
        return number
    }
}
