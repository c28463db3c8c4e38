import Certificates
import Journal
import Primitives
import Registry
import Storage

/// A large list on its way in, by short transactions.
///
/// 1. `begin` writes a row under a lease that every step renews, and `keep` where nothing is written for long, with ids for its
///    devices.
/// 2. `reserve` looks which numbers are live, decides in file order, and inserts the included rows' numbers in the order
///    of the identity table. Where somebody was faster it gives its numbers back and decides again.
/// 3. `insertDevices` writes the rows. The manifests are hashed beside both.
/// 4. `finish` is one act: the entries, what is owed, the declarations' rows. Before it nobody sees anything.
///
/// Whatever goes wrong, it takes back what it wrote; if that fails too, or it dies, a later declaration does so when the lease
/// is over. Only a draft that somebody interrupts stays where it is, and goes on from there.
struct Import: Sendable {
    let registry: Registry
    let actor: Actor
    let plan: DeclarationPlan
    let pace: ImportPace
    let progress: ImportProgress?
    let draft: DraftRow?
    /// The list's rows that are under review.
    let reviewed: @Sendable (DecidedList) async throws -> RowsUnderReview

    func run() async throws -> DeclaredList {
        var loading = try await begin()
        var hashing: Hashing?
        var decided: DecidedList?
        do {
            let list = try await reserve(&loading, &decided, &hashing)
            try await insertDevices(&loading, list)
            guard let hashing else { preconditionFailure("nothing is decided") }
            progress?.say(.hashing, 0, of: nil)
            return try await finish(&loading, list, hashing)
        } catch {
            hashing?.proofs.cancel()
            if draft != nil, error is CancellationError {
                try? await park(loading)
            } else {
                // If this fails too, the rows stay for the sweep after their lease.
                try? await takeBack(loading, decided)
            }
            throw error
        }
    }

    /// A new import; or that of the draft, where it was cut short.
    private func begin() async throws -> LoadingImport {
        let lease = registry.now.milliseconds + pace.lease
        return try await registry.act(as: actor) { [plan, draft, registry, pace] act in
            try act.mayDeclare(plan, draft)
            if let draft, let found = try act.connection.imports().first(where: { $0.draft == draft.id }) {
                guard found.isParked || found.isDead(at: registry.now, pace) else {
                    throw CompensationRefusal.draftUnderWay(draft.id)
                }
                var taken = found
                taken.isParked = false
                return try act.connection.renew(taken, until: max(lease, found.lease + 1))
            }
            let first = try act.connection.nextDevice()
            let loading = LoadingImport(
                devices: first..<first + Int64(plan.list.candidateCount), seed: act.bytes(ManifestLeaves.seedCount),
                draft: draft?.id, decided: nil, lease: lease)
            try act.connection.insert(loading)
            return loading
        }
    }

    private func insertDevices(_ loading: inout LoadingImport, _ decided: DecidedList) async throws {
        let classes = plan.classIDs
        let done = loading.devicesDone
        var cursor = try DeviceCursor(decided, firstDevice: loading.id)
        while case let chunk = try cursor.chunk(pace.chunk, after: done), !chunk.rows.isEmpty {
            loading.devicesDone += chunk.rows.count
            try await step(&loading) { db in try db.insertDevices(chunk, classes: classes) }
            progress?.say(.writingDevices, loading.devicesDone, of: decided.included)
        }
    }

    private func finish(
        _ loading: inout LoadingImport, _ decided: DecidedList, _ hashing: Hashing
    ) async throws -> DeclaredList {
        let (proofs, seeds) = (try await hashing.value, decided.seeds(from: loading.seed))
        try await step(&loading) { _ in }
        let reviewed = try await reviewed(decided)
        return try await registry.act(as: actor) { [plan, draft, loading] act in
            try act.mayDeclare(plan)
            try act.connection.renew(loading, until: loading.lease + 1)
            let made = try act.write(plan, decided, proofs, seeds, firstDevice: loading.id)
            try act.connection.delete(loading)
            let kept = try act.keep(reviewed, plan)
            if let draft { try act.accept(draft, made) }
            return DeclaredList(declarations: made, decided: decided, kept: kept)
        }
    }

    /// Renews the lease once a third of it is over.
    private func keep(_ loading: inout LoadingImport) async throws {
        guard loading.lease - registry.now.milliseconds < pace.lease * 2 / 3 else { return }
        try await step(&loading) { _ in }
    }

    private func step<Answer: Sendable>(
        _ loading: inout LoadingImport, _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        try Task.checkCancellation()
        return try await registry.step(&loading, pace, body)
    }

