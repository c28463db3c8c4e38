import Foundation
import Testing

/// `certificate prove-device`, and what it writes in the hands of `counterweight-verify device`.
@Suite struct ProveDeviceTests {
    /// Three devices of PO-1, of which two are certified in `acme.json`, printed in `acme.pdf`; `trust.txt` has the keys.
    private func certified() throws -> (shop: Shop, certificate: String) {
        let shop = try Shop.open()
        try shop.seal("GH-1", bag: "B-1")
        try shop.done("lot verify GH-1 --key veritas/verifier.key", as: "vera@veritas")
        try shop.write(
            "serial,maker,class,imei\nSN10001,Apple,smartphone,356938035643809\nSN10002,Apple,smartphone,\nSN10003,Apple,smartphone,\n",
            to: "devices.csv")
        try shop.done(
            "declare devices.csv --customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1",
            as: "eva@acme")
        try shop.done("match")
        try shop.done("retire --most 2")
        let issued = try shop.run("certificate issue --document PO-1 --out acme.json --json".words).json()
        try shop.write(try shop.done("journal trust"), to: "trust.txt")
        let certificates = try #require(issued["certificates"] as? [[String: Any]])
        let certificate = try #require(certificates.first?["certificate"] as? String)
        try shop.done("certificate print \(certificate) --out acme.pdf")
        return (shop, certificate)
    }

    private func verify(
        _ shop: Shop, _ line: String, language: String = "C.UTF-8"
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "\(Shop.command)-verify")
        process.arguments = ["device"] + line.words
        process.currentDirectoryURL = shop.folder
        process.environment = ["LANG": language]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    @Test func aDeviceIsProvedBesideTheBundleAndThePDF() throws {
        let (shop, certificate) = try certified()
        let said = try shop.done("certificate prove-device \(certificate) 356938035643809 --out phone.json")
        #expect(said.contains("row 1 is proved in phone.json"), "\(said)")
        #expect(try shop.text("phone.json").utf8.count < 2_000)
        for bundle in ["acme.json", "acme.pdf"] {
            let run = try verify(shop, "phone.json --bundle \(bundle) --trust trust.txt")
            #expect(run.status == 0, "\(run.output)")
            for text in [
                "imei:35693803564380 and serial:APPLE:SN10001", "covers it whole, in the name of Acme", "Valid:",
                "is the issuer’s word (V-12)", "no lot is named", "is what the customer declared",
            ] { #expect(run.output.contains(text), "\(run.output)") }
            #expect(!run.output.contains("SN10002"))
        }
        let unknown = try verify(shop, "phone.json --bundle acme.json")
        #expect(unknown.status == 3 && unknown.output.contains("Intact"), "\(unknown.output)")
        let french = try verify(shop, "phone.json --bundle acme.json --trust trust.txt", language: "fr_FR.UTF-8")
        #expect(french.status == 0 && french.output.contains("le couvre entier"), "\(french.output)")
        let json = try verify(shop, "phone.json --bundle acme.json --trust trust.txt --json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let device = try #require((object["devices"] as? [[String: Any]])?.first)
        #expect(device["outcome"] as? String == "valid" && device["row"] as? Int == 1)
        #expect(device["identifiers"] as? [String] == ["imei:35693803564380", "serial:APPLE:SN10001"])
        #expect(device["covered"] as? Int == 1 && device["owed"] as? Int == 1)
    }

    @Test func aFleetIsProvedInOneCallAndTheRestIsTold() throws {
        let (shop, certificate) = try certified()
        try shop.write(
            "SN10001\r\n\n  serial:APPLE:SN10002 \nSN10003\nSN77777\nimei:35693803564380\nbad:text\n", to: "fleet.txt")
        let run = try shop.run("certificate prove-device \(certificate) --list fleet.txt --out proofs --json".words)
        let answer = try run.json()
        #expect(run.status == 1, "\(run.output)")
        let refused = try #require(answer["refused"] as? [[String: Any]])
        #expect(refused.map { $0["code"] as? String } == ["device-not-covered", "device-unknown", "malformed"])
        let proofs = try #require(answer["proofs"] as? [[String: Any]])
        #expect(proofs.map { $0["row"] as? Int } == [1, 2])
        let files = proofs.compactMap { $0["file"] as? String }
        let checked = try verify(shop, "\(files.joined(separator: " ")) --bundle acme.json --trust trust.txt")
        #expect(checked.status == 0 && checked.output.contains("SN10002"), "\(checked.output)")
        let told = try shop.run("certificate prove-device \(certificate) --list fleet.txt --out proofs".words)
        #expect(told.status == 1 && told.output.contains("2 devices are proved in proofs"), "\(told.output)")
        #expect(told.output.contains("No certificate covers it."))
    }

    @Test func whatIsWrongEndsWithOneAndWhatCannotBeReadWithTwo() throws {
        let (shop, certificate) = try certified()
        try shop.done("certificate prove-device \(certificate) --row 2 --out two.json")
        let good = try shop.text("two.json")
        try shop.write(good.replacing("SN10002", with: "SN10009"), to: "forged.json")
        let forged = try verify(shop, "forged.json two.json --bundle acme.json --trust trust.txt")
        #expect(forged.status == 1, "\(forged.output)")
        for text in [
            "does not lead to the manifest root", "do not rely on this proof", "not every proof is",
            "serial:APPLE:SN10002",
        ] { #expect(forged.output.contains(text), "\(forged.output)") }
        try shop.write("{}", to: "none.json")
        let none = try verify(shop, "none.json --bundle acme.json --trust trust.txt")
        #expect(none.status == 1 && none.output.contains("not a device’s proof"), "\(none.output)")
        try shop.write(String(repeating: "x", count: 70_000), to: "long.json")
        #expect(try verify(shop, "long.json --bundle acme.json").status == 2)
        #expect(try verify(shop, "nowhere.json --bundle acme.json").status == 2)
        #expect(try verify(shop, "two.json").status == 2)
        #expect(try verify(shop, "two.json --bundle two.json").status == 1)
    }

    @Test func aSuspendedCertificateIsProvedAndRefusedByItsStatus() throws {
        let (shop, certificate) = try certified()
        try shop.done("lot impugn GH-1 --cause evidence-false", as: "vera@veritas")
        let said = try shop.done("certificate prove-device \(certificate) SN10001 --out one.json")
        #expect(said.contains("suspended"), "\(said)")
        try shop.done("certificate export \(certificate) --out today.json")
        let run = try verify(shop, "one.json --bundle today.json --trust trust.txt")
        #expect(run.status == 1 && run.output.contains("suspended, as of"), "\(run.output)")
        #expect(!run.output.contains("covers it whole"))
        // An older bundle says what was so then, and of which day.
        #expect(try verify(shop, "one.json --bundle acme.json --trust trust.txt").status == 0)
    }

    @Test func devicesAreNamedInOneWay() throws {
        let (shop, certificate) = try certified()
        for line in [
            "", "SN10001 --row 1", "--row 1 --list devices.csv", "--row 1 --row 2 --position 1", "SN10001 --position 1",
        ] {
            let run = try shop.run("certificate prove-device \(certificate) \(line) --out x.json --json".words)
            #expect(run.status == 2 && run.output.contains("devices-to-prove"), "\(line): \(run.output)\(run.errors)")
        }
        #expect(try shop.run("certificate prove-device \(certificate) SN-é --out x.json".words).status == 2)
        #expect(try shop.run("certificate prove-device \(certificate) SN1 --out no/x.json".words).status == 1)
    }
}
