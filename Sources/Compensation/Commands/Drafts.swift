public import Exchange
import Access
import Crypto
import Glibc
public import Journal
public import Primitives
import Registry
import Storage

/// How far a list is before it owes anything.
public enum DraftState: String, Hashable, Sendable, CaseIterable {
    case draft
    case submitted
    case accepted
    case discarded
}

/// What somebody did with a draft.
public struct DraftStep: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case drafted
        case submitted
        /// Sent back to whoever drafted it.
        case returned
        case accepted
        case discarded
    }

    public let kind: Kind
    public let actor: Actor
    public let day: Day
}

/// A draft as people see it.
public struct Draft: Hashable, Sendable {
    public let id: Int64
    public let papers: DeclarationToMake
    public let fileName: String
    public let fileBytes: Int64
    public let state: DraftState
    public let steps: [DraftStep]
    /// What it came to once it was accepted.
    public let declarations: [Int64]
    /// Whether part of it is written, by somebody who is at work or was interrupted.
    public let isUnderWay: Bool
}

extension Compensation {
    /// Most bytes of a list: 4 GiB.
    public static let listBytesMax: Int64 = 4 << 30

    /// Where what is too long for memory goes, without a name.
    public var scratchFolder: String { registry.folder.data }

    /// Keeps a list with its papers and its mapping. Nothing is owed, and no number is reserved.
    ///
    /// The list is copied and read no more from where it was. What is wrong with its rows is said when it is judged.
    public func draft(
        _ papers: DeclarationToMake, list: ReceivedList, named name: String, mapping: DeclarationMapping,
        as actor: Actor
    ) async throws -> Int64 {
        try papers.check(on: registry.now.day)
        let stored = try DraftFiles(registry.folder).keep(list.sheet)
        do {
            return try await registry.act(as: actor) { act in
                try act.mayDeclare(papers)
                guard let customer = try act.connection.party(papers.customer), customer.roles.contains(.customer)
                else {
                    throw CompensationRefusal.notACustomer(papers.customer)
                }
                let id = try act.connection.run("SELECT COALESCE(MAX(id), 0) + 1 AS id FROM draft")[0].integer("id")
                try act.connection.run(
                    """
                    INSERT INTO draft (id, customer, papers, mapping, file_name, file, file_bytes, state)
                    VALUES (\(id), \(customer.id), \(papers.draftBytes), \(mapping.draftBytes), \(name),
                        \(stored.digest.bytes), \(stored.bytes), \(DraftState.draft.rawValue))
                    """)
                try act.note(.drafted, draft: id)
                return id
            }
        } catch {
            // What is not a draft is nobody's list: unless the error came after the commit.
            try? await forgetFile(stored.digest)
            throw error
        }
    }

