-- The spine: one registry, its journal with the tree's edge, parties, evidence.

CREATE TABLE registry (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    origin TEXT NOT NULL,
    issuer TEXT NOT NULL,
    log_key TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    edge BLOB NOT NULL,
    checkpoint_size INTEGER NOT NULL CHECK (checkpoint_size >= 0),
    checkpoint TEXT NOT NULL
) STRICT;

CREATE TABLE journal_entry (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    instant INTEGER NOT NULL,
    open BLOB NOT NULL CHECK (length(open) <= 60000),
    sealed BLOB CHECK (length(sealed) <= 60000)
) STRICT;
-- The few entries that stand behind many certificates.
CREATE INDEX journal_entry_rules ON journal_entry (kind, sequence) WHERE kind IN (
    'registry.opened', 'key.added', 'key.revoked', 'programme.published', 'standard.published', 'facility.recorded', 'party.recorded'
);
-- Only the first entry is ever replaced, where a registry that was recovered goes on in another log.
CREATE TRIGGER journal_entry_update BEFORE UPDATE ON journal_entry
WHEN OLD.sequence != 0 OR NEW.sequence != 0 OR NEW.kind != 'registry.opened'
BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
CREATE TRIGGER journal_entry_delete BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;

-- Hashes of complete subtrees of 256, 65,536… leaves: what lies between is computed again from the entries.
CREATE TABLE tree_node (
    level INTEGER NOT NULL CHECK (level > 0),
    position INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    verifier_key TEXT,
    assurance TEXT
) STRICT;

CREATE TABLE party_role (
    party INTEGER NOT NULL REFERENCES party (id),
    role TEXT NOT NULL,
    PRIMARY KEY (party, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    party INTEGER NOT NULL REFERENCES party (id),
    code TEXT NOT NULL,
    PRIMARY KEY (party, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    sequence INTEGER NOT NULL REFERENCES journal_entry (sequence)
) STRICT, WITHOUT ROWID;

-- Witnesses of the log, and what each cosigned last: no matter of the journal.
CREATE TABLE witness (
    key TEXT PRIMARY KEY,
    address TEXT,
    -- The size from which the next request goes on.
    size INTEGER NOT NULL CHECK (size >= 0),
    -- The newest checkpoint that it cosigned, with the log's signature and its own.
    note TEXT,
    -- The checkpoint of the last request that was written to a file.
    asked TEXT
) STRICT, WITHOUT ROWID;
