public import Primitives

/// How many devices of a class a declaration lists, and what they owe.
public struct ClassSum: Hashable, Sendable {
    public let deviceClass: Code
    public let devices: Int64
    public let owed: Int64

    public init(deviceClass: Code, devices: Int64, owed: Int64) {
        self.deviceClass = deviceClass
        self.devices = devices
        self.owed = owed
    }
}

/// The sealed part of `declared`. The declaration's id is the entry's sequence; its place in the queue is that number.
public struct DeclarationPapers: Hashable, Sendable {
    public let customer: Code
    public let programme: Version
    /// The day of purchase or resale by which rules and masses are chosen.
    public let day: Day
    public let owed: Quantity
    public let classes: [ClassSum]
    /// In whose name mass will be retired. 1 to 200 characters.
    public let beneficiary: String
    /// The customer's cost centre. 1 to 80 characters.
    public let costCentre: String?
    /// The purchase order, invoice or sale. 1 to 80 characters.
    public let document: String
    /// The sorted duplicate tags: how many, and their Merkle root.
    public let tags: Int64
    public let tagRoot: Digest

    public init(
        customer: Code, programme: Version, day: Day, owed: Quantity, classes: [ClassSum], beneficiary: String,
        costCentre: String? = nil, document: String, tags: Int64, tagRoot: Digest
    ) {
        self.customer = customer
        self.programme = programme
        self.day = day
        self.owed = owed
        self.classes = classes
        self.beneficiary = beneficiary
        self.costCentre = costCentre
        self.document = document
        self.tags = tags
        self.tagRoot = tagRoot
    }
}

/// A run of a declaration's units, from the first to before the end, counted from 0 in row order.
public typealias UnitRange = Range<Int64>

/// `withdrawn`, all of it sealed: units of a declaration owe no more. At most 1,000 ranges.
public struct Withdrawal: Hashable, Sendable {
    public let declaration: Int64
    public let units: [UnitRange]

    public init(declaration: Int64, units: [UnitRange]) {
        self.declaration = declaration
        self.units = units
    }
}

/// Positions of one row that stands for several devices, side by side, each identified by a device of its own.
public struct PositionRun: Hashable, Sendable {
    /// Runs an entry holds.
    public static let most = 500

    /// Both counted from 1.
    public let row: Int64
    public let first: Int64
    /// How many positions.
    public let count: Int64
    /// Their units, as many for each.
    public let units: UnitRange

    public init(row: Int64, first: Int64, count: Int64, units: UnitRange) {
        self.row = row
        self.first = first
        self.count = count
        self.units = units
    }
}

/// The sealed part of `declared.identified`: devices got numbers of their own after they were declared.
public struct Identification: Hashable, Sendable {
    public let declaration: Int64
    /// At most 500, in order.
    public let positions: [PositionRun]
    /// The sorted duplicate tags: how many, and their Merkle root.
    public let tags: Int64
    public let tagRoot: Digest

    public init(declaration: Int64, positions: [PositionRun], tags: Int64, tagRoot: Digest) {
        self.declaration = declaration
        self.positions = positions
        self.tags = tags
        self.tagRoot = tagRoot
    }
}

/// `declaration.paid`, all of it sealed: a declaration's invoice was paid.
public struct Payment: Hashable, Sendable {
    public let declaration: Int64
    /// The provider's reference of the invoice. 1 to 80 characters.
    public let reference: String
    /// The day on which the money came.
    public let day: Day

    public init(declaration: Int64, reference: String, day: Day) {
        self.declaration = declaration
        self.reference = reference
        self.day = day
    }
}

/// A quantity of one claim. The claim's random id is one for each pair of declaration and lot.
public struct ClaimQuantity: Hashable, Sendable {
    public let claim: RandomID
    public let programme: Version
    public let quantity: Quantity

    public init(claim: RandomID, programme: Version, quantity: Quantity) {
        self.claim = claim
        self.programme = programme
        self.quantity = quantity
    }
}

/// `promised`: at most 256 claims of one lot. The sealed part names their declarations in the same order.
public struct Promised: Hashable, Sendable {
    public let lot: Code
    public let claims: [ClaimQuantity]

