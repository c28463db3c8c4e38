/// Lower-case hexadecimal, two digits a byte: the only spelling that is written or read.
public enum Hexadecimal {
    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        Array(bytes).withUnsafeBytes { text(of: $0) }
    }

    /// `nil` for an odd length or any character but `0` to `9` and `a` to `f`.
    public static func bytes(_ text: String) -> [UInt8]? {
        let count = text.utf8.count / 2
        var isSpelled = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, written in
            isSpelled = read(text, into: UnsafeMutableRawBufferPointer(memory))
            written = isSpelled ? count : 0
        }
        return isSpelled ? bytes : nil
    }

    fileprivate static func text(of bytes: UnsafeRawBufferPointer) -> String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return String(unsafeUninitializedCapacity: 2 * bytes.count) { digits in
            for (place, byte) in bytes.enumerated() {
                digits[2 * place] = digit(byte >> 4)
                digits[2 * place + 1] = digit(byte & 15)
            }
            return 2 * bytes.count
        }
    }

    /// Fills the memory from the digits; says whether they spell just so many bytes.
    ///
    /// Eight digits at once, each in a byte of one word: the many digests of a long journal are read with it.
    fileprivate static func read(
        _ digits: UnsafeRawBufferPointer, into memory: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard digits.count == 2 * memory.count else { return false }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var place = 0
        while place < digits.count {
            // What is left over at the end stands beside zeros.
            var word = ones * UInt64(UInt8(ascii: "0"))
            let count = min(8, digits.count - place)
            withUnsafeMutableBytes(of: &word) { $0.copyBytes(from: digits[place..<place + count]) }
            word = UInt64(littleEndian: word)
            // A byte's high bit, where its low seven bits lie above `low` and below `high`, and its own high bit is not set.
            func between(_ low: UInt64, _ high: UInt64) -> UInt64 {
                let sevens = word & (ones * 127)
                return (ones * (127 + high) &- sevens) & ~word & (sevens &+ ones * (127 - low)) & (ones * 128)
            }
            let isDigit = between(UInt64(UInt8(ascii: "0")) - 1, UInt64(UInt8(ascii: "9")) + 1)
            let isLetter = between(UInt64(UInt8(ascii: "a")) - 1, UInt64(UInt8(ascii: "f")) + 1)
            guard isDigit | isLetter == ones * 128 else { return false }
            let values = (word & (ones * 15)) + (word >> 6 & ones) * 9
            let pairs = values << 4 | values >> 8
            for pair in 0..<count / 2 {
                memory[place / 2 + pair] = UInt8(truncatingIfNeeded: pairs >> UInt64(16 * pair))
            }
            place += count
        }
        return true
    }

    fileprivate static func read(_ text: String, into memory: UnsafeMutableRawBufferPointer) -> Bool {
        var text = text
        return text.withUTF8 { read(UnsafeRawBufferPointer($0), into: memory) }
    }
}

// A journal of a million entries holds millions of the following two: they are values without memory of their own.

/// A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 hexadecimal digits.
public struct Digest: Hashable, Sendable {
    // In memory order, so that the value's own bytes are the digest.
    private var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// `nil` unless there are 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        withUnsafeMutableBytes(of: &self) { $0.copyBytes(from: bytes) }
    }

    public init?(_ text: String) {
        guard withUnsafeMutableBytes(of: &self, { Hexadecimal.read(text, into: $0) }) else { return nil }
    }

    /// Reads the digits where they stand, from memory that the caller owns.
    public init?(digits: UnsafeRawBufferPointer) {
        guard withUnsafeMutableBytes(of: &self, { Hexadecimal.read(digits, into: $0) }) else { return nil }
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
    public var text: String { withUnsafeBytes(of: self) { Hexadecimal.text(of: $0) } }
}

/// 128 random bits: the id of a claim or a certificate, or a salt. Says nothing about what it names.
public struct RandomID: Hashable, Sendable {
    // In memory order.
    private var (first, second): (UInt64, UInt64) = (0, 0)

    /// `nil` unless there are 16 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        withUnsafeMutableBytes(of: &self) { $0.copyBytes(from: bytes) }
    }

    public init?(_ text: String) {
        guard withUnsafeMutableBytes(of: &self, { Hexadecimal.read(text, into: $0) }) else { return nil }
    }

    /// Reads the digits where they stand, from memory that the caller owns.
    public init?(digits: UnsafeRawBufferPointer) {
        guard withUnsafeMutableBytes(of: &self, { Hexadecimal.read(digits, into: $0) }) else { return nil }
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
    /// 32 hexadecimal digits.
    public var text: String { withUnsafeBytes(of: self) { Hexadecimal.text(of: $0) } }
}
