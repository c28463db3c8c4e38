import CanonicalJSON
import Journal
import Primitives
import Testing
import Wording

@testable import Certificates

/// docs/spec/wording.md, T-10: a certificate never says more than the journal holds. Every figure, day and name in its
/// statement stands in the bundle's entries, or is the sum of some that do; only `cut` and `covers` are the registry's word (V-13).
@Suite struct StatementFiguresTests {
    enum Kind: CaseIterable, Sendable {
        case one, two, takenOver

        func bundle() throws -> (MiniRegistry, CertificateBundle) {
            try MiniRegistry.certified { registry in
                switch self {
                case .one: break
                case .two: registry.hasTwo = true
                case .takenOver: registry.takesOver = true
                }
            }
        }
    }

    @Test(arguments: Kind.allCases) func nothingIsLeftOfAStatementWithoutItsEntries(kind: Kind) throws {
        let (_, bundle) = try kind.bundle()
        let json = try JSON(parsing: bundle.bytes)
        let content = try #require(try Self.content(json))
        #expect(content == (try CertificateCredential(bundle.credential).content))
        for language in Language.allCases {
            let said = Derived(of: json, language)
            for line in content.statement(in: language).lines {
                let rest = said.rest(of: line)
                #expect(!Derived.hasFigure(rest), "\(line)\n\(rest)")
            }
        }
    }

    /// Each datum of each entry is another one once: then the entries are refused, or the statement says that one, and in
    /// every case the signed certificate is refused.
    @Test(arguments: Kind.allCases) func aStatementFollowsEachDatumOfItsEntries(kind: Kind) throws {
        let (registry, bundle) = try kind.bundle()
        let whole = try JSON(parsing: bundle.bytes)
        var before: [Language: [String]] = [:]
        let first = try #require(try Self.content(whole))
        for language in Language.allCases { before[language] = Self.skeleton(first, whole, language) }
        var (changed, same, refused) = ([Language: Set<String>](), 0, 0)
        for (path, entries) in Self.mutations(of: try #require(whole["entries"]), at: "") where !path.contains("proof")
        {
            var object = try #require(whole.object)
            object["entries"] = entries
            guard let mutated = try? CertificateBundle(bytes: JSON.object(object).canonicalBytes) else {
                refused += 1
                continue
            }
            guard let content = try? Self.content(.object(object)) else {
                refused += 1
                continue
            }
            for language in Language.allCases {
                guard content.statement(in: language).lines != first.statement(in: language).lines else {
                    same += 1
                    continue
                }
                changed[language, default: []].insert(path)
                let rest = Self.skeleton(content, .object(object), language)
                #expect(!rest.contains(where: Derived.hasFigure), "\(path)\n\(rest)")
                #expect(rest == before[language], "\(path)")
            }
            // Whatever was changed, what was signed is no longer borne out.
            #expect(CertificateVerification.report(on: mutated, trust: registry.trust).outcome == .wrong, "\(path)")
        }
        // Names, days, places, masses and counts: what a reader would ask about moves the words.
        let paths = changed[.english] ?? []
        let leaves = Set(paths.compactMap { $0.split(separator: ".").last.map(String.init) })
        let wanted: Set<String> =
            switch kind {
            case .one, .two:
                [
                    "name", "country", "first", "last", "weighedOn", "scrap", "document", "manifest", "beneficiary",
                    "quantity",
                ]
            case .takenOver: ["document", "manifest", "beneficiary", "quantity"]
            }
        #expect(wanted.subtracting(leaves).isEmpty, "\(leaves.sorted())")
        #expect(paths.count > 8 && same > 0 && refused > 0, "\(paths.count) \(same) \(refused)")
        // What one language says, the other says too.
        #expect(changed[.french] == paths)
    }

    /// A figure that no entry holds is seen: the test itself has teeth.
    @Test func aFigureFromElsewhereIsSeen() throws {
        let json = try JSON(parsing: try Kind.one.bundle().1.bytes)
        let said = Derived(of: json, .english)
        for text in ["13,681 g", "3,680 g", "13,68 g", "7 March 2026", "24 devices", "240.5 g", "5,7000 g"] {
            #expect(Derived.hasFigure(said.rest(of: text)), "\(text)")
        }
        for text in ["13,680 g", "240 devices, 5,700 g", "5 March 2026"] {
            #expect(!Derived.hasFigure(said.rest(of: text)), "\(text)")
        }
    }

    // MARK: -

    /// What the entries of a bundle say, with the registry's own word in its credential; `nil` where they are refused.
    private static func content(_ json: JSON) throws -> CertificateContent? {
        let bundle = try CertificateBundle(bytes: json.canonicalBytes)
        let stated = try CertificateCredential(bundle.credential).content
        return CertificateContent(
            stating: try CertificateEvidence(bundle.entries.map(\.evidenced)), under: stated.origin,
            certificate: stated.certificate,
            day: stated.day, position: stated.position, cut: stated.cut, coverage: stated.coverage)
    }

    /// A statement of which all that is derived is left out.
    private static func skeleton(_ content: CertificateContent, _ json: JSON, _ language: Language) -> [String] {
        let said = Derived(of: json, language)
        return content.statement(in: language).lines.map(said.rest)
    }

    /// All values with one leaf changed, each with its path.
    private static func mutations(of json: JSON, at path: String) -> [(path: String, json: JSON)] {
        switch json {
        case .object(let object):
            return object.members.flatMap { member in
                mutations(of: member.value, at: "\(path).\(member.name)").map { path, value in
                    var changed = object
                    changed[member.name] = value
                    return (path, .object(changed))
                }
            }
        case .array(let values):
            return values.indices.flatMap { index in
                // A place in a list is no name: the list's own name is the path's last part.
                mutations(of: values[index], at: path).map { path, value in
                    var changed = values
                    changed[index] = value
                    return (path, .array(changed))
                }
            }
        case .integer(let value): return [(path, .integer(value + 1))]
        case .string(let text):
            if let day = Day(text)?.adding(days: 1) { return [(path, .string(day.text))] }
            if text == "GH" { return [(path, "CI")] }
            if text == "smartphone" { return [(path, "tablet")] }
            if text.utf8.count >= 32, let last = text.last {
                return [(path, .string(text.dropLast() + (last == "0" ? "1" : "0")))]
            }
            return [(path, .string(text + "x"))]
        case .null, .bool, .number: return []
        }
    }
}

/// The texts that a statement may take from a bundle: its entries' leaves as a language writes them, sums of what is retired,
/// and of the credential what it says of itself, of its cut and of what is covered.
private struct Derived {
    /// By their first character, the longest first.
    private let texts: [Character: [[Character]]]

