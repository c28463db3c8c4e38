/// An issuer that publishes its keys on its own domain (did:web): `did:web:ewaste.example%3A8443:ghana`.
public struct DIDWeb: Hashable, Sendable {
    private static let prefix = "did:web:"

    /// `ewaste.example`, in lower case.
    public let host: String
    /// 1 to 65,535.
    public let port: Int?
    /// The parts of the path: letters, digits, `.`, `_`, `-`, none of them `.` or `..`.
    public let path: [String]

    private init?(host: Substring, port: Substring?, path: [Substring]) {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.utf8.first != 0x2D && label.utf8.last != 0x2D
                && label.utf8.allSatisfy { Self.isLowerOrDigit($0) || $0 == 0x2D }
        }
        let isPath = path.allSatisfy { part in
            (1...64).contains(part.utf8.count) && part != "." && part != ".."
                && part.utf8.allSatisfy { Self.isLowerOrDigit($0) || Self.isUpper($0) || "._-".utf8.contains($0) }
        }
        guard host.utf8.count <= 253, isHost, path.count <= 8, isPath else { return nil }
        if let port {
            guard let number = Int(port), (1...65_535).contains(number), "\(number)" == port else { return nil }
            self.port = number
        } else {
            self.port = nil
        }
        self.host = String(host)
        self.path = path.map { String($0) }
    }

    /// From a log's origin, `ewaste.example:8443/ghana`.
    public init?(origin: String) {
        let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
        let authority = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(host: authority[0], port: authority.count == 2 ? authority[1] : nil, path: Array(parts.dropFirst()))
    }

    /// Reads the one spelling that `text` writes.
    public init?(_ text: String) {
        guard text.utf8.starts(with: Self.prefix.utf8) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
        var authority = parts[0]
        var port: Substring?
        if let colon = authority.firstIndex(of: "%") {
            guard authority[colon...].utf8.starts(with: "%3A".utf8) else { return nil }
            port = authority[colon...].dropFirst(3)
            authority = authority[..<colon]
        }
        self.init(host: authority, port: port, path: Array(parts.dropFirst()))
    }

    public var text: String {
        Self.prefix + ([host + (port.map { "%3A\($0)" } ?? "")] + path).joined(separator: ":")
    }

    /// Where the keys are published, below the domain: `/.well-known/did.json`, or `/ghana/did.json`.
    public var documentPath: String {
        path.isEmpty ? "/.well-known/did.json" : "/\(path.joined(separator: "/"))/did.json"
    }

    public var documentURL: String { "https://\(host)\(port.map { ":\($0)" } ?? "")\(documentPath)" }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}

/// Who issues: a name on the web, or a key that is its own name.
public enum DID: Hashable, Sendable {
    case key(DIDKey)
    case web(DIDWeb)

    public init?(_ text: String) {
        if let key = DIDKey(text) {
            self = .key(key)
        } else if let web = DIDWeb(text) {
            self = .web(web)
        } else {
            return nil
        }
    }

    public var text: String {
        switch self {
        case .key(let key): key.text
        case .web(let web): web.text
        }
    }

    /// The name of one of its keys: `did:web:ewaste.example#z6Mk…`.
    public func method(of key: DIDKey) -> String { "\(text)#\(key.multikey)" }
}
