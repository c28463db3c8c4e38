public import Journal
public import Primitives

/// Why a balance of an earlier system is not taken over, with the facts a person needs to mend its row.
public enum OpeningRefusal: Error, Hashable, Sendable {
    // The earlier system.
    case cutOffToCome(Day, today: Day)
    /// Every list of one system names the same cut-off day.
    case cutOffDiffers(Code, stated: Day, known: Day)
    case afterCutOff(Day, until: Day)

    // Any row.
    /// The earlier system's id is known, under this entry, and the row says something else than was taken over.
    case changed(TakenOverKind, String, Int64)
    case badLegacyID(longest: Int)
    case notAProvider(Code)

    // Declarations: whole as they were, or not at all.
    /// Rows of one declaration that say different customers, days or papers; the column, and the line of the first of them.
    case rowsDiffer(column: String, line: Int)
    case rowRefused(RowRefusal)
    /// A device of the row owes here already, by another row or an earlier declaration.
    case rowDuplicate
    /// A device of the row is another customer's here.
    case rowUnderReview
    /// The row could be taken over; this other line of its declaration could not.
    case otherRow(line: Int)
    /// Not every row of the declaration could be included.
    case notWhole(DeclareTally)
    case owedDiffers(stated: Int64, follows: Int64)

    // Retirements.
    case unknownLot(Code, String)
    case unknownDeclaration(Code, String)
    case unitDiffers(Unit, declaration: Unit)
    case beneficiaryDiffers(String, declaration: String)
    /// More than the declaration has left to retire.
    case moreThanWaits(Quantity, waiting: Quantity)
    /// Its units lie in more runs than one entry names.
    case tooManyRuns(most: Int)
    case nothingToCertify(Int64)
}
