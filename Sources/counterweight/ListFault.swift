import Exchange
import GreenClaims
import Sheets
import Wording

/// What is wrong in a list that the command line names: the file, and what its reader found.
struct ListFault: Error {
    let path: String
    let error: any Error

    /// Does what reads the list at `path`, and says of which file it is where it cannot be read.
    static func named<Value>(_ path: String, _ read: () async throws -> Value) async throws -> Value {
        do { return try await read() } catch { throw of(path, error) }
    }

    static func named<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
        do { return try read() } catch { throw of(path, error) }
    }

    private static func of(_ path: String, _ error: any Error) -> any Error {
        switch error {
        case is CSVError, is WorkbookError, is TextEncodingError, is MappingRefusal, is WordingRefusal:
            ListFault(path: path, error: error)
        default: error
        }
    }
}

/// A sentence about a file.
struct ListFaultPhrase: Phrase {
    let path: String
    let fault: any Phrase

    var english: String { "\(Language.english.quoted(path)): \(fault.english)" }
    var french: String { "\(Language.french.quoted(path))\u{202F}: \(fault.french)" }
}
