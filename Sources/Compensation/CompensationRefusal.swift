public import Certificates
public import Journal
public import Lots
public import Primitives
public import Programmes

/// What a command about rules, lots, declarations or certificates refuses, with the facts a person needs to mend it.
public enum CompensationRefusal: Error, Hashable, Sendable {
    // Things that are not there, or there already.
    case unknownClass(Code)
    case unknownProgramme(Code)
    case unknownStandard(Code)
    case unknownFacility(Code)
    case unknownLot(Code)
    case unknownWeighing(Code, Int64)
    case unknownDeclaration(Int64)
    case unknownDraft(Int64)
    case unknownCertificate(String)
    /// Only a certificate that is suspended is replaced.
    case notSuspended(RandomID, CertificateState)
    /// No verified lot that the declaration may have has as much as is to be replaced.
    case nothingToReplaceWith(Int64)
    /// What takes its place does not go into one certificate.
    case replacementTooLarge(RandomID)
    case lotExists(Code)
    case classExists(Code)
    case modelExists(maker: String, name: String)
    case consentExists(Code)

    // Rules.
    case versionNotNext(Version, next: Int)
    /// A second or later version that would begin before it is published.
    case retroactive(Version, from: Day, today: Day)
    case noStandardInForce(Code, on: Day)
    case noProgrammeInForce(Code, on: Day)

    // Lots.
    case notACollector(Code)
    case notARecycler(Code)
    /// A seal, bag or device number that is empty, too long, or there twice.
    case badMark(String)
    /// Neither the lot's provider nor its collector nor the facility's party.
    case notConcerned(Actor, Code)
    /// The actor's party had a hand in the lot that it would judge.
    case related(Actor, Code)
    case classNotInStandard(Code, Version)
    case daysReversed(first: Day, last: Day)
    case dayInFuture(Day, today: Day)
    case lotNotOpenToWeighing(Code, LotState)
    case lotState(Code, LotState)
    /// A weighing over several lots is over 2 to 100, each named once.
    case lotsOfWeighing(count: Int, least: Int, most: Int)
    /// A weighing over several lots is shared by their last nets, and this lot has none, or one of nothing.
    case noEarlierNet(Code, Stage)
    /// The lot's share of a weighing would have no gram or no piece.
    case shareEmpty(Code)
    /// A photo stands behind one lot only, and the weighing is over several.
    case photoOfSeveralLots
    case alreadyVoided(Int64)
    case voidedByOwnParty(Actor)
    case nothingToSign(Code)
    case factsChanged(Code)
    case signatureWrong(Code)
    case notImpugned(Code)
    /// What was verified is not more than what is said to have been there.
    case noShortfall(Code, ClaimableMass)

    // Declarations.
    case notYourDeclaration(Actor, Int64)
    /// Only the customer's own members or a provider declare.
    case notYourCustomer(Actor, Code)
    /// The party has no role of a customer.
    case notACustomer(Code)
    /// Only a provider, that received the device again after its resale, says that it is in a later life.
    case laterLife(Int)
    /// A device of the declaration is declared in the life that follows upon this one.
    case laterLifeStands(Int64, life: Int)
    case badDeclarationText(DeclarationText, longest: Int)
    case lifeOutOfRange(Int)
    case tooManyRows(most: Int)
    /// A list with more combinations of beneficiary, cost centre and document than one import makes declarations of.
    case tooManyCombinations(most: Int, line: Int)
    case nothingIncluded(DeclareTally)
    case owedTooMuch(Unit)
    /// Another import that is not finished holds a number of this line of the file.
    case reserved(line: Int)
    /// Another process took this import for a dead one, and swept it.
    case importOvertaken
    /// A draft that is not where the command takes it from.
    case draftState(Int64, DraftState)
    /// Another process is at work on it, or died within the last minute.
    case draftUnderWay(Int64)
    /// The copy of its list is gone, or is not what it was.
    case draftFileDamaged(Int64)
    /// The customer wants its lists accepted by another member than the one who submitted them.
    case secondMemberAsked(Code, Int64?)
    case listTooLarge(most: Int64)
    case unknownReview(Int64)
    /// Cleared or rejected already.
    case reviewDecided(Int64, ReviewState)
    /// One of its numbers is live: by this row of this declaration.
    case reviewClashes(Int64, declaration: Int64, row: Int64, customer: Code)
    /// The row, as it was mended, is none to declare.
    case reviewExcluded(Int64, RowRefusal)
    case alreadyWithdrawn(Int64)
    case rowAlreadyWithdrawn(Int64, row: Int64)
    case retiredCannotBeWithdrawn(Int64, row: Int64)
    case noSuchRow(Int64, row: Int64)

    // Prices, invoices, payment.
    /// An invoice's reference that is empty, too long or not printable.
    case badReference(longest: Int)
    /// The programme counts in this unit, and the price is by the other.
    case priceOfOtherUnit(Code, Unit)
    /// No price of the programme has begun on the declaration's day.
    case noPrice(Code, on: Day)
    /// The invoice would pass 10^15 minor units.
    case amountTooLarge(Int64)
    case alreadyInvoiced(Int64, String)
    /// The reference stands on an invoice of another customer.
    case invoiceOfOther(String, Code)
    /// The reference stands on an invoice in this currency.
    case otherCurrency(String, String)
    case notInvoiced(Int64)
    /// The declaration was invoiced under another reference.
    case otherInvoice(Int64, invoiced: String)
    case alreadyPaid(Int64, String)

    // Retirement and certificates.
    case nothingPromised(Int64)
    /// No declaration is what the cut asks for.
    case noDeclarationInCut(CertificateCut)
    case nothingToCertify(CertificateCut)

    // What no command wrote.
    case damaged(column: String)
}
