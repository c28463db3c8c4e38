/// Cells that came before, each with what was made of it: a sheet says few classes, makers and models many times.
struct CellMemo<Value: Sendable>: Sendable {
    private(set) var values: [Value] = []
    private var texts: [[UInt8]] = []
    /// Open addressing: a position in `values`, −1 where there is none.
    private var slots = [Int32](repeating: -1, count: 256)

    /// The position of the cell's value in `values`, made where the cell is new.
    mutating func position(of bytes: Span<UInt8>, _ make: (Span<UInt8>) -> Value) -> Int {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            let position = Int(slots[slot])
            if Self.equal(texts[position], bytes) { return position }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(values.count)
        var text: [UInt8] = []
        for index in 0..<bytes.count { text.append(bytes[index]) }
        texts.append(text)
        values.append(make(bytes))
        if values.count * 2 > slots.count { grow() }
        return values.count - 1
    }

    mutating func removeAll() { self = CellMemo() }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for position in texts.indices {
            let text = texts[position]
            var slot = Self.hash(text.span) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(position)
        }
    }

    private static func equal(_ text: [UInt8], _ bytes: Span<UInt8>) -> Bool {
        guard text.count == bytes.count else { return false }
        for index in 0..<text.count where text[index] != bytes[index] { return false }
        return true
    }

    /// FNV-1a with its high bits folded in.
    private static func hash(_ bytes: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in 0..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff)
    }
}