    public init(lot: Code, claims: [ClaimQuantity]) {
        self.lot = lot
        self.claims = claims
    }
}

/// Why a promise was taken back.
public enum ReleaseCause: String, Hashable, Sendable, CaseIterable {
    case cancelled
    case trimmed
    case rejected
    case moved
}

/// `released`: at most 256 claims of one lot give back. The sealed part names their declarations in the same order.
public struct Released: Hashable, Sendable {
    public let lot: Code
    public let cause: ReleaseCause
    public let claims: [ClaimQuantity]

    public init(lot: Code, cause: ReleaseCause, claims: [ClaimQuantity]) {
        self.lot = lot
        self.cause = cause
        self.claims = claims
    }
}

/// `retired`: part of a claim is used for good. The retirement's id is the entry's sequence.
public struct Retired: Hashable, Sendable {
    public let lot: Code
    public let claim: RandomID
    public let quantity: Quantity
    /// The lot's grams, numbered from 0, from the first to before the end.
    public let grams: Range<Int64>
    /// SHA-256 of the JCS of `{beneficiary, declaration, salt}` as the sealed part has them.
    public let beneficiary: Digest

    public init(lot: Code, claim: RandomID, quantity: Quantity, grams: Range<Int64>, beneficiary: Digest) {
        self.lot = lot
        self.claim = claim
        self.quantity = quantity
        self.grams = grams
        self.beneficiary = beneficiary
    }
}

/// The sealed part of `retired`: in whose name, of which declaration, for which of its units.
public struct RetirementPapers: Hashable, Sendable {
    public let beneficiary: String
    public let declaration: Int64
    public let units: [UnitRange]
    /// Salts the open part's beneficiary digest. Not the salt of the sealed part itself.
    public let salt: RandomID

    public init(beneficiary: String, declaration: Int64, units: [UnitRange], salt: RandomID) {
        self.beneficiary = beneficiary
        self.declaration = declaration
        self.units = units
        self.salt = salt
    }
}

/// `retirement.reversed`: the mass is gone for good, the units owe again.
public struct RetirementReversed: Hashable, Sendable {
    /// The sequence of the `retired` entry.
    public let retirement: Int64
    public let lot: Code
    public let cause: LotCause

    public init(retirement: Int64, lot: Code, cause: LotCause) {
        self.retirement = retirement
        self.lot = lot
        self.cause = cause
    }
}

/// `certificate.issued`: the registry's word on at most 1,000 retirements in one beneficiary's name.
public struct CertificateIssued: Hashable, Sendable {
    public let certificate: RandomID
    /// SHA-256 of the JCS of the credential with its proof.
    public let credential: Digest
    public let retirements: [Int64]
    /// The status list, counted from 1, and the index in it, 0 to 131,071.
    public let list: Int
    public let index: Int

    public init(certificate: RandomID, credential: Digest, retirements: [Int64], list: Int, index: Int) {
        self.certificate = certificate
        self.credential = credential
        self.retirements = retirements
        self.list = list
        self.index = index
    }
}

/// Where a certificate stands.
public enum CertificateState: String, Hashable, Sendable, CaseIterable {
    case live
    case suspended
    case revoked
}

/// Why a certificate changed.
public enum CertificateCause: String, Hashable, Sendable, CaseIterable {
    case lotImpugned = "lot-impugned"
    case lotUpheld = "lot-upheld"
    case lotReversed = "lot-reversed"
    case lotShortened = "lot-shortened"
    /// What it named of doubted lots was retired of others, before it was known what becomes of them.
    case replaced
}

/// `certificate.status`.
public struct CertificateTurned: Hashable, Sendable {
    public let certificate: RandomID
    public let state: CertificateState
    public let cause: CertificateCause
    public let replacedBy: RandomID?

    public init(
        certificate: RandomID, state: CertificateState, cause: CertificateCause, replacedBy: RandomID?
    ) {
        self.certificate = certificate
        self.state = state
        self.cause = cause
        self.replacedBy = replacedBy
    }
}
