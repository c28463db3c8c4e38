import Certificates
import Foundation
import Primitives
import Testing

/// The life of a lot and of a declaration, told by the built command.
@Suite struct StoryTests {
    @Test func fromAnEmptyFolderToACertificate() throws {
        let shop = try Shop.open()
        #expect(try shop.mode("veritas/verifier.key") == 0o600 && shop.mode("veritas") == 0o700)
        try shop.seal("GH-1", bag: "B-1")
        try shop.write(
            "serial,maker,class\nSN10001,Apple,smartphone\nSN10002,Apple,smartphone\nSN10002,Apple,smartphone\nX,Apple,drone\n",
            to: "devices.csv")
        let declared = try shop.run(
            "declare devices.csv --customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1 --receipt receipt.json --json --actor eva@acme"
                .words)
        let declaration = try declared.json()
        let name = try #require(declaration["declaration"] as? String)
        #expect(declared.status == 0 && declaration["included"] as? Int == 2 && declaration["duplicates"] as? Int == 1)
        #expect(declaration["excluded"] as? Int == 1 && declaration["actorProven"] as? Bool == false)
        #expect(try shop.mode("receipt.json") == 0o600 && shop.text("receipt.json").contains("\"seed\":"))
        #expect(!declared.output.contains("seed"))

        #expect(try shop.done("match").contains("\(name)"))
        #expect(try shop.done("retire").contains("Nothing was retired."))
        let verified = try shop.done("lot verify GH-1 --key veritas/verifier.key", as: "vera@veritas")
        #expect(verified.contains("Lot GH-1 is verified"))
        #expect(try shop.done("retire \(name)").contains("2 pieces"))
        try shop.done("certificate issue \(name) --out acme.json")
        let certificates = try shop.run(["certificate", "list", "--json"]).json()["certificates"] as? [[String: Any]]
        let certificate = try #require(certificates?.first?["certificate"] as? String)
        #expect(try shop.done("explain certificate \(certificate)").contains("GH-1"))
        #expect(certificates?.first?["declarations"] as? [String] == [name])
        #expect(try shop.done("explain device SN10001").contains("GH-1"))
        #expect(try shop.done("explain declaration \(name)").contains("Nothing waits."))
        #expect(try shop.done("explain lot GH-1").contains("treatment"))
        #expect(try shop.done("status").contains("PO-1"))
        try shop.done("journal export public --sealed")
        #expect(try shop.text("public/checkpoint") == shop.done("journal checkpoint"))
        #expect(try shop.done("check").contains("All is sound."))

        try shop.done("lot impugn GH-1 --cause evidence-false", as: "vera@veritas")
        #expect(try shop.done("lot reverse GH-1 --cause evidence-false", as: "vera@veritas").contains("revoked"))
        #expect(try shop.done("check").contains("All is sound."))
        #expect(try shop.done("explain declaration \(name)").contains("Waits"))
        #expect(try shop.done("declare withdraw \(name) --row 1", as: "eva@acme").contains("1 row"))
    }

    /// One cut, two beneficiaries: two files, and the one that was there is left as it was.
    @Test func aCutOfTwoBeneficiariesIsTwoFiles() throws {
        let shop = try Shop.open()
        try shop.seal("GH-1", bag: "B-1")
        try shop.done("lot verify GH-1 --key veritas/verifier.key", as: "vera@veritas")
        try shop.write(
            "serial,maker,class,beneficiary\nSN1001,Apple,smartphone,Acme\nSN1002,Apple,smartphone,Globex\n",
            to: "devices.csv")
        try shop.done(
            "declare devices.csv --customer acme --programme one-for-one --day 2026-05-02 --document PO-1",
            as: "eva@acme")
        try shop.done("match")
        try shop.done("retire")
        try shop.write("mine\n", to: "po-2.json")
        let run = try shop.run("certificate issue --document PO-1 --out po.json --json".words)
        let certificates = try #require(try run.json()["certificates"] as? [[String: Any]])
        #expect(run.status == 0 && certificates.map { $0["file"] as? String } == ["po.json", "po-3.json"])
        #expect(certificates.map { $0["beneficiary"] as? String } == ["Acme", "Globex"])
        #expect(try shop.text("po-2.json") == "mine\n" && shop.text("po-3.json").contains("Globex"))
        #expect(try shop.run("certificate list --language fr".words).output.contains("en vigueur"))
        let number = try #require(certificates[0]["certificate"] as? String)
        #expect(try shop.done("explain certificate \(number)").contains("document PO-1"))
    }

    @Test func aVerifierSignsElsewhere() throws {
        let shop = try Shop.open()
        try shop.seal("GH-1", bag: "B-1")
        try shop.done("lot verify GH-1 --request to-sign", as: "vera@veritas")
        let seed = try #require(Hexadecimal.bytes(String(shop.text("veritas/verifier.key").dropLast())))
        let key = try #require(IssuerKey(seed: seed))
        let bytes = [UInt8](try Data(contentsOf: shop.folder.appending(path: "to-sign")))
        let wrong = String(repeating: "00", count: 64)
        let refused = try shop.run("lot verify GH-1 --signature \(wrong) --actor vera@veritas --json".words)
        #expect(refused.status == 1 && refused.output.contains("\"signature-wrong\""))
        try shop.write(Hexadecimal.text(key.signature(of: bytes)) + "\n", to: "signed")
        #expect(try shop.done("lot verify GH-1 --signature signed", as: "vera@veritas").contains("is verified"))
    }

