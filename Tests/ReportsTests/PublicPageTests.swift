import Foundation
import GreenClaims
import Journal
import Primitives
import Testing
import Wording

@testable import Certificates
@testable import Compensation
@testable import Reports

/// docs/spec/certificates.md, V-30: what a certificate's address shows.
@Suite struct PublicPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Golden/certificates")
    private static let asOf = Day("2026-11-27") ?? .first
    private static let successor = RandomID(Array(repeating: 0xC5, count: 16))

    private static func credential(_ name: String = "bundle.json") throws -> CertificateCredential {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        return try CertificateCredential(try CertificateBundle(bytes: bytes).credential)
    }

    private static func page(
        _ content: CertificateContent? = nil, of name: String = "bundle.json", _ state: CertificateState = .live,
        _ cause: CertificateCause? = nil, replacedBy successor: RandomID? = nil
    ) throws -> String {
        let credential = try credential(name)
        let content = content ?? credential.content
        let turned = cause.map { cause in
            (
                day: asOf,
                entry: CertificateTurned(
                    certificate: content.certificate, state: state, cause: cause, replacedBy: successor)
            )
        }
        let standing = CertificateStanding(
            content: content, digest: credential.digest, sequence: 54, state: state, turned: turned,
            successor: successor.map { "https://later.example/2/certificates/\($0.text)" })
        return String(decoding: PublicPage(standing, asOf: asOf).bytes, as: UTF8.self)
    }

    /// What a person reads: without the elements.
    private static func text(_ page: String) -> String {
        page.replacing(#/<style>[^<]*</style>/#, with: "").replacing(#/<[^>]*>/#, with: " ")
    }

    @Test(arguments: ["page", "page-replaced"]) func isWhatItIs(name: String) throws {
        let page =
            name == "page"
            ? try Self.page() : try Self.page(nil, of: "bundle.json", .revoked, .replaced, replacedBy: Self.successor)
        let path = Self.folder.appending(path: "\(name).html")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(page.utf8).write(to: path)
        }
        #expect(try String(contentsOf: path, encoding: .utf8) == page, "UPDATE_GOLDEN=1 writes it anew")
    }

    @Test func standsWhereTheCodeOnPaperLeads() throws {
        let credential = try Self.credential()
        let standing = CertificateStanding(
            content: credential.content, digest: credential.digest, sequence: 54, state: .live, turned: nil,
            successor: nil)
        let printed = try CertificatePage(
            bundle: [UInt8](try Data(contentsOf: Self.folder.appending(path: "bundle.json"))))
        let address = try #require(printed.address)
        let path = PublicPage(standing, asOf: Self.asOf).path
        #expect(path.hasSuffix("/index.html"))
        #expect(
            "https://\(credential.content.origin)/\(path.dropLast("/index.html".count))" == address.prefix { $0 != "#" }
        )
        // The fragment is an element of the page, so that the page can tell that it was meant.
        let fragment = try #require(address.split(separator: "#").last)
        #expect(try Self.page().contains("<section id=\"\(fragment)\">"))
    }

    /// Nor anything else that the journal seals.
    @Test(arguments: ["bundle.json", "bundle-two.json", "bundle-taken-over.json"])
    func namesNeitherTheBeneficiaryNorItsPapers(name: String) throws {
        let content = try Self.credential(name).content
        let page = try Self.page(of: name)
        #expect(!page.contains(content.beneficiary))
        for declaration in content.declarations {
            #expect(!page.contains(declaration.document) && !page.contains(declaration.manifest.text))
            #expect(!page.contains("D\(declaration.sequence)"))
        }
        if let takenOver = content.takenOver {
            #expect(!page.contains(takenOver.declaration))
            for retirement in takenOver.retirements {
                #expect(!page.contains(retirement.legacy) && !page.contains(retirement.legacyLot))
            }
            #expect(page.contains("NOT VERIFIED HERE") && page.contains("NON VÉRIFIÉ ICI"))
        }
    }

    @Test func saysFirstWhatBecameOfIt() throws {
        for (state, words) in [
            (CertificateState.suspended, ["Suspended as of", "Suspendu en date du", "Do not rely on it until"]),
            (.revoked, ["Revoked as of", "Révoqué en date du", "nothing below is certified any longer"]),
        ] {
            let page = try Self.page(nil, of: "bundle.json", state, .lotImpugned)
            let header = try #require(page.split(separator: "</header>").first)
            for word in words { #expect(header.contains(word)) }
            #expect(page.contains("<body class=\"\(state.rawValue)\">"))
        }
        let live = try Self.page()
        #expect(live.contains("Not revoked and not suspended as of 27 November 2026"))
        #expect(!live.contains("class=\"mark\""))
    }

    @Test func namesWhatStandsInItsPlace() throws {
        let successor = try #require(Self.successor)
        let page = try Self.page(nil, of: "bundle.json", .revoked, .replaced, replacedBy: successor)
        // By its whole address: it may be of a later log, and a server need not end this page's address with a slash.
        #expect(page.contains("<a href=\"https://later.example/2/certificates/\(successor.text)\">"))
        #expect(page.contains("27 November 2026: revoked, since other scrap was retired in its place"))
        #expect(page.contains("révoqué, car d’autres déchets ont été retirés à sa place"))
        for cause in CertificateCause.allCases {
            #expect(try Self.page(nil, of: "bundle.json", .revoked, cause).contains("since \(cause.english)"))
        }
    }

    /// What a party calls itself ends no element, and asks for nothing.
    @Test func escapesWhateverANameSays() throws {
        let content = try Self.credential().content
        let hostile = "</p><script>alert('1')</script><img src=\"https://evil.example/x\" onerror=\"x\">&amp;\u{202E}"
        let named = CertificateContent(
            origin: content.origin, issuer: content.issuer, certificate: content.certificate, day: content.day,
            position: content.position, beneficiary: content.beneficiary, cut: content.cut,
            declarations: content.declarations,
            retirements: content.retirements.map { retirement in
                let lot = retirement.lot
                return CertifiedRetirement(
                    sequence: retirement.sequence, declaration: retirement.declaration, day: retirement.day,
                    quantity: retirement.quantity, grams: retirement.grams,
                    lot: CertifiedLot(
                        lot: lot.lot, scrap: lot.scrap, country: lot.country, collected: lot.collected,
                        facility: CertifiedFacility(
                            code: lot.facility.code, name: hostile, country: lot.facility.country),
                        treated: lot.treated, standard: lot.standard, assurance: lot.assurance,
                        verifier: CertifiedVerifier(code: lot.verifier.code, name: hostile)))
            })
        let page = try Self.page(named)
        #expect(page.contains("&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"))
        let elements = { (page: String) in page.matches(of: #/<[a-z][^>]*>/#).map { String($0.output) } }
        #expect(elements(page) == elements(try Self.page()))
        #expect(!page.contains("<script") && !page.contains("<img"))
    }

    /// No other file, no script, no word that a market forbids; each table, language and region says what it is.
    @Test(arguments: ["bundle.json", "bundle-two.json", "bundle-taken-over.json"])
    func standsAloneAndForAnyReader(name: String) throws {
        let page = try Self.page(of: name)
        #expect(page.contains("default-src 'none'"))
        for word in ["<script", "<link", "<img", "<iframe", "<form", "url(", "@import"] {
            #expect(!page.contains(word))
        }
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.contains("<article lang=\"fr\""))
        #expect(page.matches(of: #/<h1>/#).count == 1 && page.matches(of: #/<caption>/#).count == 2)
        #expect(page.matches(of: #/<th scope="col">/#).count == 8)
        #expect(!Self.text(page).lowercased().contains("genuine"))
    }
}
