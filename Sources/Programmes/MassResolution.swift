public import Primitives

/// What a row says of a device that bears on its mass.
public struct DeviceFacts: Hashable, Sendable {
    public let deviceClass: Code
    /// What the row says the device weighs.
    public let stated: Grams?
    public let maker: String?
    public let model: String?

    public init(deviceClass: Code, stated: Grams? = nil, maker: String? = nil, model: String? = nil) {
        self.deviceClass = deviceClass
        self.stated = stated
        self.maker = maker
        self.model = model
    }
}

/// Who said the mass: what a certificate cites.
public enum MassSource: Hashable, Sendable {
    case stated
    /// Maker and name as the catalogue prints them.
    case model(maker: String, name: String)
    case reference(Version)

    public var basis: MassBasis {
        switch self {
        case .stated: .stated
        case .model: .model
        case .reference: .deviceClass
        }
    }
}

/// The mass by which one device owes.
public struct ResolvedMass: Hashable, Sendable {
    /// Least and most that one device weighs: 1 g to 10^7 g.
    public static let range: ClosedRange<Grams> = 1...10_000_000
    public let mass: Grams
    public let source: MassSource
    public var basis: MassBasis { source.basis }
}

/// Why a device has no mass under a programme.
public enum MassRefusal: Error, Hashable, Sendable {
    case classNotInProgramme(Code, Version)
    /// Outside `ResolvedMass.range`.
    case outOfRange(Grams, MassBasis)
    /// The model is of another class than the row says.
    case modelOfOtherClass(maker: String, name: String, modelClass: Code, rowClass: Code)
    /// The figure describes the class from `from`; on the day asked it is `age` days old, and `limit` are allowed.
    case referenceTooOld(Version, from: Day, age: Int, limit: Int)
    /// Neither basis that the programme accepts gives the class a mass on that day.
    case noMass(Code, on: Day, accepted: [MassBasis])
}

extension Catalogue {
    /// The mass of a device on a day: as stated, else by its model, else by its class, of these only what the programme
    /// accepts.
    ///
    /// Refused, in this order: a class that is not in the programme; a model of another class; a mass out of range; a
    /// reference mass that is too old; no mass at all. A mass found on one basis is never replaced by a later basis.
    public func mass(
        of device: DeviceFacts, on day: Day, under programme: Programme
    ) throws(MassRefusal) -> ResolvedMass {
        let rowClass = device.deviceClass
        guard programme.classes.contains(rowClass) else {
            throw .classNotInProgramme(rowClass, programme.version)
        }
        var known: DeviceModel?
        if let maker = device.maker, let name = device.model { known = model(maker: maker, name: name) }
        if let known, known.deviceClass != rowClass {
            throw .modelOfOtherClass(
                maker: known.maker, name: known.name, modelClass: known.deviceClass, rowClass: rowClass)
        }
        if let stated = device.stated, programme.massBases.contains(.stated) {
            return try Self.bounded(stated, .stated)
        }
        if let known, programme.massBases.contains(.model) {
            return try Self.bounded(known.mass, .model(maker: known.maker, name: known.name))
        }
        if programme.massBases.contains(.deviceClass), let reference = referenceMass(of: rowClass, on: day) {
            let age = day.days(since: reference.from)
            if let limit = programme.massAgeMax, age > limit {
                throw .referenceTooOld(reference.version, from: reference.from, age: age, limit: limit)
            }
            return try Self.bounded(reference.mass, .reference(reference.version))
        }
        throw .noMass(rowClass, on: day, accepted: programme.massBases)
    }

    private static func bounded(_ mass: Grams, _ source: MassSource) throws(MassRefusal) -> ResolvedMass {
        guard ResolvedMass.range.contains(mass) else { throw .outOfRange(mass, source.basis) }
        return ResolvedMass(mass: mass, source: source)
    }
}

extension Obligation {
    /// What one device of a class owes, in the obligation's unit: pieces, or ⌈mass × ratio⌉ grams. At most 10^15; by
    /// weight at most 10^13.
    ///
    /// - Precondition: by weight there is a mass, within `ResolvedMass.range`.
    public func owed(mass: Grams?, class deviceClass: Code) -> Int64 {
        switch self {
        case .pieces(let byClass):
            return byClass[deviceClass]?.count ?? 1
        case .grams(let ratio):
            guard let mass, ResolvedMass.range.contains(mass) else {
                preconditionFailure("an obligation by weight without a mass in range")
            }
            // 10^7 g × 10^6 = 10^13, so the product is exact, and so is the sum.
            let product = mass.count * ratio.numerator
            return (product + ratio.denominator - 1) / ratio.denominator
        }
    }
}
