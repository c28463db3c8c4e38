/// Well-formed UTF-8 as the Unicode Standard's table 3-7 has it: no overlong form, no surrogate, nothing above
/// U+10FFFF.
enum UTF8Check {
    /// Index of the first byte of the first sequence that is not well-formed; `nil` where all are.
    static func firstError(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var at = 0
        let end = bytes.count
        func follows(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index < end && range.contains(bytes[index])
        }
        while at < end {
            let lead = bytes[at]
            switch lead {
            case 0x00...0x7F:
                at += 1
            case 0xC2...0xDF:
                guard follows(at + 1) else { return at }
                at += 2
            case 0xE0...0xEF:
                let second: ClosedRange<UInt8> =
                    switch lead {
                    case 0xE0: 0xA0...0xBF
                    case 0xED: 0x80...0x9F
                    default: 0x80...0xBF
                    }
                guard follows(at + 1, second), follows(at + 2) else { return at }
                at += 3
            case 0xF0...0xF4:
                let second: ClosedRange<UInt8> =
                    switch lead {
                    case 0xF0: 0x90...0xBF
                    case 0xF4: 0x80...0x8F
                    default: 0x80...0xBF
                    }
                guard follows(at + 1, second), follows(at + 2), follows(at + 3) else { return at }
                at += 4
            default:
                return at
            }
        }
        return nil
    }
}
