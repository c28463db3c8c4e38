public import Journal
import Primitives
import Registry
import Storage

/// All that was taken over, in the order of its entries.
public struct Openings: Hashable, Sendable {
    public let systems: [EarlierSystem]
    public let lots: [OpeningLot]
    public let declarations: [OpeningDeclaration]
    public let retirements: [OpeningRetirement]

    public var isEmpty: Bool { systems.isEmpty }
}

extension Compensation {
    public func openings() async throws -> Openings { try await registry.database.read { try $0.openings() } }
}

extension Connection {
    func openings() throws -> Openings {
        Openings(
            systems: try earlierSystems(), lots: try openingLots(), declarations: try openingDeclarations(),
            retirements: try openingRetirements())
    }
}
