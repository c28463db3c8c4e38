import Foundation
import Testing

/// `certificate print`, and the printed file in the hands of `counterweight-verify`.
@Suite struct PrintTests {
    /// A registry with two devices, certified in `acme.json`.
    private func certified() throws -> (shop: Shop, certificate: String) {
        let shop = try Shop.open()
        try shop.seal("GH-1", bag: "B-1")
        try shop.done("lot verify GH-1 --key veritas/verifier.key", as: "vera@veritas")
        try shop.write("serial,maker,class\nSN10001,Apple,smartphone\nSN10002,Apple,smartphone\n", to: "devices.csv")
        try shop.done(
            "declare devices.csv --customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acmé --document PO-1",
            as: "eva@acme")
        try shop.done("match")
        try shop.done("retire")
        let issued = try shop.run("certificate issue --document PO-1 --out acme.json --json".words).json()
        let certificates = try #require(issued["certificates"] as? [[String: Any]])
        return (shop, try #require(certificates.first?["certificate"] as? String))
    }

    private func verify(_ shop: Shop, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "\(Shop.command)-verify")
        process.arguments = ["certificate"] + arguments
        process.currentDirectoryURL = shop.folder
        process.environment = ["LANG": "C.UTF-8"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    private func text(_ shop: Shop, _ name: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pdftotext", name, "-"]
        process.currentDirectoryURL = shop.folder
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// docs/spec/certificates.md, V-23 and V-26.
    @Test func theRegistryListsDevicesAndTheVerifierPrintsTheStatement() throws {
        let (shop, certificate) = try certified()
        let run = try shop.run("certificate print \(certificate) --out acme.pdf --bilingual --json".words)
        let answer = try run.json()
        #expect(run.status == 0 && answer["pages"] as? Int == 3 && answer["state"] as? String == "live")
        let page = try text(shop, "acme.pdf")
        #expect(page.contains("serial:APPLE:SN10001") && page.contains("Annexe 2. Appareils"), "\(page)")
        #expect(page.contains("Acmé"))

        let trust = try shop.done("journal trust")
        try shop.write(trust, to: "trust.txt")
        let checked = try verify(shop, ["acme.pdf", "--trust", "trust.txt"])
        #expect(checked.status == 0 && checked.output.contains("For these 2 devices of Acmé"), "\(checked.output)")
        #expect(checked.output.contains("The pages around it were not compared with it"))
        #expect(!checked.output.lowercased().contains("genuine"))
        #expect(try verify(shop, ["acme.pdf"]).status == 3)
        let json = try verify(shop, ["acme.pdf", "--json"]).output
        let bundle = try verify(shop, ["acme.json", "--json"]).output
        #expect(json.contains("\"page\"") && !bundle.contains("\"page\""))
    }

    @Test func aBundleIsPrintedWithoutARegistryAndWithoutDevices() throws {
        let (shop, _) = try certified()
        let run = try shop.run(
            [
                "certificate", "print", "--bundle", "acme.json", "--out", "page.pdf", "--paper", "letter", "--language",
                "fr",
            ],
            environment: ["COUNTERWEIGHT_DATA": "nowhere"])
        #expect(run.status == 0 && run.output.contains("2 pages"), "\(run.output)\(run.errors)")
        let page = try text(shop, "page.pdf")
        #expect(page.contains("Certificat de compensation") && !page.contains("SN10001"))
    }

    @Test func aRevokedCertificateIsPrintedAsThat() throws {
        let (shop, certificate) = try certified()
        try shop.done("lot impugn GH-1 --cause evidence-false", as: "vera@veritas")
        #expect(try shop.done("certificate print \(certificate) --out a.pdf").contains("suspended"))
        #expect(try text(shop, "a.pdf").contains("SUSPENDED"))
        try shop.done("lot reverse GH-1 --cause evidence-false", as: "vera@veritas")
        #expect(try shop.done("certificate print \(certificate) --out a.pdf").contains("revoked"))
        #expect(try text(shop, "a.pdf").contains("REVOKED"))
        let checked = try verify(shop, ["a.pdf"])
        #expect(checked.status == 1 && checked.output.contains("do not rely on this certificate"))
    }

    /// Serves a folder with Python's file server, and asks it for one path.
    private static let fetch = """
        import functools, http.server, sys, threading, urllib.request
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *arguments): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=sys.argv[1]))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        answer = urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}{sys.argv[2]}")
        sys.stdout.buffer.write(f"{answer.status} {answer.headers.get_content_type()}\\n".encode() + answer.read())
        """

    /// docs/spec/certificates.md, V-30.
    @Test func theAddressShowsAPageForEachCertificateAsOfNow() throws {
        let (shop, certificate) = try certified()
        let path = "public/certificates/\(certificate)/index.html"
        func page() throws -> String { try String(contentsOf: shop.folder.appending(path: path), encoding: .utf8) }
        func number() throws -> Int {
            let attributes = try FileManager.default.attributesOfItem(atPath: shop.folder.appending(path: path).path)
            return try #require(attributes[.systemFileNumber] as? Int)
        }
        #expect(try shop.done("certificate publish public").contains("1 certificate has its page there"))
        #expect(try page().contains("Not revoked and not suspended as of") && !page().contains("Acmé"))
        let first = try number()
        // A file server answers the code's address with it.
        let served = Process()
        served.executableURL = URL(filePath: "/usr/bin/env")
        served.arguments = ["python3", "-c", Self.fetch, "public", "/certificates/\(certificate)"]
        served.currentDirectoryURL = shop.folder
        let answer = Pipe()
        served.standardOutput = answer
        try served.run()
        let body = answer.fileHandleForReading.readDataToEndOfFile()
        served.waitUntilExit()
        #expect(try String(decoding: body, as: UTF8.self) == "200 text/html\n\(page())")
        let again = try shop.run("certificate publish public --json".words).json()
        #expect(again["pages"] as? Int == 1)
        #expect(try number() == first, "what is as it was is not written again")
        try shop.done("lot impugn GH-1 --cause evidence-false", as: "vera@veritas")
        try shop.done("certificate publish public")
        #expect(try page().contains("suspended, since a lot behind it is doubted"))
        try shop.done("lot reverse GH-1 --cause evidence-false", as: "vera@veritas")
        try shop.done("certificate publish public")
        #expect(try page().contains("Revoked as of") && page().contains("since a lot behind it did not stand up"))
    }

    @Test func aPDFWithoutABundleIsWrong() throws {
        let (shop, _) = try certified()
        try shop.write("%PDF-1.7\nnothing\n", to: "bare.pdf")
        let run = try verify(shop, ["bare.pdf"])
        #expect(run.status == 1 && run.output.contains("cannot be read"), "\(run.output)")
        #expect(try verify(shop, ["bare.pdf", "--language", "fr"]).output.contains("Redemandez le fichier."))
    }
}
