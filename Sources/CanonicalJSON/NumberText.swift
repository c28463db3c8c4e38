extension JSON {
    /// Appends a number as ECMAScript's Number::toString spells it (ECMA-262, section 6.1.6.1.20; RFC 8785, section
    /// 3.2.2.3): `1e+21`, `0.000001`, `-5e-324`, and `0` for minus zero.
    ///
    /// - Precondition: it is finite.
    public static func append(_ number: Double, to bytes: inout [UInt8]) {
        precondition(number.isFinite, "JSON number is not finite")
        guard number != 0 else { return bytes.append(UInt8(ascii: "0")) }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let decimal = ShortestDecimal(number.magnitude)
        let digits = decimal.digits
        let point = decimal.point
        switch point {
        case digits.count...21:
            bytes.append(contentsOf: digits)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
        case 1..<max(digits.count, 1):
            bytes.append(contentsOf: digits[..<point])
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: digits[point...])
        case -5...0:
            bytes.append(contentsOf: "0.".utf8)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
            bytes.append(contentsOf: digits)
        default:
            bytes.append(digits[0])
            if digits.count > 1 {
                bytes.append(UInt8(ascii: "."))
                bytes.append(contentsOf: digits[1...])
            }
            bytes.append(contentsOf: point > 0 ? "e+".utf8 : "e-".utf8)
            append(Int64(abs(point - 1)), to: &bytes)
        }
    }
}

/// The fewest digits that read back as the same double, the nearest of those: what ECMAScript asks for, and what
/// Swift's `description` holds in another form.
private struct ShortestDecimal {
    /// ASCII, without zeros at either end.
    let digits: [UInt8]
    /// The value is 0.`digits` × 10^`point`.
    let point: Int

    /// - Precondition: `number` is finite and above zero.
    init(_ number: Double) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = number.description.utf8
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "."): point = digits.count
            case UInt8(ascii: "e"):
                guard let power = Int(String(text[text.index(after: index)...]) ?? "") else {
                    preconditionFailure("bad exponent in Double.description")
                }
                exponent = power
            case let byte: digits.append(byte)
            }
            if text[index] == UInt8(ascii: "e") { break }
        }
        let whole = (point ?? digits.count) + exponent
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        self.digits = digits
        self.point = whole - zeros
    }
}
