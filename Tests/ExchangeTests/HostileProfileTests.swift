import CanonicalJSON
import Sheets
import Testing

@testable import Exchange

/// Steele, Lea and Flood 2014: each seed is a test case of its own.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Mapping files and headings that somebody else wrote: read or refused, never a trap.
@Suite struct HostileProfileTests {
    @Test(arguments: UInt64(0)..<200) func aProfileOfAnyBytesIsReadOrRefused(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var bytes = Array((ListProfile.all.randomElement(using: &random) ?? .generic).fileText.utf8)
        let pieces = [
            "null", "1e400", "{", "[", "\"", "\\ud800", ",", "\"fields\":{}", "\"*\"", "[[]]", "9007199254740993",
            "\u{0}",
            "\"profile\":2,", "{\"a\":{\"a\":{}}}", "\u{202E}",
        ]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: at)
            case 2: bytes.removeSubrange(at..<min(at + Int.random(in: 1...40, using: &random), bytes.count))
            default: bytes.append(contentsOf: bytes[at...])
            }
            if bytes.isEmpty { bytes = [UInt8(ascii: "{")] }
        }
        do {
            let profile = try ListProfile(try JSON(parsing: bytes))
            // What was read is written so that it is read again.
            #expect(try ListProfile(try JSON(parsing: Array(profile.fileText.utf8))) == profile)
        } catch {
            #expect(error is JSONError || error is JSONReadError, "\(error)")
        }
    }

    @Test(arguments: UInt64(0)..<200) func anyHeadingsAreMappedOrRefused(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let words =
            ListProfile.all.flatMap { $0.fields.values.flatMap(\.self) } + [
                "", " ", "\u{FEFF}", "=1+1", "::", ":", "*", "serial", "SERIAL", "class", "漢字", "\u{202E}x", "password",
                String(repeating: "x", count: 10_000), "recentUsers.0.email", "🙂", "ﬁ", "İ", "ß",
            ]
        let headings = (0..<Int.random(in: 0...60, using: &random)).map { _ in words.randomElement(using: &random) ?? ""
        }
        let assignments = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            "\(["serial", "class", "imei", "x", ""].randomElement(using: &random) ?? "")"
                + (["=", "=:", "=::", ""].randomElement(using: &random) ?? "")
                + (words.randomElement(using: &random) ?? "")
        }
        do throws(MappingRefusal) {
            let mapping = try DeclarationMapping(assignments)
            let fitted = try mapping.fitted(to: headings)
            let columns = fitted.columns.filter { $0 >= 0 }
            #expect(Set(columns).count >= columns.count - assignments.count)
            #expect(columns.allSatisfy { headings.indices.contains($0) && fitted.dropped[$0] == nil })
        } catch {}
    }

    /// docs/spec/programmes.md, P-32.
    @Test(arguments: [
        ("BIOS-Passwort", true), ("My Password 2", true), ("Passwörter", false), ("E-Mail", true),
        ("User Principal Name (UPN)", true), ("Wi-Fi MAC address", true), ("Maker", false), ("", false), ("*", false),
        ("serial", false), ("Model", false), ("PIN", true), ("Pinnacle", false), ("Purchase Order", false),
    ]) func aStarStandsForWhateverIsThere(heading: String, isDropped: Bool) {
        #expect((ListProfile.generic.drops(Heading.key(heading)) != nil) == isDropped)
    }
}
