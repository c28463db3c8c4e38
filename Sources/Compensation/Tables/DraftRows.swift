import Exchange
import Access
import CanonicalJSON
import Journal
import Primitives
import Registry
import Storage

/// A list before it is accepted, as its row has it.
struct DraftRow: Sendable {
    let id: Int64
    let customer: Code
    let papers: DeclarationToMake
    let mapping: DeclarationMapping
    let fileName: String
    let file: Digest
    let fileBytes: Int64
    let state: DraftState
}

extension Connection {
    func draft(_ id: Int64) throws -> DraftRow {
        guard let draft = try drafts(where: "draft.id = \(id)").first else {
            throw CompensationRefusal.unknownDraft(id)
        }
        return draft
    }

    func drafts(where condition: SQL) throws -> [DraftRow] {
        try run(
            """
            SELECT draft.*, party.code AS customer_code FROM draft JOIN party ON party.id = draft.customer
            WHERE \(condition) ORDER BY draft.id
            """
        ).map { row in
            DraftRow(
                id: try row.integer("id"), customer: try row.code("customer_code"),
                papers: try row.parsed("papers", DeclarationToMake(draftBytes: try row.blob("papers"))),
                mapping: try row.parsed("mapping", DeclarationMapping(draftBytes: try row.blob("mapping"))),
                fileName: try row.text("file_name"), file: try row.parsed("file", Digest(row.blob("file"))),
                fileBytes: try row.integer("file_bytes"), state: try row.word("state"))
        }
    }

    func steps(ofDraft id: Int64) throws -> [DraftStep] {
        try run(
            """
            SELECT draft_step.*, party.code AS party_code FROM draft_step JOIN party ON party.id = draft_step.party
            WHERE draft = \(id) ORDER BY position
            """
        ).map { row in
            DraftStep(
                kind: try row.word("step"),
                actor: Actor(member: try row.code("member"), party: try row.code("party_code")),
                day: try row.day("day"))
        }
    }

    /// Whether a draft of the party is accepted by another member than the one who submitted it.
    func asksForSecondMember(_ party: Code) throws -> Bool {
        try !run(
            """
            SELECT 1 FROM second_member JOIN party ON party.id = second_member.party WHERE party.code = \(party.text)
            """
        ).isEmpty
    }

    /// Whether an open draft needs a file.
    func needsDraftFile(_ file: Digest) throws -> Bool {
        try !run("SELECT 1 FROM draft WHERE file = \(file.bytes) AND state IN ('draft', 'submitted')").isEmpty
    }
}

// The papers and the mapping of a draft, as JSON that only its own table reads; reviews keep their papers so too.
extension DeclarationToMake {
    var draftBytes: [UInt8] {
        var object = JSONObject()
        object["customer"] = .string(customer.text)
        object["programme"] = .string(programme.text)
        object["day"] = .string(day.text)
        object["beneficiary"] = beneficiary.map { .string($0) }
        object["costCentre"] = costCentre.map { .string($0) }
        object["document"] = document.map { .string($0) }
        object["life"] = .integer(Int64(life))
        return JSON.object(object).canonicalBytes
    }

    init?(draftBytes: [UInt8]) {
        guard let json = try? JSON(canonical: draftBytes), var reader = try? JSONReader(json) else { return nil }
        do {
            self.init(
                customer: try reader.string("customer", as: { Code($0) }),
                programme: try reader.string("programme", as: { Code($0) }),
                day: try reader.string("day", as: { Day($0) }),
                beneficiary: try reader.stringIfPresent("beneficiary"),
                costCentre: try reader.stringIfPresent("costCentre"),
                document: try reader.stringIfPresent("document"), life: Int(try reader.integer("life", in: 1...255)))
        } catch {
            return nil
        }
    }
}

extension DeclarationMapping {
    var draftBytes: [UInt8] {
        var object = JSONObject()
        object["assignments"] = .array(texts.map { .string($0) })
        object["profile"] = profile?.json
        return JSON.object(object).canonicalBytes
    }

    fileprivate init?(draftBytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(canonical: draftBytes),
            case .array(let texts)? = object["assignments"]
        else { return nil }
        let assignments = texts.compactMap { text -> String? in
            if case .string(let text) = text { return text }
            return nil
        }
        do {
            try self.init(assignments, profile: try object["profile"].map { try ListProfile($0) })
        } catch {
            return nil
        }
    }
}
