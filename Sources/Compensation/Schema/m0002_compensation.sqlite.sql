-- Rules, supply, declarations, claims and certificates. Days are days since 1970-01-01; masses are whole grams.

CREATE TABLE device_class (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    unu_key TEXT NOT NULL,
    english TEXT NOT NULL,
    french TEXT NOT NULL
) STRICT;

CREATE TABLE reference_mass (
    class INTEGER NOT NULL REFERENCES device_class (id),
    number INTEGER NOT NULL,
    grams INTEGER NOT NULL CHECK (grams BETWEEN 1 AND 10000000),
    from_day INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (class, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE device_model (
    id INTEGER PRIMARY KEY,
    maker TEXT NOT NULL,
    name TEXT NOT NULL,
    class INTEGER NOT NULL REFERENCES device_class (id),
    grams INTEGER NOT NULL CHECK (grams BETWEEN 1 AND 10000000),
    source TEXT NOT NULL,
    UNIQUE (maker, name)
) STRICT;

CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
) STRICT;

-- rules: the programme as its journal entry has it.
CREATE TABLE programme_version (
    id INTEGER PRIMARY KEY,
    programme INTEGER NOT NULL REFERENCES programme (id),
    number INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    rules BLOB NOT NULL,
    UNIQUE (programme, number)
) STRICT;

CREATE TABLE standard_version (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    number INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    rules BLOB NOT NULL,
    UNIQUE (code, number)
) STRICT;

-- record: the facility as its newest journal entry has it.
CREATE TABLE facility (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    party INTEGER NOT NULL REFERENCES party (id),
    record BLOB NOT NULL
) STRICT;

CREATE TABLE facility_declaration (
    facility INTEGER NOT NULL REFERENCES facility (id),
    year INTEGER NOT NULL,
    grams INTEGER NOT NULL CHECK (grams >= 0),
    PRIMARY KEY (facility, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE collector_approval (
    party INTEGER NOT NULL REFERENCES party (id),
    from_day INTEGER NOT NULL,
    to_day INTEGER NOT NULL,
    PRIMARY KEY (party, from_day, to_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
    code TEXT PRIMARY KEY,
    from_country TEXT NOT NULL,
    to_country TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    waste TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- K pieces and G grams are used: promised now, or ever retired (docs/spec/lots.md, L-3).
CREATE TABLE lot (
    id INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal_entry (sequence),
    code TEXT NOT NULL UNIQUE,
    provider INTEGER NOT NULL REFERENCES party (id),
    recorder INTEGER NOT NULL REFERENCES party (id),
    collector INTEGER NOT NULL REFERENCES party (id),
    class INTEGER NOT NULL REFERENCES device_class (id),
    country TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    standard INTEGER NOT NULL REFERENCES standard_version (id),
    state TEXT NOT NULL CHECK (state IN ('sealed', 'verified', 'rejected', 'impugned', 'reversed', 'shortened')),
    verified INTEGER REFERENCES journal_entry (sequence),
    mass INTEGER CHECK (mass BETWEEN 1 AND 10000000000),
    count INTEGER CHECK (count BETWEEN 1 AND 100000000 AND count <= mass),
    pieces_promised INTEGER NOT NULL DEFAULT 0 CHECK (pieces_promised >= 0),
    grams_promised INTEGER NOT NULL DEFAULT 0 CHECK (grams_promised >= 0),
    pieces_retired INTEGER NOT NULL DEFAULT 0 CHECK (pieces_retired >= 0),
    grams_retired INTEGER NOT NULL DEFAULT 0 CHECK (grams_retired >= 0),
    pieces_reversed INTEGER NOT NULL DEFAULT 0 CHECK (pieces_reversed BETWEEN 0 AND pieces_retired),
    grams_reversed INTEGER NOT NULL DEFAULT 0 CHECK (grams_reversed BETWEEN 0 AND grams_retired),
    CONSTRAINT lot_rule CHECK (
        CASE
            WHEN mass IS NULL THEN
                pieces_promised + pieces_retired = 0 AND grams_promised + grams_retired = 0
            WHEN count IS NULL THEN
                pieces_promised + pieces_retired = 0 AND grams_promised + grams_retired <= mass
            ELSE
                pieces_promised + pieces_retired <= count
                AND grams_promised + grams_retired <= mass
                AND (pieces_promised + pieces_retired) * mass + (grams_promised + grams_retired) * count
                    <= mass * count
        END
    ),
    CONSTRAINT lot_nothing_promised CHECK (
        state IN ('sealed', 'verified', 'impugned') OR pieces_promised + grams_promised = 0
    )
) STRICT;
CREATE INDEX lot_state ON lot (state, sequence);

CREATE TABLE weighing (
    sequence INTEGER PRIMARY KEY REFERENCES journal_entry (sequence),
    lot INTEGER NOT NULL REFERENCES lot (id),
    stage TEXT NOT NULL,
    facility INTEGER NOT NULL REFERENCES facility (id),
    day INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    tare INTEGER NOT NULL,
    net INTEGER NOT NULL CHECK (net = gross - tare AND net >= 0),
    pieces INTEGER CHECK (pieces >= 0),
    battery TEXT NOT NULL,
    packaging TEXT NOT NULL,
    member TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES party (id),
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    -- Of a weighing over several lots, of which this is one lot's share: its first share, and what the scale showed.
    first INTEGER REFERENCES journal_entry (sequence) CHECK (first <= sequence),
    whole_gross INTEGER,
    whole_tare INTEGER,
    whole_net INTEGER CHECK (whole_net = whole_gross - whole_tare),
    whole_pieces INTEGER,
    lots INTEGER CHECK (lots BETWEEN 2 AND 100),
    CHECK ((first IS NULL) = (lots IS NULL) AND (first IS NULL) = (whole_net IS NULL))
) STRICT;
CREATE INDEX weighing_first ON weighing (first) WHERE first IS NOT NULL;
CREATE INDEX weighing_lot ON weighing (lot);
CREATE INDEX weighing_treated ON weighing (facility, day) WHERE stage = 'treatment' AND voided = 0;

-- Seals, bags, device numbers, weight tickets, evidence and other registries' ids: what may stand behind one lot only.
-- weighing: of a ticket, the weighing that names it (of several lots, its first share); 0 for everything else.
CREATE TABLE lot_mark (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    lot INTEGER NOT NULL REFERENCES lot (id),
    weighing INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (value, kind, lot, weighing)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_mark_lot ON lot_mark (lot);

CREATE TABLE lot_evidence (
    lot INTEGER NOT NULL REFERENCES lot (id),
    kind TEXT NOT NULL,
    digest BLOB NOT NULL REFERENCES evidence (digest),
    party TEXT NOT NULL,
    PRIMARY KEY (lot, kind, digest, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE lot_price (
    id INTEGER PRIMARY KEY,
    lot INTEGER NOT NULL REFERENCES lot (id),
    currency TEXT NOT NULL,
    minor_units INTEGER NOT NULL,
    pieces INTEGER NOT NULL
) STRICT;
CREATE INDEX lot_price_lot ON lot_price (lot);

-- The guard's word on a lot, attempt by attempt, as it was said.
CREATE TABLE verdict (
    lot INTEGER NOT NULL REFERENCES lot (id),
    attempt INTEGER NOT NULL,
    position INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rule TEXT NOT NULL,
    outcome TEXT NOT NULL,
    english TEXT NOT NULL,
    french TEXT NOT NULL,
    PRIMARY KEY (lot, attempt, position)
) STRICT, WITHOUT ROWID;

-- Bytes that went out to a verifier and wait for its signature.
CREATE TABLE verification_request (
    lot INTEGER PRIMARY KEY REFERENCES lot (id),
    day INTEGER NOT NULL,
    member TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES party (id),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    bytes BLOB NOT NULL
) STRICT;

-- A customer's list before it is accepted. Its file stands under its SHA-256 in the folder of drafts.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES party (id),
    papers BLOB NOT NULL,
    mapping BLOB NOT NULL,
    file_name TEXT NOT NULL,
    file BLOB NOT NULL CHECK (length(file) = 32),
    file_bytes INTEGER NOT NULL CHECK (file_bytes >= 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'accepted', 'discarded'))
) STRICT;
CREATE INDEX draft_open ON draft (id) WHERE state IN ('draft', 'submitted');

-- Who did what with a draft, and when.
CREATE TABLE draft_step (
    draft INTEGER NOT NULL REFERENCES draft (id),
    position INTEGER NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('drafted', 'submitted', 'returned', 'accepted', 'discarded')),
    member TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES party (id),
    day INTEGER NOT NULL,
    PRIMARY KEY (draft, position)
) STRICT, WITHOUT ROWID;

-- The declarations that an accepted draft came to.
CREATE TABLE draft_declaration (
    draft INTEGER NOT NULL REFERENCES draft (id),
    declaration INTEGER NOT NULL REFERENCES journal_entry (sequence),
    PRIMARY KEY (draft, declaration)
) STRICT, WITHOUT ROWID;

-- Parties whose drafts another member accepts than the one who submitted them.
CREATE TABLE second_member (
    party INTEGER PRIMARY KEY REFERENCES party (id)
) STRICT;

-- A list on its way in: nobody else sees its devices, since no declaration's row covers them. id: its first device.
-- decided: what was decided of its rows, and how many numbers and devices of that are written.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    devices INTEGER NOT NULL CHECK (devices > 0),
    seed BLOB NOT NULL CHECK (length(seed) = 32),
    draft INTEGER UNIQUE REFERENCES draft (id),
    lease INTEGER NOT NULL,
    parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
    decided BLOB CHECK (length(decided) = 32),
    numbers_done INTEGER NOT NULL DEFAULT 0,
    devices_done INTEGER NOT NULL DEFAULT 0
) STRICT;

-- id: its first device. Those of one declaration lie side by side. identified: the newest entry that attached devices to it.
CREATE TABLE declaration (
    id INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal_entry (sequence),
    customer INTEGER NOT NULL REFERENCES party (id),
    programme INTEGER NOT NULL REFERENCES programme_version (id),
    day INTEGER NOT NULL,
    beneficiary TEXT NOT NULL,
    cost_centre TEXT,
    document TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('pieces', 'grams')),
    life INTEGER NOT NULL CHECK (life BETWEEN 1 AND 255),
    devices INTEGER NOT NULL CHECK (devices > 0),
    seed BLOB NOT NULL CHECK (length(seed) = 32),
    owed INTEGER NOT NULL DEFAULT 0 CHECK (owed BETWEEN 0 AND 1000000000000000),
    cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled BETWEEN 0 AND owed),
    promised INTEGER NOT NULL DEFAULT 0 CHECK (promised >= 0),
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired >= 0),
    reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed BETWEEN 0 AND retired),
    identified INTEGER REFERENCES journal_entry (sequence),
    CONSTRAINT declaration_rule CHECK (promised + retired - reversed <= owed - cancelled)
) STRICT;
CREATE INDEX declaration_waiting ON declaration (sequence)
    WHERE owed - cancelled - promised - retired + reversed > 0;
