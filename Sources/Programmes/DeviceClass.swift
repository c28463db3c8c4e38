public import Primitives

/// A kind of device, as coarse as a UNU-KEY (`unu-0306`) or finer (`smartphone`).
public struct DeviceClass: Hashable, Sendable {
    public let code: Code
    /// The UNU-KEY under which the class is counted in statistics, `0306`. Says nothing about its mass: key 0303 mixes
    /// notebooks with tablets and never stands for a notebook.
    public let unuKey: String
    /// At most 120 characters each.
    public let english: String
    public let french: String

    public init(code: Code, unuKey: String, english: String, french: String) {
        self.code = code
        self.unuKey = unuKey
        self.english = english
        self.french = french
    }
}

/// The mass that one piece of a class stands for where neither the row nor its model says one.
public struct ReferenceMass: Hashable, Sendable {
    /// The class and which of its masses, counted from 1.
    public let version: Version
    /// 1 g to 10^7 g.
    public let mass: Grams
    /// The day from which the figure describes the class; its age is counted from here.
    public let from: Day
    /// Where the figure stands: publication, table, year, licence. 1 to 300 characters.
    public let source: String

    public init(version: Version, mass: Grams, from: Day, source: String) {
        self.version = version
        self.mass = mass
        self.from = from
        self.source = source
    }
}

/// A maker's model with the mass its maker states.
public struct DeviceModel: Hashable, Sendable {
    /// As printed by the maker; compared without case and doubled spaces.
    public let maker: String
    public let name: String
    public let deviceClass: Code
    /// 1 g to 10^7 g, as the maker states it (battery in, packaging out).
    public let mass: Grams
    /// The maker's page or data sheet. 1 to 300 characters.
    public let source: String

    public init(maker: String, name: String, deviceClass: Code, mass: Grams, source: String) {
        self.maker = maker
        self.name = name
        self.deviceClass = deviceClass
        self.mass = mass
        self.source = source
    }
}

/// Which of the three answers gave a device its mass, in the order in which they are asked.
public enum MassBasis: String, Hashable, Sendable, CaseIterable, Codable {
    /// The row states it.
    case stated
    /// The maker states it for the model.
    case model
    /// The reference mass of the class.
    case deviceClass = "class"
}
