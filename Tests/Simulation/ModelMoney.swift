// Prices, invoices and payments.

extension Model {
    mutating func setPrice(_ programme: String, from: Int, _ amount: Int, _ unit: ModelUnit) throws {
        guard let versions = programmes[programme] else { throw Refusal("unknownProgramme") }
        guard versions.contains(where: { $0.unit == unit }) else { throw Refusal("priceOfOtherUnit") }
        prices.append(ModelPrice(programme: programme, from: from, amount: amount, unit: unit))
    }

    mutating func invoice(_ index: Int, _ reference: String, _ stated: Int?) throws {
        let declaration = try toPay(index)
        let others = declarations.indices.filter { declarations[$0].invoice?.reference == reference }
        guard others.allSatisfy({ declarations[$0].customer == declaration.customer }) else {
            throw Refusal("invoiceOfOther")
        }
        let owed = declaration.owed - declaration.withdrawn.count
        let began = prices.indices.filter {
            prices[$0].programme == declaration.programme.code && prices[$0].unit == declaration.unit
                && prices[$0].from <= declaration.day
        }
        // The last first day, and of one day what was said last.
        let price = stated == nil ? began.max { (prices[$0].from, $0) < (prices[$1].from, $1) } : nil
        guard stated != nil || price != nil else { throw Refusal("noPrice") }
        let amount = stated ?? cost(of: owed, declaration.unit, each: price.map { prices[$0].amount } ?? 0)
        let invoice = ModelInvoice(reference: reference, amount: amount, owed: owed, price: price)
        if let earlier = declaration.invoice, isSame(earlier, invoice) { throw Refusal("alreadyInvoiced") }
        declarations[index].invoice = invoice
    }

    mutating func pay(_ index: Int, _ reference: String) throws {
        let declaration = try toPay(index)
        guard let invoice = declaration.invoice else { throw Refusal("notInvoiced") }
        guard invoice.reference == reference else { throw Refusal("otherInvoice") }
        declarations[index].isPaid = true
    }

    private func toPay(_ index: Int) throws -> ModelDeclaration {
        let declaration = try declaration(index)
        guard !declaration.isPaid else { throw Refusal("alreadyPaid") }
        guard declaration.withdrawn.count < declaration.owed else { throw Refusal("alreadyWithdrawn") }
        return declaration
    }

    /// Gram by gram: each brings its thousandth, and half a minor unit in the end is one more.
    private func cost(of count: Int, _ unit: ModelUnit, each: Int) -> Int {
        guard unit == .grams else { return (0..<count).reduce(0) { sum, _ in sum + each } }
        var (whole, thousandths) = (0, 0)
        for _ in 0..<count {
            thousandths += each
            whole += thousandths / 1_000
            thousandths %= 1_000
        }
        return thousandths >= 500 ? whole + 1 : whole
    }

    /// Two prices that say the same are one.
    private func isSame(_ one: ModelInvoice, _ other: ModelInvoice) -> Bool {
        func said(_ price: Int?) -> [Int]? { price.map { [prices[$0].from, prices[$0].amount] } }
        return one.reference == other.reference && one.amount == other.amount && one.owed == other.owed
            && said(one.price) == said(other.price)
    }
}