CREATE INDEX declaration_identified ON declaration (identified) WHERE identified IS NOT NULL;
CREATE INDEX declaration_customer ON declaration (customer, sequence);

-- What customers pay under a programme: unit says whether for a piece or for a kilogram. Of the first days that are not later
-- the last counts, and of one first day the row that was written last.
CREATE TABLE programme_price (
    id INTEGER PRIMARY KEY,
    programme INTEGER NOT NULL REFERENCES programme (id),
    from_day INTEGER NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('pieces', 'grams')),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    minor_units INTEGER NOT NULL CHECK (minor_units BETWEEN 0 AND 1000000000),
    day INTEGER NOT NULL,
    member TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES party (id)
) STRICT;
CREATE INDEX programme_price_from ON programme_price (programme, from_day);
CREATE TRIGGER programme_price_update BEFORE UPDATE ON programme_price
BEGIN SELECT RAISE(ABORT, 'programme_price is append-only'); END;
CREATE TRIGGER programme_price_delete BEFORE DELETE ON programme_price
BEGIN SELECT RAISE(ABORT, 'programme_price is append-only'); END;

-- The newest row of a declaration is its invoice. quantity: what it owed then. price: NULL where the amount was stated.
CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    declaration INTEGER NOT NULL REFERENCES declaration (id),
    reference TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    price INTEGER REFERENCES programme_price (id),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    minor_units INTEGER NOT NULL CHECK (minor_units BETWEEN 0 AND 1000000000000000),
    day INTEGER NOT NULL,
    member TEXT NOT NULL,
    party INTEGER NOT NULL REFERENCES party (id)
) STRICT;
CREATE INDEX invoice_declaration ON invoice (declaration, id);
CREATE INDEX invoice_reference ON invoice (reference);
CREATE TRIGGER invoice_update BEFORE UPDATE ON invoice
BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER invoice_delete BEFORE DELETE ON invoice
BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;

