import Journal
import Primitives
import Registry
import Storage

extension Connection {
    /// What was taken over, as rows have it, against the replay.
    func compareOpenings(with replay: Replay) throws -> [CheckFinding] {
        let openings = try openings()
        var findings: [CheckFinding] = []
        func count(_ thing: CheckedThing, _ journal: Int, _ database: Int) {
            if journal != database { findings.append(.count(thing, journal: journal, database: database)) }
        }
        count(.earlierSystems, replay.earlierSystems.count, openings.systems.count)
        count(.lotsTakenOver, replay.lotsTakenOver.count, openings.lots.count)
        count(.declarationsTakenOver, replay.declarationsTakenOver.count, openings.declarations.count)
        count(.retirementsTakenOver, replay.retirementsTakenOver.count, openings.retirements.count)
        for system in openings.systems where replay.earlierSystems[system.code] != system.until {
            findings.append(.earlierSystem(system.code))
        }
        for row in openings.lots {
            let same =
                replay.lotsTakenOver[row.sequence].map { entry in
                    entry.system == row.legacy.system && entry.papers?.legacy == row.legacy.id
                        && entry.papers?.thing == .lot(provider: row.provider) && entry.lot.scrap == row.scrap
                        && entry.lot.country == row.country && entry.lot.collected == row.collected
                        && entry.balance == row.balance
                } ?? false
            if !same { findings.append(.takenOver(row.sequence)) }
        }
        for row in openings.declarations {
            let same =
                replay.declarationsTakenOver[row.declaration].map { entry in
                    entry.sequence == row.sequence && entry.system == row.legacy.system
                        && entry.legacy == row.legacy.id
                } ?? false
            if !same { findings.append(.takenOver(row.sequence)) }
        }
        for row in openings.retirements {
            let same =
                replay.retirementsTakenOver[row.sequence].map { entry in
                    entry.system == row.legacy.system && entry.legacy == row.legacy.id
                        && entry.retired.lot == row.lot && entry.papers?.declaration == row.declaration
                        && entry.retired.day == row.day && entry.retired.quantity == row.quantity
                        && entry.retired.grams == row.grams
                } ?? false
            if !same { findings.append(.takenOver(row.sequence)) }
        }
        return findings
    }
}
