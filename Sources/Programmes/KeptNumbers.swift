// How a row of a declaration keeps its identifiers: `PackedNumbers` without what follows from the row's customer, whose
// asset tags and documents they are, and without what follows from a number's kind.
//
// Each number is a head, its kind less 1 in the upper two bits and the length of its text in the lower six, and behind it
//
//     IMEI            6 bytes, big-endian
//     serial number   the text, a byte with the length of the maker's name, the name; 0 where the maker is unknown
//     asset tag       the text
//     document line   the text, the line in 4 bytes, big-endian

public import Primitives

extension PackedNumbers {
    /// Appends a row's packed numbers as its table keeps them.
    ///
    /// - Precondition: `packed` are bytes of `PackedNumbers`, every asset tag and document line one of the same party.
    public static func appendKept(_ packed: Span<UInt8>, to kept: inout [UInt8]) {
        var at = 0
        while at < packed.count {
            let end = at + 1 + Int(packed[at])
            let kind = packed[at + 1]
            var start = at + 2
            if kind > 2 {
                while packed[start] != 0 { start += 1 }
                start += 1
            }
            var textEnd = start
            switch kind {
            case 1, 3: textEnd = end
            case 2: while packed[textEnd] != 0 { textEnd += 1 }
            default: textEnd = end - 5
            }
            kept.append((kind - 1) << 6 | UInt8(textEnd - start))
            for index in start..<textEnd { kept.append(packed[index]) }
            if kind == 2 { kept.append(UInt8(end - textEnd - 1)) }
            if textEnd < end { for index in textEnd + 1..<end { kept.append(packed[index]) } }
            at = end
        }
    }

    /// What a row of this party's declaration keeps. `nil` where it is nothing that `appendKept` writes.
    public init?(kept: [UInt8], party: Code) {
        var packed: [UInt8] = []
        var at = 0
        while at < kept.count {
            let kind = kept[at] >> 6 + 1
            let textEnd = at + 1 + Int(kept[at] & 63)
            var end = textEnd
            switch kind {
            case 2:
                guard textEnd < kept.count else { return nil }
                end = textEnd + 1 + Int(kept[textEnd])
            case 4: end = textEnd + 4
            default: break
            }
            guard textEnd > at + 1, textEnd <= kept.count, end <= kept.count else { return nil }
            let start = packed.count
            packed += [0, kind]
            if kind > 2 { packed += Array(party.text.utf8) + [0] }
            packed += kept[(at + 1)..<textEnd]
            if kind == 2 { packed += [0] + kept[(textEnd + 1)..<end] }
            if kind == 4 { packed += [0] + kept[textEnd..<end] }
            guard packed.count - start <= 256 else { return nil }
            packed[start] = UInt8(packed.count - start - 1)
            at = end
        }
        self.init(bytes: packed)
    }
}