CREATE TABLE payment (
    declaration INTEGER PRIMARY KEY REFERENCES declaration (id),
    reference TEXT NOT NULL,
    day INTEGER NOT NULL
) STRICT;

-- Ids of one declaration are contiguous and in row order; unit_end is the number of units up to and with this row.
-- numbers: the row's identifiers, as Sources/Programmes/KeptNumbers.swift has them. basis: 0 stated, 1 model, 2 class, 3 no mass.
CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    class INTEGER NOT NULL,
    model INTEGER,
    grams INTEGER,
    basis INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    unit_end INTEGER NOT NULL,
    numbers BLOB NOT NULL
) STRICT;

-- Devices at positions of a row that stands for several, from 1, each with the entry that says so. cancelled: it was declared
-- already, so that the position owes no more.
CREATE TABLE attached (
    device INTEGER NOT NULL,
    cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    position INTEGER NOT NULL CHECK (position > 0),
    numbers BLOB NOT NULL,
    sequence INTEGER NOT NULL REFERENCES journal_entry (sequence),
    PRIMARY KEY (device, cancelled, position)
) STRICT, WITHOUT ROWID;

-- For which numbers positions of a declaration were cancelled: sent again they cancel no more.
CREATE TABLE cancelled_number (
    declaration INTEGER NOT NULL,
    number BLOB NOT NULL,
    PRIMARY KEY (declaration, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
    number BLOB NOT NULL,
    programme INTEGER NOT NULL,
    life INTEGER NOT NULL,
    device INTEGER NOT NULL,
    PRIMARY KEY (number, programme, life)
) STRICT, WITHOUT ROWID;

-- Rows that clash with another customer's device, as they came, until a provider clears or rejects them (P-29).
-- numbers: as a device has them. declaration: what a cleared row became.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES party (id),
    programme INTEGER NOT NULL REFERENCES programme (id),
    life INTEGER NOT NULL CHECK (life BETWEEN 1 AND 255),
    papers BLOB NOT NULL,
    cells BLOB NOT NULL CHECK (length(cells) <= 4096),
    numbers BLOB NOT NULL,
    line INTEGER NOT NULL CHECK (line > 0),
    found INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'cleared', 'rejected')),
    declaration INTEGER REFERENCES journal_entry (sequence),
    member TEXT,
    party INTEGER REFERENCES party (id),
    decided INTEGER,
    CHECK ((state = 'open') = (decided IS NULL) AND (state = 'cleared') = (declaration IS NOT NULL))
) STRICT;
CREATE INDEX review_row ON review (customer, numbers);
CREATE INDEX review_open ON review (customer, id) WHERE state = 'open';

