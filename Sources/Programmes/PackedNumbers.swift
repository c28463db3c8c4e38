/// The `numberBytes` of one device, each behind a byte with its length, in the order of their texts: how a row of a
/// declaration keeps its identifiers.
public struct PackedNumbers: Hashable, Sendable {
    public private(set) var bytes: [UInt8]

    public init() { bytes = [] }

    /// What a table keeps. `nil` unless every length fits what follows and every number has a text.
    public init?(bytes: [UInt8]) {
        var at = 0
        while at < bytes.count {
            let end = at + 1 + Int(bytes[at])
            guard end <= bytes.count, NumberText.isNumber(bytes.span.extracting((at + 1)..<end)) else { return nil }
            at = end
        }
        self.bytes = bytes
    }

    /// The identifiers in the order of their texts, each once.
    public init(_ identifiers: [DeviceIdentifier]) {
        self.init()
        let texts = Dictionary(identifiers.map { ($0.text, $0) }) { one, _ in one }
        for (_, identifier) in texts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            append(identifier)
        }
    }

    /// - Precondition: its text comes behind those of all that are there.
    public mutating func append(_ identifier: DeviceIdentifier) {
        let start = bytes.count
        bytes.append(0)
        identifier.append(to: &bytes)
        let count = bytes.count - start - 1
        // The longest: kind, party of 64, 0, document of 40, 0, line of 4.
        precondition((1...255).contains(count), "an identifier of \(count) bytes")
        bytes[start] = UInt8(count)
    }

    /// Keeps the memory, for the next device.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    public var isEmpty: Bool { bytes.isEmpty }

    /// Hands over each number's bytes, in their order, valid within `body`.
    @inlinable
    public func each<Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        var result: Result<Void, Failure> = .success(())
        bytes.withUnsafeBytes { bytes in
            var at = 0
            do throws(Failure) {
                while at < bytes.count {
                    let end = at + 1 + Int(bytes[at])
                    try body(UnsafeRawBufferPointer(rebasing: bytes[(at + 1)..<end]))
                    at = end
                }
            } catch {
                result = .failure(error)
            }
        }
        try result.get()
    }

    /// How many there are.
    public var count: Int {
        var (count, at) = (0, 0)
        while at < bytes.count {
            at += 1 + Int(bytes[at])
            count += 1
        }
        return count
    }

    public var numbers: [[UInt8]] {
        var numbers: [[UInt8]] = []
        var at = 0
        while at < bytes.count {
            let end = at + 1 + Int(bytes[at])
            numbers.append(Array(bytes[(at + 1)..<end]))
            at = end
        }
        return numbers
    }

    /// The identifiers' texts: `imei:35693803564380`.
    public var texts: [String] {
        numbers.map { number in
            var text: [UInt8] = []
            NumberText.append(number.span, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
    }
}

/// From an identifier's `numberBytes` back to its text, without the identifier: for lists of a million.
public enum NumberText {
    /// Appends the text, which is printable ASCII.
    ///
    /// - Precondition: they are the `numberBytes` of an identifier.
    public static func append(_ number: Span<UInt8>, to text: inout [UInt8]) {
        switch number[0] {
        case 1:
            text.append(contentsOf: "imei:".utf8)
            var rest: UInt64 = 0
            for index in 1..<7 { rest = rest << 8 | UInt64(number[index]) }
            let first = text.count
            for _ in 0..<14 {
                text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
            text[first...].reverse()
        case 2:
            text.append(contentsOf: "serial:".utf8)
            let zero = firstZero(number, from: 1)
            if zero + 1 == number.count {
                text.append(UInt8(ascii: "?"))
            } else {
                append(number, (zero + 1)..<number.count, to: &text)
            }
            text.append(UInt8(ascii: ":"))
            append(number, 1..<zero, to: &text)
        case 3:
            text.append(contentsOf: "asset:".utf8)
            let zero = firstZero(number, from: 1)
            append(number, 1..<zero, to: &text)
            text.append(UInt8(ascii: ":"))
            append(number, (zero + 1)..<number.count, to: &text)
        case 4:
            text.append(contentsOf: "document:".utf8)
            let zero = firstZero(number, from: 1)
            append(number, 1..<zero, to: &text)
            text.append(UInt8(ascii: ":"))
            let end = number.count - 5
            append(number, (zero + 1)..<end, to: &text)
            text.append(UInt8(ascii: ":"))
            var line: UInt32 = 0
            for index in (end + 1)..<number.count { line = line << 8 | UInt32(number[index]) }
            text.append(contentsOf: String(line).utf8)
        default:
            preconditionFailure("no kind of identifier: \(number[0])")
        }
    }

    /// How many bytes of a number say which device it is to anyone: all, but of a serial number without its maker.
    public static func tagged(_ number: Span<UInt8>) -> Int {
        number[0] == 2 ? firstZero(number, from: 1) + 1 : number.count
    }

    static func isNumber(_ number: Span<UInt8>) -> Bool {
        guard number.count > 1 else { return false }
        let zero = firstZero(number, from: 1)
        switch number[0] {
        case 1: return number.count == 7
        case 2, 3: return zero < number.count && zero > 1
        case 4: return zero + 6 < number.count && zero > 1 && number[number.count - 5] == 0
        default: return false
        }
    }

    /// The number's end where there is none.
    private static func firstZero(_ number: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < number.count, number[index] != 0 { index += 1 }
        return index
    }

    private static func append(_ number: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
        for index in range { text.append(number[index]) }
    }
}
