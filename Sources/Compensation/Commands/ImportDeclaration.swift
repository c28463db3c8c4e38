import Journal
import Primitives
import Registry
import Storage

/// A large declaration on its way in, by short transactions.
///
/// 1. `begin` writes a row that is loading, under a lease that every step renews, with ids for its devices.
/// 2. `reserve` looks which numbers are live, decides in file order, and inserts the included rows' numbers in the order
///    of the identity table. Where somebody was faster it gives its numbers back and decides again.
/// 3. `insertDevices` writes the rows in file order. The manifest is hashed beside both.
/// 4. `finish` is one act: the entry, what is owed, the row's sequence. Before it nobody sees anything.
///
/// Whatever goes wrong, it takes back what it wrote; if it dies, a later declaration does so when the lease is over.
struct Import: Sendable {
    let registry: Registry
    let actor: Actor
    let plan: DeclarationPlan
    let pace: ImportPace

    func run() async throws -> DeclareOutcome {
        var loading = try await begin()
        var reserved: [NumberOwner] = []
        do {
            let verdict = try await reserve(&loading, &reserved)
            let sums = try plan.sums(verdict.included)
            try await insertDevices(&loading, verdict.included)
            return try await finish(loading, plan.sheet.tally(verdict.included), sums, await verdict.proof)
        } catch {
            // If this fails too, the rows stay for the sweep after their lease.
            try? await takeBack(loading, reserved)
            throw error
        }
    }

    private func begin() async throws -> LoadingDeclaration {
        let lease = registry.now.milliseconds + pace.lease
        return try await registry.act(as: actor) { [plan] act in
            try act.mayDeclare(plan.papers)
            let (id, first) = try act.connection.nextDeclaration()
            let loading = LoadingDeclaration(
                id: id, seed: act.bytes(ManifestProof.seedCount),
                devices: first..<first + Int64(plan.candidates.rows.count), lease: lease)
            try act.connection.insert(
                plan.columns, id: id, devices: loading.devices, seed: loading.seed, lease: lease)
            return loading
        }
    }

    private func insertDevices(_ loading: inout LoadingDeclaration, _ included: [Bool]) async throws {
        let devices = plan.devices(included, firstDevice: loading.devices.lowerBound)
        let classes = plan.classIDs
        for start in stride(from: 0, to: devices.count, by: pace.chunk) {
            let chunk = devices[start..<min(start + pace.chunk, devices.count)]
            try await step(&loading) { [plan] db in
                try db.insertDevices(chunk, plan.candidates, classes: classes)
            }
        }
    }

    private func finish(
        _ loading: LoadingDeclaration, _ tally: DeclareTally, _ sums: DeclarationSums, _ proof: ManifestProof
    ) async throws -> DeclareOutcome {
        try await registry.act(as: actor) { [plan] act in
            try act.mayDeclare(plan.papers)
            try act.connection.renew(loading, until: loading.lease + 1)
            let sequence = try act.append(.declared(manifest: proof.root), .declared(plan.papers(sums, proof)))
            try act.connection.declare(
                id: loading.id, sequence: sequence, owed: sums.owed.count, devices: tally.included)
            return DeclareOutcome(
                sequence: sequence, tally: tally, owed: sums.owed, manifest: proof.root, seed: loading.seed)
        }
    }

    private func step<Answer: Sendable>(
        _ loading: inout LoadingDeclaration, _ body: @escaping @Sendable (any Connection) throws -> Answer
    ) async throws -> Answer {
        try Task.checkCancellation()
        return try await registry.step(&loading, pace, body)
    }

    /// Takes back everything, unless it is declared already: then the first step finds no lease.
    private func takeBack(_ loading: LoadingDeclaration, _ reserved: [NumberOwner]) async throws {
        // Not within this task: one that was cancelled cleans up too.
        try await Task { [self] in
            var loading = loading
            var reserved = reserved
            try await giveBack(&reserved, &loading)
            try await registry.sweepRows(loading, pace)
        }.value
    }
}

/// Which rows are included, and what they hash to, on its way.
private struct Verdict: Sendable {
    let included: [Bool]
    private let hashing: Task<ManifestProof, Never>

    init(_ plan: DeclarationPlan, _ included: [Bool], seed: [UInt8]) {
        self.included = included
        hashing = Task.detached { await ManifestProof.slowly(plan, included, seed: seed) }
    }

    var proof: ManifestProof {
        get async { await hashing.value }
    }
}

// Numbers.
extension Import {
    /// What stands in the way of a chunk of numbers.
    fileprivate enum Obstacle: Sendable {
        /// A declaration that is finished holds one.
        case live(key: Int)
        /// So does one that is still loading.
        case reserved(key: Int, by: Int64)
    }

    /// What the database held at one moment.
    private struct Standing: Sendable {
        let holders: [NumberHolder]
        let reserved: (key: Int, by: Int64)?
        /// The newest declaration, and whether others were loading: a number that is written later is written by one of
        /// those, or by a newer one.
        let newest: Int64
        let hasOthers: Bool
    }

