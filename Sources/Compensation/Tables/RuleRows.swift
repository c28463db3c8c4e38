import Journal
import Primitives
import Programmes
import Storage

// Classes, masses, models, programmes, standards, facilities: what rules read.

/// A version of a programme with the rows it stands in.
struct ProgrammeRow {
    /// The row of the version, and of the programme over all its versions.
    let id: Int64
    let programme: Int64
    let rules: Programme
}

struct StandardRow {
    let id: Int64
    let rules: SupplyStandard
}

struct FacilityRow {
    let id: Int64
    let record: Facility
}

extension Connection {
    func classID(_ code: Code) throws -> Int64 {
        guard let row = try run("SELECT id FROM device_class WHERE code = \(code.text)").first else {
            throw CompensationRefusal.unknownClass(code)
        }
        return try row.integer("id")
    }

    func deviceClasses() throws -> [(id: Int64, value: DeviceClass)] {
        try run("SELECT * FROM device_class ORDER BY code").map { row in
            let value = DeviceClass(
                code: try row.code("code"), unuKey: try row.text("unu_key"), english: try row.text("english"),
                french: try row.text("french"))
            return (try row.integer("id"), value)
        }
    }

    func referenceMasses() throws -> [ReferenceMass] {
        try run(
            """
            SELECT device_class.code, reference_mass.* FROM reference_mass
            JOIN device_class ON device_class.id = reference_mass.class ORDER BY device_class.code, number
            """
        ).map { row in
            ReferenceMass(
                version: try row.version("code", "number"), mass: try row.grams("grams"), from: try row.day("from_day"),
                source: try row.text("source"))
        }
    }

    func deviceModels() throws -> [(id: Int64, value: DeviceModel)] {
        try run(
            """
            SELECT device_model.*, device_class.code FROM device_model
            JOIN device_class ON device_class.id = device_model.class ORDER BY device_model.id
            """
        ).map { row in
            let value = DeviceModel(
                maker: try row.text("maker"), name: try row.text("name"), deviceClass: try row.code("code"),
                mass: try row.grams("grams"), source: try row.text("source"))
            return (try row.integer("id"), value)
        }
    }

    /// The newest version of a programme that is in force on `day`.
    func programme(_ code: Code, on day: Day) throws -> ProgrammeRow {
        let rows = try run(
            """
            SELECT programme_version.id, programme, from_day, rules FROM programme_version
            JOIN programme ON programme.id = programme_version.programme
            WHERE programme.code = \(code.text) ORDER BY number DESC
            """)
        guard !rows.isEmpty else { throw CompensationRefusal.unknownProgramme(code) }
        guard let row = try rows.first(where: { try $0.integer("from_day") <= Int64(day.number) }) else {
            throw CompensationRefusal.noProgrammeInForce(code, on: day)
        }
        return try programme(row)
    }

    func programme(version id: Int64) throws -> ProgrammeRow {
        try programme(try run("SELECT id, programme, rules FROM programme_version WHERE id = \(id)")[0])
    }

    func programmes() throws -> [ProgrammeRow] {
        try run("SELECT id, programme, rules FROM programme_version ORDER BY programme, number").map(programme)
    }

    private func programme(_ row: Row) throws -> ProgrammeRow {
        ProgrammeRow(
            id: try row.integer("id"), programme: try row.integer("programme"),
            rules: try Programme(bytes: try row.blob("rules")))
    }

    /// The newest version of a standard that is in force on `day`.
    func standard(_ code: Code, on day: Day) throws -> StandardRow {
        let rows = try run(
            "SELECT id, from_day, rules FROM standard_version WHERE code = \(code.text) ORDER BY number DESC")
        guard !rows.isEmpty else { throw CompensationRefusal.unknownStandard(code) }
        guard let row = try rows.first(where: { try $0.integer("from_day") <= Int64(day.number) }) else {
            throw CompensationRefusal.noStandardInForce(code, on: day)
        }
        return try standard(row)
    }

    func standard(version id: Int64) throws -> StandardRow {
        try standard(try run("SELECT id, rules FROM standard_version WHERE id = \(id)")[0])
    }

    func standards() throws -> [StandardRow] {
        try run("SELECT id, rules FROM standard_version ORDER BY code, number").map(standard)
    }

    private func standard(_ row: Row) throws -> StandardRow {
        StandardRow(id: try row.integer("id"), rules: try SupplyStandard(bytes: try row.blob("rules")))
    }

    func facility(_ code: Code) throws -> FacilityRow {
        guard let row = try run("SELECT id, record FROM facility WHERE code = \(code.text)").first else {
            throw CompensationRefusal.unknownFacility(code)
        }
        return FacilityRow(id: try row.integer("id"), record: try Facility(bytes: try row.blob("record")))
    }

    func facilities() throws -> [Facility] {
        try run("SELECT record FROM facility ORDER BY code").map { try Facility(bytes: try $0.blob("record")) }
    }
}

// What stands in a column is what a command wrote there; anything else is a damaged file.
extension Row {
    func code(_ name: String) throws -> Code { try parsed(name, Code(text(name))) }
    func day(_ name: String) throws -> Day {
        try parsed(name, Int32(exactly: integer(name)).flatMap(Day.init(number:)))
    }
    func grams(_ name: String) throws -> Grams { try parsed(name, Grams(integer(name))) }
    func country(_ name: String) throws -> Country { try parsed(name, Country(text(name))) }
    func version(_ code: String, _ number: String) throws -> Version {
        try parsed(number, Version(self.code(code), Int(integer(number))))
    }
    func word<Word: RawRepresentable<String>>(_ name: String, _ type: Word.Type = Word.self) throws -> Word {
        try parsed(name, Word(rawValue: text(name)))
    }

    func parsed<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw CompensationRefusal.damaged(column: name) }
        return value
    }
}
