public import Exchange
public import Primitives
public import Programmes

/// Why a row of a declaration is not taken. Rows are refused one by one; the others are not held up.
public enum RowRefusal: Error, Hashable, Sendable {
    /// Neither the row nor the list as a whole says it.
    case textMissing(DeclarationText)
    case textUnfit(DeclarationText, longest: Int)
    case classMissing
    case classUnknown(String)
    case quantityUnreadable(String)
    /// More than one device in a row with a device's own number.
    case quantityOfNumbered(Int64)
    case identifier(DeclarationField, IdentifierRefusal)
    /// The document's name has no normal form, so that its lines cannot be told from another's.
    case document(IdentifierRefusal)
    case lineUnreadable(String)
    /// Neither a number nor a line of the document.
    case unidentified
    case massUnreadable(String)
    /// Three digits behind a point or a comma, in grams: a thousand or a thousandth.
    case massAmbiguous(String)
    /// A number without g, kg, lb or oz behind it, in a column that does not say the unit either.
    case massWithoutUnit(String)
    /// Both in grams and in kilograms.
    case massTwice
    case mass(MassRefusal)
    /// The programme asks nothing for the class.
    case owesNothing(Code)
    /// Above what a declaration can owe.
    case owesTooMuch
    /// None of its numbers is live in the life before this one.
    case lifeNotReached(Int)

    /// Stable: programs compare it.
    public var code: String {
        switch self {
        case .textMissing(let text): "\(text.code)-missing"
        case .textUnfit(let text, _): "\(text.code)-unfit"
        case .classMissing: "class-missing"
        case .classUnknown: "class-unknown"
        case .quantityUnreadable: "quantity-unreadable"
        case .quantityOfNumbered: "quantity-of-numbered"
        case .identifier(_, let refusal): "identifier-\(refusal.code)"
        case .document: "document-line-unfit"
        case .lineUnreadable: "line-unreadable"
        case .unidentified: "unidentified"
        case .massUnreadable: "mass-unreadable"
        case .massAmbiguous: "mass-ambiguous"
        case .massWithoutUnit: "mass-without-unit"
        case .massTwice: "mass-twice"
        case .mass(.classNotInProgramme): "class-not-in-programme"
        case .mass(.outOfRange): "mass-out-of-range"
        case .mass(.modelOfOtherClass): "model-of-other-class"
        case .mass(.referenceTooOld): "reference-mass-too-old"
        case .mass(.noMass): "no-mass"
        case .owesNothing: "owes-nothing"
        case .owesTooMuch: "owes-too-much"
        case .lifeNotReached: "life-not-reached"
        }
    }
}

extension IdentifierRefusal {
    fileprivate var code: String {
        switch self {
        case .empty: "empty"
        case .character: "character"
        case .length: "length"
        case .scientific: "scientific"
        case .placeholder: "placeholder"
        case .checkDigit: "check-digit"
        case .zeroLost: "zero-lost"
        case .testNumber: "test-number"
        case .line: "line"
        case .malformed: "malformed"
        }
    }
}

/// A row that was not taken, by its line in the file.
public struct RefusedRow: Hashable, Sendable {
    /// As an editor counts it, from 1.
    public let line: Int
    public let reason: RowRefusal

    public init(line: Int, reason: RowRefusal) {
        self.line = line
        self.reason = reason
    }
}