    /// Reserves the numbers of all rows that are included, and says which these are.
    ///
    /// Of two imports that meet, the one that began later gives its numbers back and waits until the other is finished; the
    /// earlier one keeps its own meanwhile. So the earliest of any circle gets on.
    private func reserve(
        _ loading: inout LoadingDeclaration, _ reserved: inout [NumberOwner]
    ) async throws -> Verdict {
        var blocked = 0
        var verdict: Verdict?
        attempts: for _ in 0..<pace.attempts {
            let standing = try await look(loading)
            if let (key, other) = standing.reserved {
                blocked = key
                guard try await wait(&loading, for: other) else { break attempts }
                continue attempts
            }
            let included = plan.table.included(plan.candidates, live: plan.table.live(standing.holders))
            guard included.contains(true) else {
                throw CompensationRefusal.nothingIncluded(plan.sheet.tally(included))
            }
            _ = try plan.sums(included)
            let decided: Verdict
            if let verdict, verdict.included == included {
                decided = verdict
            } else {
                decided = Verdict(plan, included, seed: loading.seed)
                verdict = decided
            }
            let owners = plan.owners(included, firstDevice: loading.devices.lowerBound)
            reserved.reserveCapacity(owners.count)
            while reserved.count < owners.count {
                let chunk = owners[reserved.count..<min(reserved.count + pace.chunk, owners.count)]
                // Counted as ours before it is written: an error may come after the commit.
                reserved.append(contentsOf: chunk)
                switch try await insert(chunk, &loading, since: standing) {
                case nil: break
                case .reserved(let key, let other)? where other > loading.id:
                    blocked = key
                    guard try await wait(&loading, for: other, toFree: key) else { break attempts }
                    reserved.removeLast(chunk.count)
                case .reserved(let key, let other)?:
                    blocked = key
                    try await giveBack(&reserved, &loading)
                    guard try await wait(&loading, for: other) else { break attempts }
                    continue attempts
                case .live(let key)?:
                    blocked = key
                    try await giveBack(&reserved, &loading)
                    continue attempts
                }
            }
            return decided
        }
        throw CompensationRefusal.reserved(line: plan.line(ofKey: blocked))
    }

    private func look(_ loading: LoadingDeclaration) async throws -> Standing {
        try await registry.database.read { [plan] db in
            let others = try db.loading().filter { $0.id != loading.id }
            let holders = try db.holders(of: 0..<plan.table.count, plan.table, plan.candidates, in: plan.scope)
            var reserved: (Int, Int64)?
            for holder in holders where !others.isEmpty {
                guard let other = others.first(where: { $0.devices.contains(holder.device) }) else { continue }
                reserved = (holder.key, other.id)
                break
            }
            return Standing(
                holders: holders, reserved: reserved, newest: try db.nextDeclaration().id - 1,
                hasOthers: !others.isEmpty)
        }
    }

    private func insert(
        _ chunk: ArraySlice<NumberOwner>, _ loading: inout LoadingDeclaration, since standing: Standing
    ) async throws -> Obstacle? {
        try await step(&loading) { [plan, loading] db -> Obstacle? in
            var met: [NumberHolder] = []
            func meet(_ key: Int) throws {
                met += try db.holders(of: key..<key + 1, plan.table, plan.candidates, in: plan.scope)
            }
            for key in try db.insertIdentities(chunk, plan.table, plan.candidates, in: plan.scope) { try meet(key) }
            // A serial number with its maker and the same one without are two keys: only a look tells that they clash.
            if try standing.hasOthers || db.nextDeclaration().id - 1 > standing.newest {
                for owner in chunk where plan.table.isSerial(owner.key) { try meet(owner.key) }
            }
            met.removeAll { loading.devices.contains($0.device) }
            guard !met.isEmpty else { return nil }
            let others = try db.loading()
            let obstacles = met.map { holder -> Obstacle in
                others.first { $0.devices.contains(holder.device) }
                    .map { Obstacle.reserved(key: holder.key, by: $0.id) } ?? .live(key: holder.key)
            }
            // What is finished decides first, then the earliest import.
            return obstacles.min { $0.rank < $1.rank }
        }
    }

    /// Waits until another import is finished or swept; with `key`, or until it has given back that number.
    ///
    /// - Returns: whether the way is free.
    private func wait(
        _ loading: inout LoadingDeclaration, for id: Int64, toFree key: Int? = nil
    ) async throws -> Bool {
        for look in 1...max(1, pace.patience) {
            let isFree = try await registry.database.read { [plan] db in
                guard let other = try db.loading().first(where: { $0.id == id }) else { return true }
                guard let key else { return false }
                return try !db.holders(of: key..<key + 1, plan.table, plan.candidates, in: plan.scope)
                    .contains { other.devices.contains($0.device) }
            }
            if isFree { return true }
            try await Task.sleep(for: .milliseconds(pace.pause))
            // Its lease lasts longer than some hundred looks.
            if look.isMultiple(of: 256) { try await step(&loading) { _ in } }
        }
        return false
    }

    /// Takes back the numbers that were inserted so far, chunk by chunk in their order.
    private func giveBack(_ reserved: inout [NumberOwner], _ loading: inout LoadingDeclaration) async throws {
        while !reserved.isEmpty {
            let chunk = reserved.suffix(pace.chunk)
            let numbers = chunk.map { plan.candidates.number(plan.table.number($0.key)) }
            try await registry.step(&loading, pace) { [loading] db in
                try db.deleteIdentities(numbers, of: loading.devices)
            }
            reserved.removeLast(chunk.count)
        }
    }
}

extension Import.Obstacle {
    fileprivate var rank: Int64 {
        switch self {
        case .live: 0
        case .reserved(_, let id): id
        }
    }
}