-- The devices that a row clashed with when it was found.
CREATE TABLE review_clash (
    review INTEGER NOT NULL REFERENCES review (id),
    device INTEGER NOT NULL,
    PRIMARY KEY (review, device)
) STRICT, WITHOUT ROWID;

-- outwaited: given back because it had waited too long for its lot to be verified (L-14).
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
    declaration INTEGER NOT NULL REFERENCES declaration (id),
    lot INTEGER NOT NULL REFERENCES lot (id),
    promised INTEGER NOT NULL CHECK (promised >= 0),
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired >= 0),
    reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed BETWEEN 0 AND retired),
    promised_day INTEGER NOT NULL,
    outwaited INTEGER NOT NULL DEFAULT 0 CHECK (outwaited IN (0, 1)),
    UNIQUE (declaration, lot)
) STRICT;
CREATE INDEX claim_lot ON claim (lot);

CREATE TABLE retirement (
    sequence INTEGER PRIMARY KEY REFERENCES journal_entry (sequence),
    claim INTEGER NOT NULL REFERENCES claim (id),
    day INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    first_gram INTEGER NOT NULL,
    end_gram INTEGER NOT NULL CHECK (end_gram >= first_gram),
    live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1))
) STRICT;
CREATE INDEX retirement_claim ON retirement (claim);
CREATE INDEX retirement_day ON retirement (day);

