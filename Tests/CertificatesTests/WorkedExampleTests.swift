import CanonicalJSON
import Certificates
import Foundation
import Primitives
import Testing
import Wording

/// The bytes of docs/spec/certificates.md, section 6, made again from fixed keys.
@Suite struct WorkedExampleTests {
    @Test func theCredentialIsTheOneOfTheSpecification() throws {
        let (_, bundle) = try MiniRegistry.certified()
        let credential = try CertificateCredential(bundle.credential)
        try Golden.check("certificate.json", credential.bytes)
        let spec = String(decoding: try PackageFiles.bytes("docs/spec/certificates.md"), as: UTF8.self)
        let proof = try #require(bundle.credential.json["proof"]?["proofValue"]?.string)
        #expect(spec.contains(credential.digest.text), "\(credential.digest.text)")
        #expect(spec.contains(proof), "\(proof)")
    }

    @Test func theBundleIsTheOneOfTheSpecification() throws {
        let (registry, bundle) = try MiniRegistry.certified()
        try Golden.check("bundle.json", bundle.bytes)
        try Golden.check("trust.txt", Array(registry.trust.text.utf8))
    }

    /// Bundles that other rooms' tests print: one of what was taken over, and one of two declarations with a long name.
    @Test func theBundlesThatArePrintedAreTheseOnes() throws {
        try Golden.check("bundle-taken-over.json", try MiniRegistry.certified { $0.takesOver = true }.1.bytes)
        let (_, long) = try MiniRegistry.certified {
            $0.hasTwo = true
            $0.beneficiary =
                "Société coopérative d’intérêt collectif pour le réemploi des équipements électriques et électroniques de "
                + "Nouvelle-Aquitaine, à Saint-Médard-d’Eyrans – “Œuvre & Cœur”"
        }
        try Golden.check("bundle-two.json", long.bytes)
    }

    @Test func theStatementIsSaidInBothLanguages() throws {
        for (hasTwo, name) in [(false, "statement.txt"), (true, "statement-two.txt")] {
            let (_, bundle) = try MiniRegistry.certified { $0.hasTwo = hasTwo }
            let content = try CertificateCredential(bundle.credential).content
            let texts = Language.allCases.map { content.statement(in: $0).lines.joined(separator: "\n") }
            try Golden.check(name, Array((texts.joined(separator: "\n\n") + "\n").utf8))
        }
    }

    @Test func theContextIsTheOneThatIsPinned() throws {
        let bytes = try PackageFiles.bytes("docs/spec/context-v1.jsonld")
        #expect(Digest(sha256: bytes).text == CertificateCredential.contextDigest)
    }
}

/// Files that are read in review like code; `UPDATE_GOLDEN=1` writes them.
enum Golden {
    static func check(_ name: String, _ bytes: [UInt8]) throws {
        let path = "Tests/Golden/certificates/\(name)"
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            try Data(bytes).write(to: package.appending(path: path))
        }
        let expected = try PackageFiles.bytes(path)
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self), "\(name)")
    }
}
