import Foundation
import Primitives
import Sheets
import Testing

@testable import counterweight

/// Lists of lots and weighings of any bytes are read or refused, never a trap.
@Suite struct SupplySheetFuzzTests {
    private static let lots = """
        lot,class,country,collected,standard,collector,seals,bags,devices,prices,evidence,registries
        GH-1,smartphone,GH,2026-03-01..2026-04-15,phones,kumasi,S-1|S-2,B-1,D-1,GHS 2.50 x 1000,photo=one.txt,verra=77
        """
    private static let weighings = """
        lot,stage,facility,day,gross,tare,net,pieces,battery,packaging,ticket,scale,evidence
        GH-1|GH-2,receipt,accra-1,2026-04-18,40001,1000,39001,401,included,removed,T-3,SC-1,weight-ticket=one.txt
        """
    private static let pieces = [
        "|", "||", "=", "..", "../", "/", "\u{0}", "\"", "\"\"", "\n", "'=1", "-1", "1e5", "9223372036854775808",
        "\u{202E}",
        "２", "2026-02-29", "9999-12-31", "@", "x", " ", "\t", String(repeating: "9", count: 90),
        "photo=../../etc/passwd",
        "GHS 99999999999999 x 100000000",
    ]

    @Test(arguments: UInt64(0)..<150) func anyListIsReadOrRefused(seed: UInt64) throws {
        var random = Numbers(state: seed)
        let isLots = Bool.random(using: &random)
        var bytes = Array((isLots ? Self.lots : Self.weighings).utf8)
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: at)
            default: bytes.removeSubrange(at..<min(at + Int.random(in: 1...9, using: &random), bytes.count))
            }
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "supply-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("photo".utf8).write(to: folder.appending(path: "one.txt"))
        let path = folder.appending(path: "list.csv").path
        try Data(bytes).write(to: URL(filePath: path))
        let digest = try #require(Digest([UInt8](repeating: 7, count: 32)))
        do {
            let sheet = try SupplySheet(path, isLots ? SupplySheet.lots : SupplySheet.weighings)
            for row in sheet.rows {
                do {
                    if isLots {
                        _ = try row.lot { _ in digest }
                    } else {
                        _ = try row.weighing { _ in digest }
                    }
                } catch {
                    let inner = (error as? SupplyFault)?.error ?? error
                    #expect(Refusal.known(inner) != nil, "\(inner)")
                }
            }
        } catch {
            #expect(Refusal.known(error) != nil, "\(error)")
        }
    }
}

/// Steele, Lea and Flood 2014.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
