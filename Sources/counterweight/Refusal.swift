import Exchange
import CanonicalJSON
import Certificates
import Compensation
import Fetching
import GreenClaims
import Journal
import Lots
import Programmes
import Registry
import Reports
import Sheets
import Storage
import TransparencyLog
import Typesetting
import Wording

/// An error as it leaves the command: its stable code, how the command ends, the sentence, the facts.
struct Refusal {
    let code: String
    let exit: Exit
    let message: String
    let facts: JSONObject

    init(code: String, exit: Exit, message: String, facts: JSONObject) {
        self.code = code
        self.exit = exit
        self.message = message
        self.facts = facts
    }

    /// `nil` for what is the parser's: a command line that it could not read, or a call for help.
    init?(_ error: any Error) {
        guard let (code, exit, phrase) = Self.known(error) else { return nil }
        self.init(code: code, exit: exit, message: phrase.said, facts: Facts.of(error))
    }

    var json: JSONObject {
        var refusal = JSONObject()
        refusal["code"] = .string(code)
        refusal["message"] = .string(message)
        refusal["facts"] = .object(facts)
        var document = JSONObject()
        document["error"] = .object(refusal)
        return document
    }

    static func known(_ error: any Error) -> (code: String, exit: Exit, phrase: any Phrase)? {
        switch error {
        case let fault as ListFault:
            known(fault.error).map { ($0.code, $0.exit, ListFaultPhrase(path: fault.path, fault: $0.phrase)) }
        case let error as CommandRefusal: (name(of: error), error.exit, error)
        case let error as ArgumentRefusal: ("argument-" + name(of: error), .usage, error)
        case let error as MappingRefusal: ("mapping-" + name(of: error), .usage, error)
        case let error as CSVError: ("csv-" + name(of: error), .usage, error)
        case let error as WorkbookError: ("workbook-" + name(of: error), .usage, error)
        case let error as TextEncodingError: ("encoding-" + name(of: error), .usage, error)
        case let error as IdentifierRefusal: (name(of: error), .usage, error)
        case let error as RegistryRefusal: (name(of: error), error.exit, error)
        case let error as SubmissionRefusal: ("witness-" + name(of: error), error.exit, error)
        case let error as FetchFault: ("fetch-" + name(of: error), .storage, error)
        case let error as FileRefusal: ("file-\(error.step.rawValue)", .storage, error)
        case let error as CompensationRefusal: (name(of: error), error.exit, error)
        case let error as OpeningRefusal: ("opening-" + name(of: error), .refused, error)
        case let error as DeviceRefusal: ("device-" + name(of: error), .refused, error)
        case let error as StorageError: (name(of: error), error.exit, error)
        case let error as WeighingRefusal: (name(of: error), .refused, error)
        case let error as LotRejection: (name(of: error), .refused, error)
        case let error as BalanceRefusal: (name(of: error), .refused, error)
        case let error as LotStateRefusal: (name(of: error), .refused, error)
        case let error as MassRefusal: (name(of: error), .refused, error)
        case let error as PrintRefusal: ("print-" + name(of: error), .usage, error)
        case let error as TypesettingError: ("typesetting-" + name(of: error), error.exit, error)
        case let error as WordingRefusal: ("wording-" + name(of: error), .usage, error)
        case let error as CutRefusal: ("cut-" + name(of: error), .usage, error)
        // What is read from the registry's own tables, and is not what a command wrote.
        case let error as EntryError: ("stored-entry-" + name(of: error), .damaged, error)
        case let error as JSONError: ("stored-json", .damaged, DamagePhrase.json(error))
        case let error as JSONReadError: ("stored-record", .damaged, DamagePhrase.record(error))
        case is EvidenceFault: ("certificate-evidence", .damaged, DamagePhrase.evidence)
        case is TreeEdge.BytesError, is TileError, is NoteError, is CheckpointError, is ProofError, is NoteKeyError:
            ("stored-tree", .damaged, DamagePhrase.tree)
        default: nil
        }
    }

    /// A case's name in lower case with hyphens. The golden test holds each: programs compare them.
    static func name(of error: any Error) -> String {
        let name = Mirror(reflecting: error).children.first?.label ?? "\(error)"
        let letters = Array(name.prefix { $0 != "(" })
        var code = ""
        for (index, letter) in letters.enumerated() {
            let begins =
                letter.isUppercase && index > 0
                && (!letters[index - 1].isUppercase
                    || index + 1 < letters.count && letters[index + 1].isLowercase)
            if begins { code += "-" }
            code.append(letter)
        }
        return code.lowercased()
    }
}

