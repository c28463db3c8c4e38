public import Primitives

/// The classes, reference masses and models that a registry has published: what a mass is looked up in.
///
/// Of two masses with one version, or two models that only case and spaces tell apart, the later in the list stands.
public struct Catalogue: Sendable {
    private let classes: [Code: DeviceClass]
    /// By class, version falling.
    private let masses: [Code: [ReferenceMass]]
    private let models: [ModelKey: DeviceModel]

    private struct ModelKey: Hashable {
        let maker: Maker?
        let name: [UInt8]
    }

    public init(classes: [DeviceClass], masses: [ReferenceMass], models: [DeviceModel]) {
        self.classes = Dictionary(classes.map { ($0.code, $0) }) { _, later in later }
        let byVersion = Dictionary(masses.map { ($0.version, $0) }) { _, later in later }
        self.masses = Dictionary(grouping: byVersion.values, by: \.version.code)
            .mapValues { $0.sorted { $0.version > $1.version } }
        self.models = Dictionary(models.map { (Self.key($0.maker, $0.name), $0) }) { _, later in later }
    }

    /// Every class by its code.
    public var everyClass: [DeviceClass] { classes.values.sorted { $0.code < $1.code } }

    public func deviceClass(_ code: Code) -> DeviceClass? { classes[code] }

    /// The latest version that describes the class on `day`: one published for a later day does not reach back.
    public func referenceMass(of deviceClass: Code, on day: Day) -> ReferenceMass? {
        masses[deviceClass]?.first { $0.from <= day }
    }

    /// The model whose maker has the same normal form and whose name is the same without case and doubled spaces.
    public func model(maker: String, name: String) -> DeviceModel? {
        models[Self.key(maker, name)]
    }

    private static func key(_ maker: String, _ name: String) -> ModelKey {
        ModelKey(maker: Maker(reading: maker), name: normalName(name))
    }

    /// ASCII letters upper case, runs of spaces one, none at the ends; every other byte as it is.
    private static func normalName(_ name: String) -> [UInt8] {
        var normal: [UInt8] = []
        var space = false
        for byte in name.utf8 {
            switch byte {
            case 0x09, 0x20:
                space = !normal.isEmpty
            default:
                if space { normal.append(0x20) }
                space = false
                normal.append(Bytes.upper(byte))
            }
        }
        return normal
    }
}
