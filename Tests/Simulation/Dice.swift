/// SplitMix64 (Steele, Lea, Flood 2014): the same seed tells the same story.
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 to before `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    /// - Precondition: there is one.
    mutating func one<T>(of things: [T]) -> T { things[below(things.count)] }

    /// One of them, the late ones more often than the early ones: what is new is in work.
    mutating func recent<T>(of things: [T]) -> T {
        things[max(below(things.count), below(things.count))]
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}

/// A proportion as two whole numbers, added and compared without rounding.
struct Fraction {
    let numerator: Int
    let denominator: Int

    /// `denominator` is above zero.
    init(_ numerator: Int, of denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    static func + (one: Fraction, other: Fraction) -> Fraction {
        Fraction(
            one.numerator * other.denominator + other.numerator * one.denominator,
            of: one.denominator * other.denominator)
    }

    var isAtMostOne: Bool { numerator <= denominator }
}
