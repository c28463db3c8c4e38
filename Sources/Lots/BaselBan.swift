public import Primitives

/// The entry of the Basel Convention under which scrap crosses a border, from 2025-01-01 (decision BC-15/18).
public enum BaselEntry: String, Hashable, Sendable, CaseIterable, Codable {
    /// Annex VIII: hazardous electrical and electronic waste.
    case a1181
    /// Annex II: all other electrical and electronic waste.
    case y49
}

/// A rule under which no consent helps.
public enum BaselBan: String, Hashable, Sendable, CaseIterable, Codable {
    /// Ban Amendment, Article 4A, in force 2019-12-05: hazardous waste from an Annex VII country (EU, OECD, Liechtenstein)
    /// to any other.
    case article4A = "basel-4a"
    /// Regulation (EU) 2024/1157 as amended by Delegated Regulation (EU) 2024/3229, from 2025-01-01: any electronic waste
    /// from the Union to a country outside Annex VII.
    case unionExport = "eu-2024-3229"

    /// Whether it is certain, for want of the entry, that no ban stands in the way.
    public enum Finding: Hashable, Sendable {
        case free
        case banned(BaselBan)
        /// From an Annex VII country to another, with nobody saying under which entry.
        case entryUnknown
    }

    /// Which ban stands in the way of scrap that arrives in `to` on `day`.
    ///
    /// Groups of countries are dated data of this file, as of 2026-11-22: a country that joins is added with its day.
    public static func finding(_ entry: BaselEntry?, from: Country, to: Country, on day: Day) -> Finding {
        guard from != to else { return .free }
        if isIn(union, from, on: day), !isAnnexVII(to, on: day), day.text >= "2025-01-01" {
            return .banned(.unionExport)
        }
        guard isAnnexVII(from, on: day), !isAnnexVII(to, on: day), day.text >= "2019-12-05" else { return .free }
        switch entry {
        case .a1181: return .banned(.article4A)
        case .y49: return .free
        case nil: return .entryUnknown
        }
    }

    /// EU, OECD or Liechtenstein on `day`.
    public static func isAnnexVII(_ country: Country, on day: Day) -> Bool {
        country == "LI" || isIn(union, country, on: day) || isIn(organisation, country, on: day)
    }

    private struct Group {
        let members: Set<String>
        /// First day of a member that joined after 2019-12-05, and last day of one that left.
        let joined: [String: String]
        let left: [String: String]
    }

    private static func isIn(_ group: Group, _ country: Country, on day: Day) -> Bool {
        guard group.members.contains(country.text) else { return false }
        if let first = group.joined[country.text], day.text < first { return false }
        if let last = group.left[country.text], day.text > last { return false }
        return true
    }

    private static func codes(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    /// The European Union; the United Kingdom until the end of its transition.
    private static let union = Group(
        members: codes("AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"),
        joined: [:], left: ["GB": "2020-12-31"])

    private static let organisation = Group(
        members: codes(
            """
            AT AU BE CA CH CL CO CR CZ DE DK EE ES FI FR GB GR HU IE IL IS IT JP KR LT LU LV MX NL NO NZ PL PT SE SI SK TR \
            US
            """),
        joined: ["CO": "2020-04-28", "CR": "2021-05-25"], left: [:])
}
