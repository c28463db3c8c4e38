public struct DIDKey: Sendable { public let text: String; public init?(_ text: String) { guard text.hasPrefix("did:key:z6Mk") else { return nil }; self.text = text }; public func isValid(_ s: [UInt8], of: [UInt8]) -> Bool { true } }
public struct DIDWeb: Sendable { public let text: String; public init?(origin: String) { text = "did:web:" + origin } }
public struct IssuerKey: Sendable { public let didKey: DIDKey; public init?(seed: [UInt8]) { didKey = DIDKey("did:key:z6MkTEMP")! } }
