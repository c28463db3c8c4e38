import Primitives
import Programmes
import Registry
import Storage

/// What the database holds of a chunk's numbers.
struct StandingNumbers: Sendable {
    /// By places in the chunk.
    var live: [Int: LiveNumber] = [:]
    /// A number that an import which is not finished holds, by its candidate, and that import.
    var reserved: (candidate: UInt32, by: Int64)?
    /// The candidates of which a number is live in the life before; `nil` where there is none before.
    var reached: Set<UInt32>?
}

extension Connection {
    /// What stands in the way of a chunk's numbers, as this transaction sees it.
    ///
    /// - Parameter own: the devices of the import that asks: they stand in nobody's way.
    func standing(
        of chunk: NumberChunk, _ plan: DeclarationPlan, own: Range<Int64>? = nil
    ) throws -> StandingNumbers {
        var standing = StandingNumbers(reached: try reached(by: chunk, plan))
        let holders = try holders(of: chunk, in: plan.scope).filter { !(own?.contains($0.device) ?? false) }
        guard !holders.isEmpty else { return standing }
        let imports = try imports()
        var owners: [(devices: Range<Int64>, customer: Int64)] = []
        for holder in holders {
            if let other = imports.first(where: { $0.devices.contains(holder.device) }) {
                if standing.reserved == nil { standing.reserved = (chunk.candidates[holder.index], other.id) }
                continue
            }
            let owner: (devices: Range<Int64>, customer: Int64)
            if let last = owners.last, last.devices.contains(holder.device) {
                owner = last
            } else {
                owner = try self.owner(of: holder.device)
                owners = [owner]
            }
            let isForeign = owner.customer != plan.columns.customer
            let isOpen = chunk.isOfUnknownMaker(holder.index)
            standing.live[holder.index, default: LiveNumber()].add(holder.found, isForeign: isForeign, isOpen: isOpen)
        }
        return standing
    }

    /// The candidates whose devices are declared, by whomever, in the life before that of the list; `nil` for a first life. A line
    /// of a document is no device, and has no later life.
    private func reached(by chunk: NumberChunk, _ plan: DeclarationPlan) throws -> Set<UInt32>? {
        guard let before = plan.scope.before else { return nil }
        let imports = try imports()
        var reached: Set<UInt32> = []
        for holder in try holders(of: chunk, in: before) where !chunk.isDocumentLine(holder.index) {
            guard !imports.contains(where: { $0.devices.contains(holder.device) }) else { continue }
            // A number is sought once, and so is what all of a family clash with: the others lie behind.
            let isOfFamily =
                holder.found == .unknownMaker || holder.found == .number && chunk.isOfUnknownMaker(holder.index)
            var index = holder.index
            repeat {
                reached.insert(chunk.candidates[index])
                index += 1
            } while index < chunk.count && (isOfFamily ? chunk.isFamily(index, holder.index) : chunk.repeats(index))
        }
        return reached
    }

    /// The declaration of a device, by its devices, and its customer.
    private func owner(of device: Int64) throws -> (devices: Range<Int64>, customer: Int64) {
        let rows = try run(
            "SELECT id, devices, customer FROM declaration WHERE id <= \(device) ORDER BY id DESC LIMIT 1")
        guard let row = rows.first, case let first = try row.integer("id"),
            case let devices = first..<first + (try row.integer("devices")), devices.contains(device)
        else { throw CompensationRefusal.damaged(column: "identity.device") }
        return (devices, try row.integer("customer"))
    }
}

extension LiveNumber {
    /// - Parameter isOpen: the list's own number is a serial number of an unknown maker.
    fileprivate mutating func add(_ found: NumberHolder.Found, isForeign: Bool, isOpen: Bool) {
        switch found {
        case .number:
            number.insert(isForeign ? .foreignNumber : .number)
            family.formUnion(isForeign ? .foreignFamily : .family)
            if isOpen { family.formUnion(isForeign ? .foreignUnknownMaker : .unknownMaker) }
        case .unknownMaker:
            family.formUnion(isForeign ? [.foreignFamily, .foreignUnknownMaker] : [.family, .unknownMaker])
        case .family:
            family.formUnion(isForeign ? .foreignFamily : .family)
        }
    }
}

extension DeclarationPlan {
    /// Numbers that are compared in one go.
    static let compared = 16_384

    /// What is included as this transaction sees it.
    ///
    /// - Throws: `reserved` where an import that is not finished holds one of the numbers.
    func decide(_ connection: any Connection) throws -> DecidedList {
        var contests = Contests(scratch)
        var reached = scope.before.map { _ in Set<UInt32>() }
        var cursor = try list.numbers.cursor()
        while case let chunk = try cursor.chunk(Self.compared), chunk.count > 0 {
            let standing = try connection.standing(of: chunk, self)
            if let reserved = standing.reserved {
                throw CompensationRefusal.reserved(line: try line(of: reserved.candidate))
            }
            try contests.take(chunk, live: standing.live)
            if let more = standing.reached { reached?.formUnion(more) }
        }
        return try DecidedList(self, try contests.decide(list.candidateCount, reached: reached))
    }

    /// What is included, by many short reads: a number that is written meanwhile is met when it is inserted.
    ///
    /// - Parameters:
    ///   - own: the import's own devices.
    ///   - beat: is called between two reads: whoever holds a lease renews it there.
    /// - Returns: the decision, or the import that holds a number of a candidate.
    func decide(
        in database: any Database, own: Range<Int64>?, _ progress: ImportProgress?, beat: () async throws -> Void = {}
    ) async throws -> Result<DecidedList, HeldByImport> {
        var contests = Contests(scratch)
        var reached = scope.before.map { _ in Set<UInt32>() }
        var cursor = try list.numbers.cursor()
        var done = 0
        while case let chunk = try cursor.chunk(Self.compared), chunk.count > 0 {
            try Task.checkCancellation()
            let standing = try await database.read { [self] db in try db.standing(of: chunk, self, own: own) }
            if let reserved = standing.reserved {
                return .failure(HeldByImport(candidate: reserved.candidate, by: reserved.by))
            }
            try contests.take(chunk, live: standing.live)
            if let more = standing.reached { reached?.formUnion(more) }
            done += chunk.count
            try await beat()
            progress?.say(.comparing, done, of: list.numbers.count)
        }
        return .success(try DecidedList(self, try contests.decide(list.candidateCount, reached: reached)))
    }
}

/// A number that an import which is not finished holds.
struct HeldByImport: Error {
    let candidate: UInt32
    let by: Int64
}
