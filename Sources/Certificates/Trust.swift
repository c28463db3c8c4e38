public import TransparencyLog

/// Why a text names nothing that can be trusted.
public enum TrustFault: Error, Hashable, Sendable {
    /// Neither a did:key nor a verifier key of a log.
    case neither(String)
    /// The same, in this line of a file.
    case line(Int)
    case notText
    case tooLarge
}

/// The keys that a reader knows to be somebody's: issuers as `did:key:z6Mk…`, logs as `<name>+<hash>+<key>`.
///
/// A did:web name is not a key: who only knows the name would trust whatever document comes with the file.
public struct Trust: Hashable, Sendable {
    public static let bytesMax = 1 << 20

    public private(set) var issuers: Set<DIDKey> = []
    public private(set) var logs: Set<VerifierKey> = []

    public init() {}

    public mutating func add(_ text: String) throws(TrustFault) {
        if let key = DIDKey(text) {
            issuers.insert(key)
        } else if let key = try? VerifierKey(text: text) {
            logs.insert(key)
        } else {
            throw .neither(text)
        }
    }

    /// Adds a file: one key a line; empty lines and lines that begin with `#` say nothing.
    public mutating func add(file bytes: [UInt8]) throws(TrustFault) {
        guard bytes.count <= Self.bytesMax else { throw .tooLarge }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let key = String(line.filter { $0 != "\r" })
            guard !key.isEmpty, !key.utf8.starts(with: "#".utf8) else { continue }
            do throws(TrustFault) { try add(key) } catch { throw .line(index + 1) }
        }
    }

    /// The file that a registry hands out.
    public var text: String {
        (issuers.map(\.text).sorted() + logs.map(\.text).sorted()).map { "\($0)\n" }.joined()
    }
}