    public func submit(draft id: Int64, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            let draft = try act.openDraft(id)
            guard draft.state == .draft else { throw CompensationRefusal.draftState(id, draft.state) }
            try act.turn(draft, to: .submitted, .submitted)
        }
    }

    /// Sends a submitted draft back.
    public func giveBack(draft id: Int64, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            let draft = try act.openDraft(id)
            guard draft.state == .submitted else { throw CompensationRefusal.draftState(id, draft.state) }
            guard try !act.connection.imports().contains(where: { $0.draft == id }) else {
                throw CompensationRefusal.draftUnderWay(id)
            }
            try act.turn(draft, to: .draft, .returned)
        }
    }

    /// Declares what a submitted draft lists. Where an earlier attempt was interrupted, it goes on from there.
    public func accept(
        draft id: Int64, as actor: Actor, pace: ImportPace = ImportPace(), progress: ImportProgress? = nil
    ) async throws -> DeclareOutcome {
        let (draft, sheet) = try await open(draft: id)
        try await registry.act(as: actor) { act in try act.mayAccept(draft) }
        let outcome = try await declare(draft.papers, sheet, draft.mapping, of: draft, as: actor, pace, progress)
        try await forgetFile(draft.file)
        return outcome
    }

    /// What accepting a draft would come to now.
    public func judge(draft id: Int64, as actor: Actor, progress: ImportProgress? = nil) async throws -> JudgedList {
        let (draft, sheet) = try await open(draft: id)
        return try await judge(draft.papers, sheet: sheet, mapping: draft.mapping, as: actor, progress: progress)
    }

    /// Forgets a draft, and takes back what was written of it.
    public func discard(draft id: Int64, as actor: Actor, pace: ImportPace = ImportPace()) async throws {
        let now = registry.now
        let draft = try await registry.database.read { try $0.draft(id) }
        let taken = try await registry.act(as: actor) { act -> LoadingImport? in
            let draft = try act.openDraft(id)
            guard let found = try act.connection.imports().first(where: { $0.draft == id }) else {
                try act.turn(draft, to: .discarded, .discarded)
                return nil
            }
            guard found.isParked || found.isDead(at: now, pace) else { throw CompensationRefusal.draftUnderWay(id) }
            return try act.connection.renew(found, until: max(now.milliseconds + pace.lease, found.lease + 1))
        }
        if let taken {
            try await registry.sweep(taken, pace)
            try await registry.act(as: actor) { act in
                try act.turn(try act.openDraft(id), to: .discarded, .discarded)
            }
        }
        try await forgetFile(draft.file)
    }

    /// The papers that a draft was kept with.
    public func papers(ofDraft id: Int64) async throws -> DeclarationToMake {
        try await registry.database.read { try $0.draft(id).papers }
    }

    /// Every draft that the actor may see: those of its own party, or all for a provider. Open ones, unless `all` is asked for.
    public func drafts(all: Bool, as actor: Actor) async throws -> [Draft] {
        try await registry.act(as: actor) { act in
            let open: SQL = "draft.state IN ('draft', 'submitted')"
            return try act.connection.drafts(where: all ? "1 = 1" : open).filter { draft in
                draft.customer == actor.party || act.roles.contains(.provider)
            }.map { try act.connection.seen($0) }
        }
    }

    /// Sets whether a customer's drafts are accepted by another member than the one who submitted them. The party's own
    /// members ask for it; only the registrar's end it, so that nobody frees himself from it.
    public func ask(forSecondMember asked: Bool, of party: Code, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            guard let row = try act.connection.party(party) else { throw RegistryRefusal.unknownParty(party) }
            guard row.roles.contains(.customer) else { throw CompensationRefusal.notACustomer(party) }
            let isRegistrar = act.roles.contains(.registrar)
            guard isRegistrar || asked && actor.party == party else {
                throw RegistryRefusal.notPermitted(actor, .recordParty)
            }
            if asked {
                try act.connection.run("INSERT INTO second_member (party) VALUES (\(row.id)) ON CONFLICT DO NOTHING")
            } else {
                try act.connection.run("DELETE FROM second_member WHERE party = \(row.id)")
            }
        }
    }

    private func open(draft id: Int64) async throws -> (DraftRow, DeclarationSheet) {
        let draft = try await registry.database.read { try $0.draft(id) }
        guard draft.state == .draft || draft.state == .submitted else {
            throw CompensationRefusal.draftState(id, draft.state)
        }
        let files = DraftFiles(registry.folder)
        guard try files.isWhole(draft.file) else { throw CompensationRefusal.draftFileDamaged(id) }
        return (draft, DeclarationSheet(path: files.path(draft.file)))
    }

    /// The list is the customer's: once it is a declaration, or nothing, its copy goes.
    private func forgetFile(_ file: Primitives.Digest) async throws {
        let isNeeded = try await registry.database.read { try $0.needsDraftFile(file) }
        if !isNeeded { unlink(DraftFiles(registry.folder).path(file)) }
    }
}

extension Act {
    /// A draft that is neither accepted nor discarded, for whoever may declare it.
    fileprivate func openDraft(_ id: Int64) throws -> DraftRow {
        let draft = try connection.draft(id)
        try mayDeclare(draft.papers)
        guard draft.state == .draft || draft.state == .submitted else {
            throw CompensationRefusal.draftState(id, draft.state)
        }
        return draft
    }

