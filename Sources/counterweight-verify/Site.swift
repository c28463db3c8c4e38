import Glibc

/// A file that could not be fetched, by its address: the world's fault, exit 2.
enum FetchFault: Error, Hashable {
    /// This machine has no libcurl.
    case noLibrary
    case noHost(String)
    case noConnection(String)
    /// Nothing came for as long as `--timeout` says, or the whole took too long.
    case tooSlow(String)
    /// The connection ended within the file.
    case cutOff(String, bytes: Int)
    /// TLS failed, or the certificate is not the host's.
    case notSecure(String)
    /// 404 or 410.
    case missing(String)
    case status(String, Int)
    /// To an address that can be shown, or not.
    case redirected(String, to: String?)
    case tooLarge(String, limit: Int)
    /// Another of libcurl's codes.
    case other(String, code: Int)

    /// Whether the same request may well succeed a moment later.
    var isPassing: Bool {
        switch self {
        case .noHost, .noConnection, .tooSlow, .cutOff, .other: true
        case .status(_, let code): code >= 500 || code == 429 || code == 408
        case .noLibrary, .notSecure, .missing, .redirected, .tooLarge: false
        }
    }
}

/// A folder that a web server shows, any that serves files by their names.
///
///     https://registry.example/journal
struct Site {
    /// Without a slash at the end.
    let address: String
    private let curl: Curl

    /// Pauses before the second and the third try, in milliseconds.
    private static let pauses: [UInt32] = [500, 2_000]

    /// Whether a place is meant to be an address, and no folder.
    static func isMeant(by text: String) -> Bool {
        ["http://", "https://"].contains { text.lowercased().hasPrefix($0) }
    }

    /// An address without user, query or fragment: paths are put behind it. `nil` for another.
    static func address(_ text: String) -> String? {
        guard isMeant(by: text), text.utf8.count <= 2_000,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"?#@\\\"<>".utf8.contains($0) })
        else { return nil }
        let address = String(text.reversed().drop { $0 == "/" }.reversed())
        let parts = address.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 3 && !parts[2].isEmpty ? address : nil
    }

    /// - Parameters:
    ///   - address: as `Site.address` gives it.
    ///   - timeout: in seconds, as `Curl` has it.
    init(address: String, timeout: Int) throws(FetchFault) {
        self.address = address
        curl = try Curl(timeout: timeout)
    }

    /// Tries three times where trying again may help.
    func bytes(_ path: String, limit: Int) throws(FetchFault) -> [UInt8] {
        for pause in Self.pauses {
            do throws(FetchFault) { return try once(path, limit: limit) } catch {
                guard error.isPassing else { throw error }
                usleep(pause * 1_000)
            }
        }
        return try once(path, limit: limit)
    }

    private func once(_ path: String, limit: Int) throws(FetchFault) -> [UInt8] {
        // The one file that changes under its name.
        try curl.get("\(address)/\(path)", limit: limit, isFresh: path == JournalPlace.checkpointPath)
    }
}
