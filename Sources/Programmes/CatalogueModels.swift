import Primitives

extension Catalogue {
    /// Masses that makers state, battery in and packaging out. No maker's own page could be read when this was written
    /// (2026): each figure is the one reported by the source named, and agreed with at least one other report. A model
    /// of which the maker only says "from" is not here, for the real one is heavier, nor is one on which reports
    /// differ.
    public static let builtInModels: [DeviceModel] = [
        model("Apple", "iPhone 15", "smartphone", 171, "Applivery, 12 September 2023"),
        model("Apple", "iPhone 15 Plus", "smartphone", 201, "Applivery, 12 September 2023"),
        model("Google", "Pixel 8", "smartphone", 187, "nextpit, 4 October 2023"),
        model("Google", "Pixel 8 Pro", "smartphone", 213, "XDA Developers, 4 October 2023"),
        model("Samsung", "Galaxy S23", "smartphone", 168, "PhoneArena, February 2023"),
    ]

    private static func model(
        _ maker: String, _ name: String, _ deviceClass: Code, _ mass: Grams, _ report: String
    ) -> DeviceModel {
        DeviceModel(
            maker: maker, name: name, deviceClass: deviceClass, mass: mass,
            source: "\(maker), specification of \(name) at its launch, as reported by \(report)")
    }
}