    /// Refused, in this order: who may not declare; a draft that is not submitted; the member who submitted it, where the
    /// customer asks for a second one.
    func mayAccept(_ draft: DraftRow) throws {
        try mayDeclare(draft.papers)
        let state = try connection.draft(draft.id).state
        guard state == .submitted else { throw CompensationRefusal.draftState(draft.id, state) }
        guard try connection.asksForSecondMember(draft.customer) else { return }
        let submitted = try connection.steps(ofDraft: draft.id).last { $0.kind == .submitted }
        guard submitted?.actor != actor else { throw CompensationRefusal.secondMemberAsked(draft.customer, draft.id) }
    }

    /// The draft is what these declarations are made of.
    func accept(_ draft: DraftRow, _ made: [MadeDeclaration]) throws {
        try mayAccept(draft)
        try turn(draft, to: .accepted, .accepted)
        for declaration in made {
            try connection.run(
                "INSERT INTO draft_declaration (draft, declaration) VALUES (\(draft.id), \(declaration.sequence))")
        }
    }

    fileprivate func turn(_ draft: DraftRow, to state: DraftState, _ step: DraftStep.Kind) throws {
        try connection.run("UPDATE draft SET state = \(state.rawValue) WHERE id = \(draft.id)")
        try note(step, draft: draft.id)
    }

    fileprivate func note(_ step: DraftStep.Kind, draft: Int64) throws {
        let position = try connection.run(
            "SELECT COUNT(*) AS position FROM draft_step WHERE draft = \(draft)")[0].integer("position")
        try connection.run(
            """
            INSERT INTO draft_step (draft, position, step, member, party, day)
            VALUES (\(draft), \(position), \(step.rawValue), \(actor.member.text), \(party), \(Int64(day.number)))
            """)
    }
}

extension Connection {
    fileprivate func seen(_ draft: DraftRow) throws -> Draft {
        Draft(
            id: draft.id, papers: draft.papers, fileName: draft.fileName, fileBytes: draft.fileBytes,
            state: draft.state,
            steps: try steps(ofDraft: draft.id),
            declarations: try run(
                "SELECT declaration FROM draft_declaration WHERE draft = \(draft.id) ORDER BY declaration"
            ).map { try $0.integer("declaration") },
            isUnderWay: try imports().contains { $0.draft == draft.id })
    }
}

/// The copies of lists that are not accepted yet, each under its SHA-256.
struct DraftFiles {
    private let folder: String

    init(_ folder: Folder) { self.folder = folder.drafts }

    func path(_ digest: Primitives.Digest) -> String { "\(folder)/\(digest.text)" }

    /// Copies a list: written under a temporary name, synced, renamed.
    func keep(_ sheet: DeclarationSheet) throws -> (digest: Primitives.Digest, bytes: Int64) {
        try File.createFolder(folder, mode: 0o700)
        let copy = try File.Copy(to: folder)
        var hasher = SHA256()
        var bytes: Int64 = 0
        let blocks = try sheet.blocks()
        while let block = try blocks() {
            bytes += Int64(block.count)
            guard bytes <= Compensation.listBytesMax else {
                throw CompensationRefusal.listTooLarge(most: Compensation.listBytesMax)
            }
            hasher.update(data: block)
            try copy.append(block)
        }
        guard let digest = Primitives.Digest(Array(hasher.finalize())) else {
            preconditionFailure("a hash has 32 bytes")
        }
        try copy.finish(as: self.path(digest))
        return (digest, bytes)
    }

    /// Whether a file is what it was.
    func isWhole(_ digest: Primitives.Digest) throws -> Bool {
        guard File.exists(path(digest)) else { return false }
        var hasher = SHA256()
        let blocks = try DeclarationSheet(path: path(digest)).blocks()
        while let block = try blocks() { hasher.update(data: block) }
        return Array(hasher.finalize()) == digest.bytes
    }
}