    /// Leaves everything where it is, for the draft to go on from.
    private func park(_ loading: LoadingImport) async throws {
        // Not within this task: it was cancelled.
        try await Task { [registry, pace] in
            try await registry.database.writeAlone { db in
                guard var found = try db.imports().first(where: { $0.id == loading.id && $0.seed == loading.seed })
                else {
                    return
                }
                found.isParked = true
                try db.renew(found, until: max(registry.now.milliseconds + pace.lease, found.lease + 1))
            }
        }.value
    }

    /// Takes back everything, unless it is declared already: then the first step finds no lease.
    private func takeBack(_ loading: LoadingImport, _ decided: DecidedList?) async throws {
        // Not within this task: one that was cancelled cleans up too.
        try await Task { [self] in
            var loading = loading
            if let decided { try await giveBack(&loading, decided) }
            try await registry.sweepRows(loading, pace)
        }.value
    }
}

/// What a decision hashes to, on its way.
private struct Hashing: Sendable {
    let verdicts: [RowVerdict]
    let proofs: Task<[ManifestProof], any Error>

    init(_ plan: DeclarationPlan, _ decided: DecidedList, source: [UInt8]) {
        verdicts = decided.verdicts
        proofs = Task.detached {
            try await ManifestProof.all(plan, decided, seeds: decided.seeds(from: source)) {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    /// - Throws: `CancellationError` where whoever waits for it is cancelled.
    var value: [ManifestProof] {
        get async throws {
            try await withTaskCancellationHandler {
                try await proofs.value
            } onCancel: {
                proofs.cancel()
            }
        }
    }
}

/// What stands in the way of a chunk of numbers: thrown, so that nothing of the chunk is written.
private struct Obstacle: Error {
    let candidate: UInt32
    /// The import that holds the number; `nil` where a declaration that is finished does.
    let by: Int64?

    /// What is finished decides first, then the earliest import.
    var rank: Int64 { by ?? 0 }
}

/// What there was before a decision: a number that was written since was written by one of the others, or by a declaration,
/// an import or an attached device that is newer.
private struct Before: Sendable {
    let newest: Int64
    let nextDevice: Int64
    let hasOthers: Bool

    func isOver(_ connection: any Connection) throws -> Bool {
        try hasOthers || connection.newestNumbers() > newest || connection.nextDevice() > nextDevice
    }
}

// Numbers.
extension Import {
    /// Reserves the numbers of all rows that are included, and says which these are.
    ///
    /// Of two imports that meet, the one that began later gives its numbers back and waits until the other is finished; the
    /// earlier one keeps its own meanwhile. So the earliest of any circle gets on.
    private func reserve(
        _ loading: inout LoadingImport, _ kept: inout DecidedList?, _ hashing: inout Hashing?
    ) async throws -> DecidedList {
        var blocked: UInt32 = 0
        attempts: for _ in 0..<pace.attempts {
            let before = try await registry.database.read { [loading] db in
                Before(
                    newest: try db.newestNumbers(), nextDevice: try db.nextDevice(),
                    hasOthers: try db.imports().contains { $0.id != loading.id })
            }
            let decided: DecidedList
            let devices = loading.devices
            switch try await plan.decide(
                in: registry.database, own: devices, progress, beat: { try await keep(&loading) })
            {
            case .success(let list): decided = list
            case .failure(let held):
                blocked = held.candidate
                try await giveBackAll(&loading, kept)
                kept = nil
                guard try await wait(&loading, for: held.by) else { break attempts }
                continue attempts
            }
            try plan.requireWhole(decided)
            guard decided.tally.leavesSomething else { throw CompensationRefusal.nothingIncluded(decided.tally) }
            if hashing?.verdicts != decided.verdicts {
                hashing?.proofs.cancel()
                hashing = Hashing(plan, decided, source: loading.seed)
            }
            let digest = decided.digest(plan)
            if loading.decided != digest {
                try await giveBackAll(&loading, kept)
                loading.decided = digest
            }
            kept = decided
            var cursor = try plan.list.numbers.cursor()
            var skip = loading.numbersDone
            while skip > 0, case let part = try cursor.chunk(min(skip, pace.chunk), where: decided.includes) {
                skip -= part.count
            }
            while case let chunk = try cursor.chunk(pace.chunk, where: decided.includes), chunk.count > 0 {
                while true {
                    do {
                        try await insert(chunk, &loading, decided, since: before)
                        break
                    } catch let obstacle as Obstacle {
                        blocked = obstacle.candidate
                        if let other = obstacle.by, other > loading.id {
                            guard try await wait(&loading, for: other, toFree: chunk, obstacle.candidate) else {
                                break attempts
                            }
                            continue
                        }
                        try await giveBack(&loading, decided)
                        kept = nil
                        if let other = obstacle.by {
                            guard try await wait(&loading, for: other) else { break attempts }
                        }
                        continue attempts
                    }
                }
                progress?.say(.writingNumbers, loading.numbersDone, of: plan.list.numbers.count)
            }
            return decided
        }
        throw CompensationRefusal.reserved(line: try plan.line(of: blocked))
    }

    private func insert(
        _ chunk: NumberChunk, _ loading: inout LoadingImport, _ decided: DecidedList,
        since before: Before
    ) async throws {
        var next = loading
        next.numbersDone += chunk.count
        // Counted as ours before it is written: an error may come after the commit.
        let (devices, first, places) = (loading.devices, loading.id, decided.places)
        defer { loading = next }
        do {
            try await step(&next) { [plan] db in
                // A serial number with its maker and the same one without are two keys: only a look tells that they clash. It comes
                // first: where the chunk's numbers go there is hardly anything yet, which a few statements show.
                var met = try before.isOver(db) ? db.holders(of: chunk, in: plan.scope) : []
                let held = try db.insertIdentities(chunk, in: plan.scope) { first + Int64(places[Int($0)]) }
                for index in held { met += try db.holders(of: chunk, index..<index + 1, in: plan.scope) }
                met.removeAll { devices.contains($0.device) }
                guard !met.isEmpty else { return }
                let imports = try db.imports()
                let obstacles = met.map { holder in
                    Obstacle(
                        candidate: chunk.candidates[holder.index],
                        by: imports.first { $0.devices.contains(holder.device) }?.id)
                }
                if let least = obstacles.min(by: { $0.rank < $1.rank }) { throw least }
            }
        } catch let obstacle as Obstacle {
            next.numbersDone -= chunk.count
            throw obstacle
        }
    }

    /// Waits until another import is finished or swept; with a chunk, or until it has given back that candidate's numbers.
    ///
    /// - Returns: whether the way is free.
    private func wait(
        _ loading: inout LoadingImport, for id: Int64, toFree chunk: NumberChunk? = nil, _ candidate: UInt32 = 0
    ) async throws -> Bool {
        for look in 1...max(1, pace.patience) {
            let isFree = try await registry.database.read { [plan] db in
                guard let other = try db.imports().first(where: { $0.id == id }) else { return true }
                guard let chunk else { return false }
                for index in 0..<chunk.count where chunk.candidates[index] == candidate {
                    let holders = try db.holders(of: chunk, index..<index + 1, in: plan.scope)
                    if holders.contains(where: { other.devices.contains($0.device) }) { return false }
                }
                return true
            }
            if isFree { return true }
            try await Task.sleep(for: .milliseconds(pace.pause))
            // Its lease lasts longer than some hundred looks.
            if look.isMultiple(of: 256) { try await step(&loading) { _ in } }
        }
        return false
    }

    /// Takes back the numbers that were inserted so far, chunk by chunk in their order.
    private func giveBack(_ loading: inout LoadingImport, _ decided: DecidedList) async throws {
        loading.decided = nil
        var cursor = try plan.list.numbers.cursor()
        var left = loading.numbersDone
        while left > 0, case let chunk = try cursor.chunk(min(left, pace.chunk), where: decided.includes),
            chunk.count > 0
        {
            let numbers = (0..<chunk.count).map { chunk.number($0) }
            try await registry.step(&loading, pace) { [devices = loading.devices] db in
                try db.deleteIdentities(numbers, of: devices)
            }
            left -= chunk.count
            progress?.say(.takingBack, loading.numbersDone - left, of: loading.numbersDone)
        }
        loading.numbersDone = 0
    }

    /// Takes back numbers and devices: all that was written under a decision that holds no longer.
    private func giveBackAll(_ loading: inout LoadingImport, _ decided: DecidedList?) async throws {
        if loading.numbersDone > 0 {
            if let decided {
                try await giveBack(&loading, decided)
            } else {
                try await registry.sweepNumbers(&loading, pace)
                loading.numbersDone = 0
            }
        }
        if loading.devicesDone > 0 {
            try await registry.sweepDevices(&loading, pace)
            loading.devicesDone = 0
        }
        loading.decided = nil
    }
}

extension DecidedList {
    /// The same for the same rows under the same rules with the same verdicts: then what was written of one decision is what
    /// the other would write.
    func digest(_ plan: DeclarationPlan) -> [UInt8] {
        let head = "\(plan.rules.edition) \(plan.list.count) \(plan.list.candidates.count)\n"
        return Digest(sha256: Array(head.utf8) + verdicts.map(\.rawValue)).bytes
    }
}
