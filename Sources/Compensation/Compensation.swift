import Journal
public import Registry

/// E-waste compensation: rules, supply, declarations, claims, certificates. Each command is one act of one member, in one
/// write transaction; a large declaration takes several short ones and is nobody's until the last.
public struct Compensation: Sendable {
    public let registry: Registry

    public init(_ registry: Registry) { self.registry = registry }
}
