/// What storage can fail with, as facts. Drivers translate into it; no engine's error crosses the port.
public enum StorageError: Error, Hashable, Sendable {
    /// Another writer held the database longer than the busy timeout. Nothing was written; it may be tried again.
    case contention
    /// The disk, or the database's own limit, is full.
    case full
    /// The file or its indexes contradict themselves.
    case corrupt
    /// The file is no database.
    case notADatabase
    /// The reader's task was cancelled while a statement ran.
    case interrupted

    /// A constraint refused a row. `name` is what the engine says of it: the columns as `lot.code, lot.year` or the CHECK's
    /// name (SQLite), the constraint's name (PostgreSQL), the message of a trigger for `.raised`, empty for a foreign key on
    /// SQLite. Only the kind is the same on both engines.
    case constraint(ConstraintKind, name: String)
    /// A text holds U+0000, which not every engine can store.
    case nulInText

    /// The answer has no such column, or it holds something else.
    case column(String, expected: Value.Kind)

    /// The database has migrations this program does not know: a newer program wrote it.
    case newerSchema(found: [String])
    /// A migration was applied from another text than this program's, or in another order.
    case migrationChanged(String)

    /// The engine ended the transaction by itself in an earlier statement, whose error the body swallowed.
    case transactionLost
    /// Everything else, in the engine's own terms: for a log, not for a person's screen.
    case other(code: Int, message: String, sql: String)
}

/// Which rule a row broke.
public enum ConstraintKind: Hashable, Sendable {
    /// UNIQUE or PRIMARY KEY.
    case unique
    case notNull
    case check
    case foreignKey
    /// A trigger said no, as append-only tables do.
    case raised
    /// A value of a type the column does not take.
    case type
}
