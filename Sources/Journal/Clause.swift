/// What an entry must keep to be taken into the journal (docs/spec/journal-rules.md). The raw value is its number there.
public enum Clause: String, Hashable, Sendable, CaseIterable, Codable {
    // The bytes: checked by whoever reads them.
    case canonicalBytes = "J-1"
    case formOfKind = "J-2"
    case versionKnown = "J-3"
    case kindKnown = "J-4"
    case sealedDigest = "J-5"
    case merkleRoot = "J-6"
    case checkpointSignature = "J-7"
    case checkpointSize = "J-8"
    case earlierCheckpoint = "J-9"

    // The journal as a whole.
    case sequenceRuns = "J-10"
    case openedFirst = "J-11"
    case sealedFits = "J-12"
    case continuesAnother = "J-13"

    // The registers: rules, parties, facilities.
    case versionsRun = "R-1"
    case figuresInRange = "R-2"
    case recyclerRuns = "R-3"
    case verifierKeyed = "R-4"
    case facilityKnown = "R-5"
    case consentOnce = "R-6"

    // Lots: sealing and weighing.
    case lotSealedOnce = "S-1"
    case lotKnown = "S-2"
    case providerKnown = "S-3"
    case standardKnown = "S-4"
    case standardInForce = "S-5"
    case scrapInStandard = "S-6"
    case weighedWhileSealed = "S-7"
    case netFollows = "S-8"
    case weighingInRange = "S-9"
    case claimableFollows = "S-10"
    case lotRule = "S-11"
    case voidedOnce = "S-12"
    case voidedBySecond = "S-13"

    // Lots: verification and what comes after.
    case lotTurns = "S-14"
    case claimableSound = "S-15"
    case oneVerdictEach = "S-16"
    case nothingAgainst = "S-17"
    case permitHeld = "S-18"
    case certificationHeld = "S-19"
    case capacityKept = "S-20"
    case massesAgree = "S-21"
    case countsAgree = "S-22"
    case bandKept = "S-23"
    case borderConsented = "S-24"
    case verifierKnown = "S-25"
    case verifierKey = "S-26"
    case assuranceHeld = "S-27"
    case verifierApart = "S-28"
    case verifierRecordedNothing = "S-29"
    case verifierSignature = "S-30"
    case rejectedUnpromised = "S-31"
    case impugnedUncertified = "S-32"
    case reversedEmpty = "S-33"
    case collectorApproved = "S-34"
    case pricesUnder = "S-35"
    case evidenceComplete = "S-36"
    case reversedUncertified = "S-37"
    case sharesTogether = "S-38"
    case shareFollows = "S-39"
    case voidedTogether = "S-40"
    case shortenedLess = "S-41"
    case shortenedFits = "S-42"

    // Claims: promises and releases.
    case claimsCounted = "C-1"
    case quantityPositive = "C-2"
    case programmeOfClaim = "C-3"
    case unitOfClaim = "C-4"
    case claimStays = "C-5"
    case claimOfDeclaration = "C-6"
    case lotPromisable = "C-7"
    case forwardTaken = "C-8"
    case standardTaken = "C-9"
    case scrapTaken = "C-10"
    case countryTaken = "C-11"
    case lotYoung = "C-12"
    case shareKept = "C-13"
    case releasedHeld = "C-14"

    // Claims: retirements and reversals.
    case retiredVerified = "C-15"
    case retiredPromised = "C-16"
    case rangeFollows = "C-17"
    case unitsLowest = "C-18"
    case unitsTotal = "C-19"
    case beneficiaryDeclared = "C-20"
    case beneficiaryDigest = "C-21"
    case reversedLive = "C-22"
    case reversedImpugned = "C-23"
    case promisedPaid = "C-24"

    // Declarations.
    case programmeOfDeclaration = "D-1"
    case programmeInForce = "D-2"
    case unitOfDeclaration = "D-3"
    case classesAddUp = "D-4"
    case classesTaken = "D-5"
    case piecesFollow = "D-6"
    case declarationKnown = "D-7"
    case owedCovers = "D-8"
    case withdrawalInOrder = "D-9"
    case withdrawnOnce = "D-10"
    case withdrawnUnretired = "D-11"
    case positionsInOrder = "D-12"
    case identifiedOnce = "D-13"
    case identifiedStands = "D-14"
    case identifiedFits = "D-15"
    case paidOnce = "D-16"
    case paidOwing = "D-17"
    case referenceOnce = "D-18"

    // Certificates.
    case certificateNew = "K-1"
    case placeNew = "K-2"
    case retirementsCounted = "K-3"
    case retirementsLive = "K-4"
    case retirementsVerified = "K-5"
    case certifiedOnce = "K-6"
    case oneBeneficiary = "K-7"
    case certificateKnown = "K-8"
    case certificateTurns = "K-9"
    case replacementKnown = "K-10"
    case livesAgain = "K-11"
    case certifiedApart = "K-12"

    // Balances taken over from an earlier system.
    case cutOffStated = "O-1"
    case cutOffKept = "O-2"
    case legacyOnce = "O-3"
    case takenOverWhole = "O-4"
    case takenOverLot = "O-5"
    case takenOverDeclaration = "O-6"
    case takenOverRange = "O-7"
    case takenOverUnit = "O-8"

    /// Whether the clause speaks of bytes, so that a replay of values cannot break it.
    public var isOfBytes: Bool { Self.ofBytes.contains(self) }

    private static let ofBytes: Set<Clause> = [
        .canonicalBytes, .formOfKind, .versionKnown, .kindKnown, .sealedDigest, .merkleRoot, .checkpointSignature,
        .checkpointSize, .earlierCheckpoint,
    ]
}