    init(of bundle: JSON, _ language: Language) {
        var said: Set<String> = []
        for entry in bundle["entries"]?.array ?? [] {
            for part in ["open", "sealed"] { Self.add(entry[part], language, to: &said) }
        }
        let credential = bundle["credential"]
        let subject = credential?["credentialSubject"]
        let number = credential?["id"]?.string?.split(separator: "/").last.map(String.init) ?? ""
        for entry in bundle["entries"]?.array ?? [] {
            if let origin = entry["open"]?["origin"]?.string { said.insert("https://\(origin)/certificates/\(number)") }
        }
        Self.add((credential?["validFrom"]?.string).map { .string(String($0.prefix(10))) }, language, to: &said)
        Self.add(subject?["cut"], language, to: &said)
        if let declaration = subject?["cut"]?["declaration"]?.integer { said.insert("D\(declaration)") }
        for declaration in subject?["declarations"]?.array ?? [] {
            Self.add(declaration["covers"], language, to: &said)
        }
        for sum in Self.sums(bundle["entries"]?.array ?? []) { said.insert(language.number(sum)) }
        texts = Dictionary(grouping: said.filter { !$0.isEmpty }.map(Array.init)) { $0[0] }
            .mapValues { $0.sorted { $0.count > $1.count } }
    }

    private static func add(_ json: JSON?, _ language: Language, to said: inout Set<String>) {
        switch json {
        case .object(let object): for member in object.members { add(member.value, language, to: &said) }
        case .array(let values): for value in values { add(value, language, to: &said) }
        case .integer(let value): said.insert(language.number(value))
        case .string(let text):
            said.insert(text)
            if let day = Day(text) { said.insert(language.day(day)) }
            if let country = Country(text) { said.insert(language.country(country)) }
            if let code = Code(text) { said.insert(code.label(language)) }
        case .null, .bool, .number, nil: break
        }
    }

    /// Grams and quantities of retirements: each, by declaration, by unit and in all; and how many lots there are.
    private static func sums(_ entries: [JSON]) -> Set<Int64> {
        var groups: [String: Int64] = [:]
        var lots: Set<String> = []
        for entry in entries {
            guard let open = entry["open"], let range = open["grams"]?.array?.compactMap(\.integer), range.count == 2,
                let quantity = open["quantity"]?.integer
            else { continue }
            let unit = open["unit"]?.string ?? ""
            let declaration = entry["sealed"]?["declaration"]?.integer ?? 0
            for key in ["\(entry["sequence"]?.integer ?? 0)", "D\(declaration)", unit, "all"] {
                groups["grams \(key)", default: 0] += range[1] - range[0]
                groups["units \(key)", default: 0] += quantity
            }
            for name in ["lot", "of"] { if let lot = open[name] { lots.insert("\(lot)") } }
        }
        return Set(groups.values).union([Int64(lots.count)])
    }

    static func hasFigure(_ text: String) -> Bool { text.contains { $0.isNumber } }

    /// What is left of a line without the texts, each taken only where it stands by itself.
    func rest(of line: String) -> String {
        let line = Array(line)
        var rest = ""
        var place = 0
        while place < line.count {
            if let text = texts[line[place]]?.first(where: { stands($0, at: place, in: line) }) {
                rest.append("·")
                place += text.count
            } else {
                rest.append(line[place])
                place += 1
            }
        }
        return rest
    }

    private func stands(_ text: [Character], at place: Int, in line: [Character]) -> Bool {
        let end = place + text.count
        guard end <= line.count, line[place..<end].elementsEqual(text) else { return false }
        func isWord(_ index: Int) -> Bool {
            line.indices.contains(index) && (line[index].isLetter || line[index].isNumber)
        }
        func joins(_ index: Int) -> Bool { line.indices.contains(index) && ",.\u{202F}".contains(line[index]) }
        if isWord(place - 1) || isWord(end) { return false }
        // 680 within 13,680 does not stand by itself.
        if joins(place - 1), place >= 2, line[place - 2].isNumber, text[0].isNumber { return false }
        return !(joins(end) && line.indices.contains(end + 1) && line[end + 1].isNumber)
    }
}
