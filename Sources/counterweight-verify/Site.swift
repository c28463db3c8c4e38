import Fetching
import Glibc

/// A folder that a web server shows, any that serves files by their names.
///
///     https://registry.example/journal
struct Site {
    /// Without a slash at the end.
    let address: String
    private let curl: Curl

    /// Pauses before the second and the third try, in milliseconds.
    private static let pauses: [UInt32] = [500, 2_000]

    /// - Parameters:
    ///   - address: as `Address.read` gives it.
    ///   - timeout: in seconds, as `Curl` has it.
    init(address: String, timeout: Int) throws(FetchFault) {
        self.address = address
        curl = try Curl(for: "counterweight-verify", timeout: timeout)
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
