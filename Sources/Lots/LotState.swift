/// Where a lot stands (docs/spec/lots.md, L-11).
public enum LotState: String, Hashable, Sendable, CaseIterable, Codable {
    /// Closed for good: never split, never merged. It may be weighed, and promised as a forward.
    case sealed
    /// The guard said neither fail nor missing; M and C are frozen. It may be promised and retired.
    case verified
    /// It never served.
    case rejected
    /// Doubted after verification: no new promise, no retirement, its certificates are suspended.
    case impugned
    /// The doubt was right. Nothing more is taken from it.
    case reversed
    /// The doubt was right in part: less was there than was verified. What is still retired from it stands; nothing more is taken.
    case shortened

    /// Whether a certificate may rest on what is retired from it: nobody doubts it, or nobody does any more.
    public var standsBehindCertificates: Bool {
        switch self {
        case .verified, .shortened: true
        case .sealed, .rejected, .impugned, .reversed: false
        }
    }

    /// Whether nothing happens to the lot any more.
    public var isEnd: Bool {
        switch self {
        case .sealed, .verified, .impugned: false
        case .rejected, .reversed, .shortened: true
        }
    }
}

/// What happens to a lot as a whole.
public enum LotEvent: String, Hashable, Sendable, CaseIterable, Codable {
    /// Weighed, recounted, or a weighing voided.
    case weighed
    case promised
    case retired
    case verified
    case rejected
    case impugned
    case upheld
    case reversed
    case shortened
}

/// Why a lot does not move on.
public enum LotStateRefusal: Error, Hashable, Sendable {
    case outOfOrder(LotEvent, in: LotState)
}

extension LotState {
    /// The state after `event`.
    public func after(_ event: LotEvent) throws(LotStateRefusal) -> LotState {
        switch (self, event) {
        case (.sealed, .weighed), (.sealed, .promised): return .sealed
        case (.sealed, .verified): return .verified
        case (.sealed, .rejected): return .rejected
        case (.verified, .promised), (.verified, .retired): return .verified
        case (.verified, .impugned): return .impugned
        case (.impugned, .upheld): return .verified
        case (.impugned, .reversed): return .reversed
        case (.impugned, .shortened): return .shortened
        case (.sealed, .retired), (.sealed, .impugned), (.sealed, .upheld), (.sealed, .reversed),
            (.sealed, .shortened),
            (.verified, .weighed), (.verified, .verified), (.verified, .rejected), (.verified, .upheld),
            (.verified, .reversed), (.verified, .shortened),
            (.impugned, .weighed), (.impugned, .promised), (.impugned, .retired), (.impugned, .verified),
            (.impugned, .rejected), (.impugned, .impugned),
            (.rejected, _), (.reversed, _), (.shortened, _):
            throw .outOfOrder(event, in: self)
        }
    }
}