// The exit codes, one table: `docs/guides/command-line.md` shows it.

extension RegistryRefusal {
    fileprivate var exit: Exit {
        switch self {
        case .unknownParty, .unknownMember, .notPermitted, .partyNeedsKey, .lastRegistrar, .entryTooLarge,
            .registryExists, .exportHoldsAnother, .backupExists, .nothingToRecover, .issuerIsItsKey, .unknownKey,
            .keyStands, .keyRevokedBefore, .noSuchEntry:
            .refused
        case .noRegistry, .badOrigin, .keyUnreadable, .keyOpenToOthers, .badKey, .badText, .evidenceTooLarge,
            .notABackup:
            .usage
        case .keyNotTheRegistrys, .issuerKeyNotNamed, .shorterThanPublished, .otherThanPublished, .publishedUnreadable,
            .nothingPublished,
            .damaged, .backupDamaged, .evidenceNotKept:
            .damaged
        case .keyChanged: .contention
        case .recordedNotPublished: .storage
        }
    }
}

extension SubmissionRefusal {
    fileprivate var exit: Exit {
        switch self {
        case .badKey, .badAddress, .whichWitness: .usage
        case .alreadyRecorded, .unknownWitness, .noWitness, .noAddress, .nothingAsked, .ahead, .misunderstood,
            .notTrusted,
            .unknownOrigin, .notConsistent, .noAnswer, .notCosigned:
            .refused
        case .otherSize: .contention
        }
    }
}

extension CommandRefusal {
    fileprivate var exit: Exit {
        if case .stopped = self { return .interrupted }
        return .usage
    }
}

extension CompensationRefusal {
    fileprivate var exit: Exit {
        switch self {
        case .unknownClass, .unknownProgramme, .unknownStandard, .unknownFacility, .unknownLot, .unknownWeighing,
            .unknownDeclaration, .unknownDraft, .unknownReview, .reviewDecided, .reviewClashes, .reviewExcluded,
            .draftState, .secondMemberAsked, .unknownCertificate, .notSuspended, .nothingToReplaceWith,
            .replacementTooLarge, .lotExists,
            .classExists, .modelExists, .consentExists,
            .versionNotNext, .noStandardInForce, .noProgrammeInForce, .notACollector, .notARecycler, .badMark,
            .notConcerned, .related, .classNotInStandard, .daysReversed, .dayInFuture, .lotNotOpenToWeighing, .lotState,
            .lotsOfWeighing, .noEarlierNet, .shareEmpty, .photoOfSeveralLots, .alreadyVoided, .voidedByOwnParty,
            .nothingToSign, .factsChanged, .signatureWrong, .notImpugned, .noShortfall, .laterLifeStands,
            .retroactive, .notACustomer, .laterLife, .notYourDeclaration, .notYourCustomer, .nothingIncluded,
            .owedTooMuch, .alreadyWithdrawn,
            .rowAlreadyWithdrawn, .retiredCannotBeWithdrawn, .noSuchRow, .nothingPromised, .noDeclarationInCut,
            .priceOfOtherUnit, .noPrice, .amountTooLarge, .alreadyInvoiced, .invoiceOfOther, .otherCurrency,
            .notInvoiced, .otherInvoice, .alreadyPaid,
            .nothingToCertify:
            .refused
        case .badDeclarationText, .badReference, .lifeOutOfRange, .tooManyRows, .tooManyCombinations, .listTooLarge:
            .usage
        case .reserved, .importOvertaken, .draftUnderWay: .contention
        case .damaged, .draftFileDamaged: .damaged
        }
    }
}

extension TypesettingError {
    fileprivate var exit: Exit {
        switch self {
        case .typefaceMissing, .typefaceUnreadable, .library: .storage
        case .characterNotSet, .textTooLong, .tooHigh, .tooManyPages, .codeTooLong, .attachmentTooLarge: .refused
        }
    }
}

extension StorageError {
    fileprivate var exit: Exit {
        switch self {
        case .contention, .interrupted: .contention
        case .nulInText: .usage
        case .corrupt, .notADatabase, .constraint, .column, .newerSchema, .migrationChanged: .damaged
        case .full, .transactionLost, .other: .storage
        }
    }
}