    @Test func theGuardRefusesWithOne() throws {
        let shop = try Shop.open()
        try shop.seal("GH-1", bag: "B-1")
        try shop.seal("GH-2", bag: "B-1")
        let run = try shop.run("lot verify GH-2 --key veritas/verifier.key --actor vera@veritas --json".words)
        let json = try run.json()
        #expect(run.status == 1 && json["verified"] as? Bool == false)
        let verdicts = try #require(json["verdicts"] as? [[String: Any]])
        #expect(verdicts.filter { $0["outcome"] as? String == "fail" }.map { $0["rule"] as? String } == ["uniqueness"])
        #expect(try shop.run("lot list --language fr".words).output.contains("scellé"))
    }

    @Test func aRowThatClashesWithAnotherCustomersDeviceIsSettled() throws {
        let shop = try Shop.open()
        try shop.done("party record globex --name Globex --country DE --role customer --member hank")
        try shop.write("serial,maker,class\nSN10001,Apple,smartphone\nSN10002,Apple,smartphone\n", to: "theirs.csv")
        try shop.write("serial,class\nSN10001,smartphone\nSN10002,smartphone\nX,drone\n", to: "ours.csv")
        func declare(_ list: String, _ customer: String, _ more: String = "") -> String {
            "declare \(list) --customer \(customer) --programme one-for-one --day 2026-05-02 --beneficiary \(customer) --document PO-1 \(more)"
        }
        try shop.done(declare("theirs.csv", "globex"), as: "hank@globex")
        let run = try shop.run(declare("ours.csv", "acme", "--verdicts all.csv --json --actor eva@acme").words)
        let told = try run.json()
        #expect(run.status == 0 && told["underReview"] as? Int == 2 && told["reviewsKept"] as? Int == 2)
        #expect(told["included"] as? Int == 0 && told["excluded"] as? Int == 1 && !run.output.contains("globex"))
        let verdicts = try shop.text("all.csv")
        #expect(verdicts.contains(",2,under-review,,") && verdicts.contains(",4,excluded,class-unknown,"))
        #expect(try shop.done("review list", as: "hank@globex").contains("No row is under review."))
        #expect(try !shop.done("review list", as: "eva@acme").contains("globex"))
        #expect(try shop.done("review list").contains("row 1 of globex"))
        #expect(try shop.run("review clear 1 --json".words).output.contains("\"review-clashes\""))
        #expect(try shop.run("review clear 1 --actor eva@acme --json".words).output.contains("\"not-permitted\""))
        #expect(try shop.done("review clear 1 --maker Fairphone").contains("owes 1 piece"))
        #expect(try shop.done("review reject 2").contains("Review 2 is rejected."))
        let all = try shop.run("review list --all --json".words).json()["reviews"] as? [[String: Any]]
        #expect(all?.map { $0["state"] as? String } == ["cleared", "rejected"])
        #expect(try shop.done("check").contains("All is sound."))
    }

    @Test func serialNumbersComeLater() throws {
        let shop = try Shop.open()
        try shop.write("class,quantity,line\nsmartphone,3,1\n", to: "lines.csv")
        let declared = try shop.run(
            "declare lines.csv --customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1 --json --actor eva@acme"
                .words)
        let name = try #require(try declared.json()["declaration"] as? String)
        try shop.write("maker,serial\nApple,SN10001\nApple,N/A\nApple,SN10002\n", to: "serials.csv")
        let run = try shop.run(["declare", "identify", name, "serials.csv", "--json", "--actor", "eva@acme"])
        let rows = try run.json()["rows"] as? [[String: Any]]
        #expect(run.status == 0 && rows?.map { $0["verdict"] as? String } == ["attached", "excluded", "attached"])
        #expect(rows?.map { $0["position"] as? Int } == [1, nil, 2])
        let again = try shop.done("declare identify \(name) serials.csv", as: "eva@acme")
        #expect(again.contains("0 devices are attached") && again.contains("line 3: "))
        try shop.done("declare identify \(name) serials.csv --excluded mend.csv --verdicts all.csv", as: "eva@acme")
        let mend = try shop.text("mend.csv").split(separator: "\r\n")
        #expect(mend.count == 2 && mend[0].hasPrefix("maker,serial,counterweight_line,"))
        #expect(mend[1].hasPrefix("Apple,N/A,3,excluded,identifier-placeholder,"))
        #expect(try shop.text("all.csv").split(separator: "\r\n").count == 4)
        let device = try shop.run("explain device SN10002 --json".words).json()["devices"] as? [[String: Any]]
        #expect(device?.first?["position"] as? Int == 2 && device?.first?["owed"] as? Int == 1)
        #expect(try shop.done("check").contains("All is sound."))
    }
}
