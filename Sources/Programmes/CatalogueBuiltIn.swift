import Primitives

extension Catalogue {
    /// What a new registry begins with. Its own publications go beside or over it.
    public static let builtIn = Catalogue(classes: builtInClasses, masses: builtInMasses, models: builtInModels)

    /// The 54 UNU-KEYs as `unu-0001` to `unu-1002`, and what programmes declare.
    ///
    /// Cartridges with a chip are electrical equipment, but no UNU-KEY names them: they stand under 0301, which takes
    /// the accessories of computers, and not under 0304, whose pieces are whole printers.
    public static let builtInClasses: [DeviceClass] =
        UNUKey.all.map { key in
            DeviceClass(code: code(of: key), unuKey: key.digits, english: key.english, french: key.french)
        } + [
            DeviceClass(code: "notebook", unuKey: "0303", english: "Notebook", french: "Ordinateur portable"),
            DeviceClass(code: "tablet", unuKey: "0303", english: "Tablet", french: "Tablette"),
            DeviceClass(code: "smartphone", unuKey: "0306", english: "Smartphone", french: "Smartphone"),
            DeviceClass(
                code: "feature-phone", unuKey: "0306", english: "Feature phone", french: "Téléphone mobile classique"),
            DeviceClass(
                code: "toner-cartridge", unuKey: "0301", english: "Toner cartridge", french: "Cartouche de toner"),
            DeviceClass(code: "ink-cartridge", unuKey: "0301", english: "Ink cartridge", french: "Cartouche d’encre"),
        ]

    /// Version 1 of every class for which a source was found. Cartridges have none: a programme by weight refuses them
    /// until somebody publishes one with its source. Key 0303 mixes tablets in, so that a notebook has a mass of its
    /// own.
    public static let builtInMasses: [ReferenceMass] =
        UNUKey.all.map { key in
            first(
                code(of: key), Grams(key.grams), from: Day(year: 2021, month: 12, day: 31),
                """
                Statistics Netherlands, ewaste, data/htbl_Key_Weight.csv, 2021 \
                (MIT; Van Straalen, Roskam, Baldé 2016)
                """)
        } + [
            first("notebook", 1_810, from: Day(year: 2021, month: 5, day: 12), subKeys("0303a", "Laptops")),
            first("tablet", 500, from: Day(year: 2021, month: 5, day: 12), subKeys("0303b", "Tablets")),
            first("smartphone", 110, from: Day(year: 2012, month: 12, day: 31), oeko("smartphone")),
            first("feature-phone", 90, from: Day(year: 2012, month: 12, day: 31), oeko("mobile phone")),
        ]

    private static func code(of key: UNUKey) -> Code { Code(stringLiteral: "unu-\(key.digits)") }

    private static func first(_ code: Code, _ mass: Grams?, from day: Day?, _ source: String) -> ReferenceMass {
        guard let version = Version(code, 1), let mass, let day else { preconditionFailure("bad math in Catalogue") }
        return ReferenceMass(version: version, mass: mass, from: day, source: source)
    }

    /// The table gives no year for the sub-keys: they count from the day on which they were published.
    private static func subKeys(_ key: String, _ label: String) -> String {
        """
        SanderNielen/ewaste, data/htbl_Key_Weight.csv, sub-key \(key), no year given, published 2021-05-12 (MIT); \
        that the sub-key means “\(label)” is inferred from data/MarketShare+Content.csv of the same repository
        """
    }

    private static func oeko(_ label: String) -> String {
        """
        Öko-Institut 2012, Recycling critical raw materials from WEEE, pp. 46–47 (figures of Umicore): \(label), \
        without battery
        """
    }
}
