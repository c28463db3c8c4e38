import CanonicalJSON
import Primitives
import Registry

/// What the command itself refuses, before the registry is asked.
enum CommandRefusal: Error, Hashable {
    case noActor
    case badActor(String)
    /// A file that the command line names cannot be read.
    case inputUnreadable(FileRefusal)
    /// A pipe, a device or a folder where a file is asked for.
    case notAFile(path: String)
    case fileExists(path: String)
    /// Somebody ended a large list's way in. Its draft is there.
    case stopped(draft: Int64)
    case fileNotJSON(path: String, JSONError)
    case fileMalformed(path: String, JSONReadError)
    case keyFileOpen(path: String)
    case keyFileMalformed(path: String)
    /// The registry's own folders: a verifier's key is kept apart from them.
    case keyInRegistry(path: String)
    case signatureMalformed
    /// Not exactly one of `--key`, `--request` and `--signature`.
    case oneWayToSign
    /// `--request` and `--answer` together.
    case oneWayToSubmit
    /// Not exactly one of `--phones` and `--grams`.
    case oneEstimate
    /// Not exactly one of a certificate's number and `--bundle`.
    case oneCertificate
    /// No device to prove is named, or in more than one way; or a position without its one row.
    case devicesToProve
    case standardNotCounted(Code)
    // Lists of lots and weighings.
    case sheetColumnMissing(path: String, column: String)
    case sheetColumnUnknown(path: String, column: String, known: [String])
    case sheetColumnTwice(path: String, column: String)
    case sheetTooLong(path: String, most: Int)
    /// More rows than a worksheet has, or no room for the file.
    case workbookFull(path: String)
    /// Two files that are to be written have one name.
    case oneFileTwice(path: String)
    /// `--dry-run` and `--all-or-nothing` together.
    case oneManner
    /// The system's clock shows no day from 1970 to 2199.
    case clockOutOfRange
}

/// Why an argument is not what it should be. The parser says which argument it was.
enum ArgumentRefusal: Error, Hashable, CustomStringConvertible {
    case code(String)
    case actor(String)
    case country(String)
    case day(String)
    case days(String)
    case grams(String)
    case pieces(String)
    case quantity(String)
    case pieceMass(String)
    case phones(String)
    case unuKey(String)
    case year(String)
    case declaration(String)
    case sequence(String)
    case price(String)
    case currency(String)
    case money(String)
    case programmePrice(String)
    case evidence(String)
    case evidenceParty(String)
    /// A path of a list's evidence that leads out of the list's own folder.
    case evidencePath(String)
    case otherRegistry(String)
    case issuerKey(String)
    case word(String, among: [String])
    case text(longest: Int)
    case identifier(String)
    case language(String)
    case timeout(String)

    /// The parser prints this behind the argument's name.
    var description: String { said }
}