-- Units of a declaration that are withdrawn (retirement NULL) or live-retired. Runs never overlap.
-- retirement: its entry, be it one of ours or one that was taken over.
CREATE TABLE unit_run (
    declaration INTEGER NOT NULL REFERENCES declaration (id),
    first_unit INTEGER NOT NULL,
    end_unit INTEGER NOT NULL CHECK (end_unit > first_unit),
    retirement INTEGER REFERENCES journal_entry (sequence),
    PRIMARY KEY (declaration, first_unit)
) STRICT, WITHOUT ROWID;

-- Of which declarations it is, its retirements say.
CREATE TABLE certificate (
    id INTEGER PRIMARY KEY,
    public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal_entry (sequence),
    credential BLOB NOT NULL,
    -- The signature of its enveloped form, by the key that signed the credential.
    envelope BLOB NOT NULL CHECK (length(envelope) = 64),
    list INTEGER NOT NULL CHECK (list >= 1),
    list_index INTEGER NOT NULL CHECK (list_index BETWEEN 0 AND 131071),
    state TEXT NOT NULL CHECK (state IN ('live', 'suspended', 'revoked')),
    UNIQUE (list, list_index)
) STRICT;

-- retirement: its entry, be it one of ours or one that was taken over; a certificate never has both.
CREATE TABLE certificate_retirement (
    certificate INTEGER NOT NULL REFERENCES certificate (id),
    retirement INTEGER NOT NULL REFERENCES journal_entry (sequence),
    PRIMARY KEY (certificate, retirement)
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_retirement_of ON certificate_retirement (retirement);

-- Balances taken over from an earlier system, not verified here. They are a kind of their own, in tables of their own, so that
-- nothing which matches, weighs, verifies or retires lots can meet them.
CREATE TABLE earlier_system (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    until_day INTEGER NOT NULL
) STRICT;

CREATE TABLE opening_lot (
    sequence INTEGER PRIMARY KEY REFERENCES journal_entry (sequence),
    system INTEGER NOT NULL REFERENCES earlier_system (id),
    legacy TEXT NOT NULL,
    provider INTEGER NOT NULL REFERENCES party (id),
    class INTEGER NOT NULL REFERENCES device_class (id),
    country TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    mass INTEGER NOT NULL CHECK (mass BETWEEN 1 AND 10000000000),
    count INTEGER CHECK (count BETWEEN 1 AND 100000000 AND count <= mass),
    pieces_retired INTEGER NOT NULL DEFAULT 0 CHECK (pieces_retired >= 0),
    grams_retired INTEGER NOT NULL DEFAULT 0 CHECK (grams_retired >= 0),
    UNIQUE (system, legacy),
    CONSTRAINT opening_lot_rule CHECK (
        CASE
            WHEN count IS NULL THEN pieces_retired = 0 AND grams_retired <= mass
            ELSE pieces_retired <= count AND grams_retired <= mass
                AND pieces_retired * mass + grams_retired * count <= mass * count
        END
    )
) STRICT;

CREATE TABLE opening_declaration (
    declaration INTEGER PRIMARY KEY REFERENCES declaration (id),
    sequence INTEGER NOT NULL UNIQUE REFERENCES journal_entry (sequence),
    system INTEGER NOT NULL REFERENCES earlier_system (id),
    legacy TEXT NOT NULL,
    UNIQUE (system, legacy)
) STRICT;

-- day: on which the earlier system retired it.
CREATE TABLE opening_retirement (
    sequence INTEGER PRIMARY KEY REFERENCES journal_entry (sequence),
    system INTEGER NOT NULL REFERENCES earlier_system (id),
    legacy TEXT NOT NULL,
    lot INTEGER NOT NULL REFERENCES opening_lot (sequence),
    declaration INTEGER NOT NULL REFERENCES opening_declaration (declaration),
    day INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    first_gram INTEGER NOT NULL,
    end_gram INTEGER NOT NULL CHECK (end_gram >= first_gram),
    UNIQUE (system, legacy)
) STRICT;
CREATE INDEX opening_retirement_declaration ON opening_retirement (declaration);
