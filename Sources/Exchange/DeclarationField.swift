/// What a column of a declaration's sheet says. The raw value is its name in a mapping, and the heading by which it is
/// found where the mapping is silent.
public enum DeclarationField: String, Hashable, Sendable, CaseIterable {
    case deviceClass = "class"
    case maker
    case model
    case serial
    case imei
    case imei2
    case assetTag = "asset_tag"
    /// Whole grams; a part of a gram counts as one. `1,650` and `1.650` could be either and are refused.
    case massGrams = "mass_g"
    /// Kilograms with a decimal point or comma, to the gram; a part of a gram counts as one.
    case massKilograms = "mass_kg"
    /// A number with its unit behind it: g, kg, lb or oz.
    case mass
    case quantity
    case line
    /// In whose name mass will be retired; the customer's cost centre; the purchase order, invoice or sale.
    case beneficiary
    case costCentre = "cost_centre"
    case purchaseOrder = "purchase_order"

    package var index: Int {
        switch self {
        case .deviceClass: 0
        case .maker: 1
        case .model: 2
        case .serial: 3
        case .imei: 4
        case .imei2: 5
        case .assetTag: 6
        case .massGrams: 7
        case .massKilograms: 8
        case .quantity: 9
        case .line: 10
        case .beneficiary: 11
        case .costCentre: 12
        case .purchaseOrder: 13
        case .mass: 14
        }
    }

    /// Whether one value may stand for every row: never for what tells two devices apart.
    package var mayBeConstant: Bool {
        switch self {
        case .deviceClass, .maker, .model, .massGrams, .massKilograms, .mass, .beneficiary, .costCentre, .purchaseOrder:
            true
        case .serial, .imei, .imei2, .assetTag, .quantity, .line: false
        }
    }

    /// Whether a row can be known by it.
    package var identifies: Bool {
        switch self {
        case .serial, .imei, .imei2, .assetTag, .line: true
        case .deviceClass, .maker, .model, .massGrams, .massKilograms, .mass, .quantity, .beneficiary, .costCentre,
            .purchaseOrder:
            false
        }
    }
}
