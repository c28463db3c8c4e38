import Foundation

/// Lists of notebooks as CSV, each number once.
enum DeviceList {
    /// What a row is known by.
    enum Identifiers {
        case serial
        case serialIMEIAndTag
    }

    /// Spread over the key space, as serial numbers of several makers are.
    private static func spread(_ index: Int) -> UInt64 { UInt64(index) &* 2_654_435_761 % 100_000_000 }

    static func csv(_ rows: Range<Int>, _ identifiers: Identifiers = .serial) -> String {
        var text = heading(identifiers)
        for index in rows { text += row(index, identifiers) }
        return text
    }

    /// Writes a list block by block.
    static func write(_ count: Int, _ identifiers: Identifiers = .serial, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw BenchError.notWritten(path) }
        var text = heading(identifiers)
        for index in 0..<count {
            text += row(index, identifiers)
            if text.utf8.count > 1 << 20 || index == count - 1 {
                try file.write(contentsOf: Data(text.utf8))
                text.removeAll(keepingCapacity: true)
            }
        }
        try file.close()
    }

    /// The serial number of a row.
    static func serial(_ index: Int) -> String { "PF\(spread(index) + 100_000_000)" }

    private static func heading(_ identifiers: Identifiers) -> String {
        switch identifiers {
        case .serial: "class,maker,serial,mass_g\n"
        case .serialIMEIAndTag: "class,maker,serial,imei,asset_tag,mass_g\n"
        }
    }

    private static func row(_ index: Int, _ identifiers: Identifiers) -> String {
        let (spread, mass) = (spread(index), 1_400 + index % 400)
        switch identifiers {
        case .serial:
            return "notebook,Lenovo,\(serial(index)),\(mass)\n"
        case .serialIMEIAndTag:
            return
                "notebook,Lenovo,\(serial(index)),\(35_000_000_000_000 + spread),LT-\(spread + 100_000_000),\(mass)\n"
        }
    }
}
