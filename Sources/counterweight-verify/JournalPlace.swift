import Certificates
import Fetching
import Primitives
import TransparencyLog

/// A file that could not be read, here or elsewhere: exit 2.
enum ReadFault: Error, Hashable {
    case file(FileFault)
    case fetch(FetchFault)

    var phrase: VerifyPhrase {
        switch self {
        case .file(let fault): fault.phrase
        case .fetch(let fault): .fetch(fault)
        }
    }

    /// Whether it is the file of `--remember` that failed, and not the journal.
    var isOfMemory: Bool {
        switch self {
        case .file(.unwritable), .file(.changedMeanwhile), .file(.notRemembered): true
        case .file(.unreadable), .file(.tooLarge), .fetch: false
        }
    }
}

/// Where an exported journal, or its sealed parts, are read from. No file is read past its limit.
enum JournalPlace {
    case folder(String)
    case site(Site)

    static let checkpointPath = "checkpoint"
    /// A full bundle of entries, each with its two bytes of length.
    private static let bundleBytesMax = TilePath.widthMax * (EntryBundle.entryBytesMax + 2)

    var checkpoint: [UInt8] {
        get throws(ReadFault) { try bytes(Self.checkpointPath, limit: Note.bytesMax) }
    }

    func bundle(_ path: String) throws(ReadFault) -> [UInt8] { try bytes(path, limit: Self.bundleBytesMax) }

    /// A sealed part by its digest; `nil` where it is not there.
    func sealed(_ digest: Digest) throws(ReadFault) -> [UInt8]? {
        let limit = EntryBundle.entryBytesMax
        switch self {
        case .folder(let folder):
            do throws(FileFault) { return try Files.bytesIfPresent("\(folder)/\(digest.text)", limit: limit) } catch {
                throw .file(error)
            }
        case .site(let site):
            do throws(FetchFault) { return try site.bytes(digest.text, limit: limit) } catch {
                if case .missing = error { return nil }
                throw .fetch(error)
            }
        }
    }

    private func bytes(_ path: String, limit: Int) throws(ReadFault) -> [UInt8] {
        switch self {
        case .folder(let folder):
            do throws(FileFault) { return try Files.bytes("\(folder)/\(path)", limit: limit) } catch {
                throw .file(error)
            }
        case .site(let site):
            do throws(FetchFault) { return try site.bytes(path, limit: limit) } catch { throw .fetch(error) }
        }
    }
}
