import Journal
import Primitives
import Programmes

/// All that is known of a declaration before anyone asks which of its numbers are live.
struct DeclarationPlan: Sendable {
    let papers: DeclarationToMake
    let rules: DeclarationRules
    let columns: DeclarationColumns
    let sheet: ReadSheet
    let table: NumberTable
    let tagKey: [UInt8]

    var candidates: Candidates { sheet.candidates }
    var scope: IdentityScope { IdentityScope(programme: columns.programme, life: papers.life) }
    /// The classes' rows by their positions in the rules.
    var classIDs: [Int64] { rules.classes.map(\.id) }

    /// The line of the file on which a number of this key stands.
    func line(ofKey key: Int) -> Int {
        let number = table.number(key)
        let rows = candidates.rows
        // The last row whose first number is not behind this one.
        var low = 0
        var high = rows.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(rows[middle].firstNumber) <= number { low = middle } else { high = middle }
        }
        return Int(rows[low].line)
    }

    /// Who is to hold each number of the included rows, in the table's order.
    func owners(_ included: [Bool], firstDevice: Int64) -> [NumberOwner] {
        var devices = [UInt32](repeating: 0, count: table.count)
        var position: UInt32 = 0
        for (row, isIncluded) in zip(candidates.rows, included) where isIncluded {
            position += 1
            for number in candidates.numbers(of: row) { devices[table.key(ofNumber: number)] = position }
        }
        var owners: [NumberOwner] = []
        owners.reserveCapacity(table.count)
        for key in devices.indices where devices[key] > 0 {
            owners.append(NumberOwner(key: key, device: firstDevice + Int64(devices[key]) - 1))
        }
        return owners
    }

    /// The included rows with their ids and the units up to their ends.
    func devices(_ included: [Bool], firstDevice: Int64) -> [DeviceRow] {
        var devices: [DeviceRow] = []
        devices.reserveCapacity(included.count)
        var unitEnd: Int64 = 0
        for candidate in included.indices where included[candidate] {
            unitEnd += candidates.rows[candidate].units
            devices.append(
                DeviceRow(id: firstDevice + Int64(devices.count), candidate: UInt32(candidate), unitEnd: unitEnd))
        }
        return devices
    }

    /// What the included rows owe, class by class.
    func sums(_ included: [Bool]) throws(CompensationRefusal) -> DeclarationSums {
        var devices = [Int64](repeating: 0, count: rules.classes.count)
        var owed = devices
        var total: Int64 = 0
        for (row, isIncluded) in zip(candidates.rows, included) where isIncluded {
            devices[Int(row.deviceClass)] += Int64(row.quantity)
            owed[Int(row.deviceClass)] += row.units
            // No row owes more than a declaration may, so that the sum stays within 64 bits.
            total += row.units
            guard total <= DeclarationLimits.owed else { throw .owedTooMuch(columns.unit) }
        }
        guard let quantity = Quantity(total, columns.unit) else { throw .owedTooMuch(columns.unit) }
        let classes = rules.classes.indices.filter { devices[$0] > 0 }.map {
            ClassSum(deviceClass: rules.classes[$0].code, devices: devices[$0], owed: owed[$0])
        }
        return DeclarationSums(owed: quantity, classes: classes)
    }

    /// The sealed part of the entry.
    func papers(_ sums: DeclarationSums, _ proof: ManifestProof) -> DeclarationPapers {
        DeclarationPapers(
            customer: papers.customer, programme: rules.programme.version, day: papers.day, owed: sums.owed,
            classes: sums.classes, beneficiary: papers.beneficiary, document: papers.document, tags: proof.tags.count,
            tagRoot: proof.tags.root)
    }
}

struct DeclarationSums: Sendable {
    let owed: Quantity
    let classes: [ClassSum]
}
