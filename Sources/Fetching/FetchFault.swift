/// What could not be fetched, by its address: the world's fault.
public enum FetchFault: Error, Hashable, Sendable {
    /// This machine has no libcurl.
    case noLibrary
    case noHost(String)
    case noConnection(String)
    /// Nothing came for as long as was waited, or the whole took too long.
    case tooSlow(String)
    /// The connection ended within the answer.
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
    public var isPassing: Bool {
        switch self {
        case .noHost, .noConnection, .tooSlow, .cutOff, .other: true
        case .status(_, let code): code >= 500 || code == 429 || code == 408
        case .noLibrary, .notSecure, .missing, .redirected, .tooLarge: false
        }
    }
}
