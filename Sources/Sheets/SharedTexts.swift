/// Texts that cells point to by their number. Phonetic readings are left out.
final class SharedTexts: XMLListener {
    private var bytes: [UInt8] = []
    /// In half the bytes of an `Int`: the texts have less than 2^32, and a hostile part may have none but ends.
    private var ends: [UInt32] = []
    private var isText = false
    private var phonetic = 0

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        return CellText.plain(bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])])
    }

    func begins(_ name: borrowing XMLName, _ attributes: borrowing XMLAttributes) -> Bool {
        if name.is("rPh") { phonetic += 1 }
        isText = name.is("t") && phonetic == 0
        return true
    }

    func ends(_ name: borrowing XMLName) -> Bool {
        if name.is("rPh") { phonetic -= 1 }
        if name.is("si") { ends.append(UInt32(bytes.count)) }
        isText = false
        return true
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isText { self.bytes += bytes }
    }
}

enum CellText {
    /// A cell's text on one line: `_x000D_` is the character it stands for (ECMA-376, part 1, 22.9.2.19), and line breaks and
    /// tabs are spaces.
    static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "_") }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var units: [UInt16] = []
        var text: [UInt8] = []
        func flush() {
            guard !units.isEmpty else { return }
            text += String(decoding: units, as: UTF16.self).utf8
            units = []
        }
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if let unit = escaped(bytes[at...]) {
                units.append(unit < 0x20 ? 0x20 : unit)
                at += 7
            } else {
                flush()
                text.append(bytes[at] < 0x20 ? 0x20 : bytes[at])
                at += 1
            }
        }
        flush()
        return String(decoding: text, as: UTF8.self)
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> UInt16? {
        guard bytes.count >= 7, bytes.first == UInt8(ascii: "_") else { return nil }
        let escape = Array(bytes.prefix(7))
        guard escape[1] == UInt8(ascii: "x"), escape[6] == UInt8(ascii: "_"),
            !escape[2...5].contains(UInt8(ascii: "+")), !escape[2...5].contains(UInt8(ascii: "-"))
        else { return nil }
        return UInt16(String(decoding: escape[2...5], as: UTF8.self), radix: 16)
    }
}
