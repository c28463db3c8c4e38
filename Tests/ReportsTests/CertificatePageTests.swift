import CanonicalJSON
import Foundation
import GreenClaims
import Primitives
import Programmes
import Testing
import Typesetting
import Wording

@testable import Certificates
@testable import Compensation
@testable import Reports

/// docs/spec/certificates.md, section 8: certificates on paper, as programs that are not ours read them.
@Suite struct CertificatePageTests {
    private static func golden(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/certificates")
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The bundle as of a later day, on which a list says this of its certificate. Its issuer's key is fixed.
    private static func bundle(_ purpose: StatusPurpose) throws -> [UInt8] {
        let bundle = try CertificateBundle(bytes: try golden("bundle.json"))
        let content = try CertificateCredential(bundle.credential).content
        let key = try #require(IssuerKey(seed: [UInt8](repeating: 1, count: 32)))
        let lists = try StatusPurpose.allCases.map { each in
            var list = StatusList()
            list[content.position.index] = each == purpose
            return StatusListCredential(
                list, purpose: each, number: content.position.list, origin: content.origin, issuer: content.issuer,
                day: try #require(Day("2026-11-27")), signedBy: key)
        }
        return CertificateBundle(
            credential: bundle.credential, entries: bundle.entries, checkpoint: bundle.checkpoint,
            logKey: bundle.logKey, didDocument: bundle.didDocument, statusLists: lists.map(\.json)
        ).bytes
    }

    private func printed(
        _ bytes: [UInt8], in languages: [Language] = [.english], on paper: Paper = .a4, listing count: Int? = nil
    ) throws -> (programs: Programs, text: String, pages: Int) {
        var page = try CertificatePage(bundle: bytes)
        page.devices = try count.map { try Self.devices($0) }
        let (file, pages) = try page.file(in: languages, on: paper)
        let programs = try Programs()
        try programs.write(file, to: "a.pdf")
        return (programs, try programs.run("pdftotext", "a.pdf", "-"), pages)
    }

    private static func devices(_ count: Int) throws -> CertifiedDevices {
        CertifiedDevices(
            devices: try (1...count).map { row in
                CertifiedDevice(
                    declaration: 15, row: Int64(row), position: nil, deviceClass: "smartphone", quantity: 1,
                    numbers: PackedNumbers([
                        .serial(try SerialNumber(reading: "SN\(10_000 + row)", maker: Maker(reading: "Nokia")))
                    ]), part: nil)
            }, isCut: false)
    }

    /// A text without its breaks, as it is read: pdftotext has one space for all.
    private func flowing(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test(arguments: Paper.allCases, [[Language.english], [.french], [.english, .french], [.french, .english]])
    func theStatementIsReadInItsOrder(paper: Paper, languages: [Language]) throws {
        let bytes = try Self.golden("bundle.json")
        let content = try CertificatePage(bundle: bytes).content
        let (programs, text, pages) = try printed(bytes, in: languages, on: paper)
        var rest = flowing(text)[...]
        for language in languages {
            let statement = content.statement(in: language)
            for line in [statement.title, statement.issued] + statement.sentences + [statement.cut] {
                let range = try #require(rest.range(of: flowing(line)), "\(line)\n\(text)")
                rest = rest[range.upperBound...]
            }
        }
        #expect(pages == languages.count + 1)
        let checked = try programs.run("qpdf", "--check", "a.pdf")
        #expect(checked.contains("No syntax or stream encoding errors found"), "\(checked)")
        let fonts = try programs.run("pdffonts", "a.pdf").split(separator: "\n").dropFirst(2)
        #expect(fonts.count == 5 && fonts.allSatisfy { $0.contains("yes yes yes") })
    }

    /// docs/spec/wording.md, T-9: what is printed obeys the lists in every market.
    @Test(arguments: ["bundle.json", "bundle-two.json", "bundle-taken-over.json"])
    func whatIsPrintedObeysTheLists(name: String) throws {
        let (_, text, _) = try printed(try Self.golden(name), in: [.english, .french])
        #expect(text.count > 2_000)
        let findings = try WordingGuard(on: .last).findings(in: text)
        #expect(findings.isEmpty, "\(findings.map(\.words))")
    }

    /// V-24
    @Test func theCodeLeadsToTheAddressWithTheDigest() throws {
        let bytes = try Self.golden("bundle.json")
        let page = try CertificatePage(bundle: bytes)
        let (programs, _, _) = try printed(bytes)
        try programs.run("pdftoppm", "-r", "150", "-png", "-singlefile", "a.pdf", "a")
        let read = try programs.run("zbarimg", "--quiet", "--raw", "a.png")
        #expect(read == "\(page.content.id)#\(page.digest.text)\n")
        #expect(page.address.map { $0 + "\n" } == read)
    }

    /// V-25 and V-26
    @Test func theBundleIsAttachedByteForByteAndTheVerifierTakesItOut() throws {
        let bytes = try Self.golden("bundle.json")
        let (programs, _, _) = try printed(bytes)
        try programs.run("pdfdetach", "-save", "1", "-o", "b.json", "a.pdf")
        #expect(try programs.bytes("b.json") == bytes)
        #expect(try PrintedBundle.bytes(in: try programs.bytes("a.pdf")) == bytes)
        // Another program's packed objects are said to be that.
        try programs.run("qpdf", "--object-streams=generate", "a.pdf", "packed.pdf")
        #expect(throws: PrintedBundleFault.packed) { try PrintedBundle.bytes(in: try programs.bytes("packed.pdf")) }
    }

    /// V-26: a bundle or a fault, whatever byte of a printed file is another one or the last.
    @Test func aPrintedFileThatWasChangedIsReadOrRefused() throws {
        let bundle = try Self.golden("bundle.json")
        let file = try CertificatePage(bundle: bundle).file(in: [.english], on: .a4).bytes
        let end = try #require(file.firstRange(of: bundle)).lowerBound
        // Behind the bundle stands all that leads to it; before it pages, fonts, and the catalogue that was replaced.
        let places = Array(stride(from: 0, to: end, by: 997)) + Array((end + bundle.count)..<file.count)
        var same = 0
        for place in places {
            var changed = file
            changed[place] ^= 0x15
            same += (try? PrintedBundle.bytes(in: changed)) == bundle ? 1 : 0
            _ = try? PrintedBundle.bytes(in: Array(file[..<place]))
        }
        #expect(same > end / 997 - 10 && same < places.count)
    }

    @Test func theSameBundleGivesTheSameBytes() throws {
        let page = try CertificatePage(bundle: try Self.golden("bundle.json"))
        #expect(try page.file(in: [.french], on: .a4).bytes == page.file(in: [.french], on: .a4).bytes)
    }

    /// V-23
    @Test func hundredsOfDevicesAreListedOverPagesAndNoneIsLost() throws {
        let (_, text, pages) = try printed(try Self.golden("bundle.json"), in: [.english, .french], listing: 700)
        #expect(pages > 10)
        #expect((1...700).allSatisfy { text.contains("serial:NOKIA:SN\(10_000 + $0)") })
        #expect(text.contains("Annexe 2. Appareils") && text.contains("page 4 of \(pages)"))
    }

    @Test func longNamesWrapAndKeepTheirAccents() throws {
        for language in Language.allCases {
            let bytes = try Self.golden("bundle-two.json")
            let (_, text, _) = try printed(bytes, in: [language])
            let content = try CertificatePage(bundle: bytes).content
            #expect(flowing(text).contains(content.beneficiary))
            for sentence in content.statement(in: language).sentences {
                #expect(flowing(text).contains(flowing(sentence)), "\(sentence)")
            }
        }
    }

    /// V-22
    @Test(arguments: [(StatusPurpose.revocation, "REVOKED", "RÉVOQUÉ"), (.suspension, "SUSPENDED", "SUSPENDU")])
    func aCertificateThatDoesNotStandSaysSoFirst(purpose: StatusPurpose, english: String, french: String) throws {
        for (language, mark) in [(Language.english, english), (.french, french)] {
            let (_, text, _) = try printed(try Self.bundle(purpose), in: [language])
            let words = flowing(text)
            #expect(words.contains(mark))
            #expect(!words.contains("Not revoked") && !words.contains("Ni révoqué"))
            #expect(words.contains(language == .english ? "Do not rely on it" : "Ne vous y fiez pas"))
        }
    }

    @Test func whatWasTakenOverSaysSoFirstAndNamesNoVerifier() throws {
        let bytes = try Self.golden("bundle-taken-over.json")
        for (language, mark) in [(Language.english, "NOT VERIFIED HERE"), (.french, "NON VÉRIFIÉ ICI")] {
            let (_, text, _) = try printed(bytes, in: [language])
            let standing = try CertificatePage(bundle: bytes).content.statement(in: language).standing
            #expect(flowing(text).contains(mark))
            #expect(flowing(text).contains(flowing(try #require(standing))))
            #expect(!text.contains("Verified by") && !text.contains("Vérifié par"))
        }
    }

    /// A page says what the checks bear out, or there is none.
    @Test func aBundleInWhichACheckFailsIsNotPrinted() throws {
        let text = String(decoding: try Self.golden("bundle.json"), as: UTF8.self)
        let forged = Array(text.replacing("\"beneficiary\":\"Buyer SA\"", with: "\"beneficiary\":\"Other SA\"").utf8)
        #expect(throws: PrintRefusal.self) { try CertificatePage(bundle: forged) }
        #expect(throws: PrintRefusal.notABundle) { try CertificatePage(bundle: Array("{}".utf8)) }
    }
}
