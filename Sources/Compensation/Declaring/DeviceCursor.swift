/// Hands out a list's included rows chunk by chunk, with their ids and the units up to their ends.
struct DeviceCursor: ~Copyable {
    private let declarations: [DecidedDeclaration]
    private let firstDevice: Int64
    private var rows: IncludedReader
    private var place = 0
    private var declaration = 0
    private var unitEnd: Int64 = 0

    init(_ decided: DecidedList, firstDevice: Int64) throws {
        declarations = decided.declarations
        self.firstDevice = firstDevice
        rows = try decided.reader()
    }

    /// The next rows, none of them before `skipped`. Empty at the end.
    mutating func chunk(_ most: Int, after skipped: Int = 0) throws -> DeviceChunk {
        var chunk = DeviceChunk()
        while chunk.rows.count < most, try rows.next() {
            if place == declarations[declaration].devices.upperBound {
                declaration += 1
                unitEnd = 0
            }
            unitEnd += rows.candidate.units
            if place >= skipped {
                chunk.append(rows.candidate, rows.packed, id: firstDevice + Int64(place), unitEnd: unitEnd)
            }
            place += 1
        }
        return chunk
    }
}
