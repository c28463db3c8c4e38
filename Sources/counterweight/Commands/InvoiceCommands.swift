import ArgumentParser
import CanonicalJSON
import Compensation
import Journal
import Primitives
import Programmes
import Wording

struct ProgrammePricing: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("price", .programmePrice) }

    @Argument(help: .said(.programme, .code), transform: Read.code) var programme: Code
    @Option(help: .said(.programmePrice, .price), transform: Read.programmePrice) var price: PriceText
    @Option(help: .said(.priceFrom, .day), transform: Read.day) var from: Day
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        guard let price = ProgrammePrice(from: from, unit: price.unit, each: price.each) else {
            preconditionFailure("read within its bounds")
        }
        let (compensation, actor) = try await common.openToAct()
        try await compensation.set(price, of: programme, as: actor)
        var answer = Answer()
        answer.json["programme"] = .code(programme)
        answer.json["price"] = .price(price)
        answer.say(SaidPhrase.priceSet(programme, price))
        answer.sign(actor)
        return answer
    }
}

struct ProgrammePrices: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("prices", .programmePrices) }

    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let prices = try await common.open().prices()
        var answer = Answer()
        answer.json["prices"] = .array(
            prices.map {
                ["programme": .code($0.programme), "price": .price($0.price), "setOn": .day($0.day)]
            })
        answer.list(
            [.init(.programme), .init(.from), .init(.price, right: true), .init(.day)],
            prices.map {
                [
                    $0.programme.text, $0.price.from.text, SaidPhrase.price($0.price).said, $0.day.text,
                ]
            }, none: .none)
        return answer
    }
}

struct DeclareInvoice: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("invoice", .declareInvoice) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @Option(help: .said(.invoiceReference, .text), transform: Read.mark) var invoice: String
    @Option(help: .said(.invoiceAmount, .price), transform: Read.money) var amount: Money?
    @Option(help: .said(.invoiceDay, .day), transform: Read.day) var day: Day?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let made = try await compensation.invoice(
            declaration: declaration, reference: invoice, stating: amount, on: day, as: actor)
        var answer = Answer()
        answer.json["declaration"] = .declaration(declaration)
        answer.json["invoice"] = .invoice(made.invoice)
        answer.json["replaced"] = made.replaced.map(JSON.invoice)
        answer.say(SaidPhrase.invoiced(declaration, made.invoice))
        if let replaced = made.replaced { answer.say(SaidPhrase.invoiceReplaced(replaced)) }
        answer.sign(actor)
        return answer
    }
}

struct DeclarePaid: AnsweringCommand {
    static var configuration: CommandConfiguration { CommandConfiguration("paid", .declarePaid) }

    @Argument(help: .said(.declaration, .declaration), transform: Read.declaration) var declaration: Int64
    @Option(help: .said(.invoicePaid, .text), transform: Read.mark) var invoice: String
    @Option(help: .said(.paidDay, .day), transform: Read.day) var day: Day?
    @OptionGroup var common: CommonOptions

    func answer() async throws -> Answer {
        let (compensation, actor) = try await common.openToAct()
        let sequence = try await compensation.recordPayment(
            declaration: declaration, reference: invoice, on: day, as: actor)
        var answer = Answer(sequence)
        answer.json["declaration"] = .declaration(declaration)
        answer.json["invoice"] = .string(invoice)
        answer.say(SaidPhrase.isPaid(declaration, invoice, sequence))
        answer.sign(actor)
        return answer
    }
}

extension JSON {
    static func money(_ money: Money) -> JSON {
        ["currency": .string(money.currency), "minorUnits": .integer(money.minorUnits)]
    }

    static func price(_ price: ProgrammePrice) -> JSON {
        [
            "from": .day(price.from), "unit": .string(price.unit.rawValue), "currency": .string(price.each.currency),
            "minorUnits": .integer(price.each.minorUnits), "per": price.unit == .pieces ? "piece" : "kg",
        ]
    }

    static func invoice(_ invoice: Invoice) -> JSON {
        var json = JSONObject()
        json["reference"] = .string(invoice.reference)
        json["day"] = .day(invoice.day)
        json["amount"] = .money(invoice.amount)
        json["quantity"] = .quantity(invoice.quantity)
        json["price"] = invoice.price.map(JSON.price)
        return .object(json)
    }
}
