import Storage
import Testing

/// A constraint says which, and undoes its own statement only.
struct ConstraintTests {
    static let tables = """
        CREATE TABLE lot (
            id BIGINT NOT NULL PRIMARY KEY, code TEXT NOT NULL, grams BIGINT NOT NULL,
            CONSTRAINT lot_code UNIQUE (code), CONSTRAINT lot_grams CHECK (grams >= 0));
        CREATE TABLE promise (lot BIGINT NOT NULL CONSTRAINT promise_lot REFERENCES lot (id));
        INSERT INTO lot VALUES (1, 'GH-1', 10);
        """

    struct Case: Sendable, CustomTestStringConvertible {
        let kind: ConstraintKind
        let sqlite: String
        let sql: SQL
        var testDescription: String { sql.text(.sqlite) }
    }

    static let cases = [
        Case(kind: .unique, sqlite: "lot.code", sql: "INSERT INTO lot VALUES (2, 'GH-1', 5)"),
        Case(kind: .unique, sqlite: "lot.id", sql: "INSERT INTO lot VALUES (1, 'GH-2', 5)"),
        Case(kind: .check, sqlite: "lot_grams", sql: "INSERT INTO lot VALUES (2, 'GH-2', -5)"),
        Case(kind: .notNull, sqlite: "lot.code", sql: "INSERT INTO lot VALUES (2, NULL, 5)"),
        Case(kind: .foreignKey, sqlite: "", sql: "INSERT INTO promise VALUES (9)"),
    ]

    @Test(arguments: Engine.allCases, cases)
    func constraintsAreNamed(_ engine: Engine, _ refused: Case) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Self.tables)
        let error = try await database.write { db -> StorageError? in
            var caught: StorageError?
            do { try db.run(refused.sql) } catch let error as StorageError { caught = error }
            try db.run("INSERT INTO lot VALUES (3, 'GH-3', 5)")
            return caught
        }
        guard case .constraint(let kind, let name) = error else {
            Issue.record("no constraint: \(String(describing: error))")
            return
        }
        #expect(kind == refused.kind)
        if engine == .sqlite { #expect(name == refused.sqlite) }
        #expect(try await database.integer("SELECT COUNT(*) FROM lot") == 2, "the body went on")
    }

    static func appendOnly(_ engine: Engine) -> String {
        switch engine {
        case .sqlite:
            """
            CREATE TABLE entry (id BIGINT NOT NULL PRIMARY KEY);
            CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
            CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
            INSERT INTO entry VALUES (1);
            """
        }
    }

    @Test(arguments: Engine.allCases, ["UPDATE entry SET id = 2", "DELETE FROM entry"] as [SQL])
    func appendOnlyTablesRaise(_ engine: Engine, _ sql: SQL) async throws {
        let scratch = try Scratch(engine)
        let database = try await scratch.open(tables: Self.appendOnly(engine))
        await #expect(throws: StorageError.constraint(.raised, name: "append-only: entry")) {
            try await database.write { _ = try $0.run(sql) }
        }
        #expect(try await database.integer("SELECT id FROM entry") == 1)
    }

    @Test(arguments: Engine.allCases)
    func nonsenseIsAnErrorWithItsText(_ engine: Engine) async throws {
        let scratch = try Scratch(engine)
        let database = try scratch.open()
        await #expect {
            try await database.read { _ = try $0.run("SELEC 1") }
        } throws: { error in
            if case .other(_, _, sql: "SELEC 1")? = error as? StorageError { true } else { false }
        }
        await #expect(throws: StorageError.self) { try await database.read { _ = try $0.run("SELECT 1; SELECT 2") } }
        await #expect(throws: StorageError.self) { try await database.read { _ = try $0.run("") } }
        #expect(try await database.integer("SELECT 1;\n") == 1)
    }
}
