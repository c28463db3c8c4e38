import Certificates
import Testing
import Wording

/// docs/spec/certificates.md, V-26: the bundle is taken out of a PDF, or there is a fault.
@Suite struct PrintedBundleTests {
    /// A PDF of these objects, numbered from 1, with their table and trailer.
    private static func pdf(
        _ objects: [String], trailer: String = "/Root 1 0 R", after earlier: [UInt8] = [], previous: Int? = nil
    ) -> (bytes: [UInt8], table: Int) {
        var bytes = earlier.isEmpty ? Array("%PDF-1.7\n".utf8) : earlier
        var places: [(Int, Int)] = []
        for (index, object) in objects.enumerated() where !object.isEmpty {
            places.append((index + 1, bytes.count))
            bytes += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let table = bytes.count
        var text = "xref\n"
        for (number, offset) in places {
            let digits = String(offset)
            text += "\(number) 1\n\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) \(trailer)\(previous.map { " /Prev \($0)" } ?? "") >>\n"
        return (bytes + Array((text + "startxref\n\(table)\n%%EOF\n").utf8), table)
    }

    private static let catalogue =
        "<< /Type /Catalog /Names << /EmbeddedFiles << /Names [(certificate.json) 2 0 R] >> >> >>"
    private static let specification = "<< /Type /Filespec /F (certificate.json) /EF << /F 3 0 R >> >>"
    private static let file = "<< /Type /EmbeddedFile /Length 7 >>\nstream\n{\"a\":1}\nendstream"
    private static let good = pdf([catalogue, specification, file])

    private func fault(_ bytes: [UInt8]) -> PrintedBundleFault? {
        do throws(PrintedBundleFault) { _ = try PrintedBundle.bytes(in: bytes) } catch { return error }
        return nil
    }

    @Test func theAttachmentIsTakenOutByteForByte() throws {
        #expect(try PrintedBundle.bytes(in: Self.good.bytes) == Array("{\"a\":1}".utf8))
    }

    @Test func aSignatureBehindItChangesNothing() throws {
        let signed = Self.pdf(
            ["", "", "", "<< /Type /Sig /Contents <0a> >>"], after: Self.good.bytes, previous: Self.good.table)
        #expect(try PrintedBundle.bytes(in: signed.bytes) == Array("{\"a\":1}".utf8))
    }

    @Test func whatIsNewerStands() throws {
        let other = "<< /Length 7 >>\nstream\n{\"a\":2}\nendstream"
        let changed = Self.pdf(["", "", other], after: Self.good.bytes, previous: Self.good.table)
        #expect(try PrintedBundle.bytes(in: changed.bytes) == Array("{\"a\":2}".utf8))
    }

    @Test func refusalsSayWhatIsWrong() {
        #expect(fault(Array("{}".utf8)) == .notAPDF)
        #expect(fault(Self.pdf(["<< /Type /Catalog >>"]).bytes) == .nothingAttached)
        #expect(fault(Self.pdf([Self.catalogue], trailer: "/Root 1 0 R /Encrypt 2 0 R").bytes) == .locked)
        #expect(fault(Self.pdf([Self.catalogue], trailer: "/Root 1 0 R /XRefStm 9").bytes) == .packed)
        #expect(fault(Array("%PDF-1.7\n1 0 obj\n<< /Type /XRef >>\nstartxref\n9\n%%EOF\n".utf8)) == .packed)
        let twice = Self.catalogue.replacing("2 0 R]", with: "2 0 R (certificate.json) 2 0 R]")
        #expect(fault(Self.pdf([twice, Self.specification, Self.file]).bytes) == .attachment)
        let packed = Self.file.replacing("/Length", with: "/Filter /FlateDecode /Length")
        #expect(fault(Self.pdf([Self.catalogue, Self.specification, packed]).bytes) == .attachment)
        let long = Self.file.replacing("/Length 7", with: "/Length 9")
        #expect(fault(Self.pdf([Self.catalogue, Self.specification, long]).bytes) != nil)
        #expect(fault(Self.pdf([Self.catalogue, Self.specification, "null"]).bytes) == .attachment)
    }

    @Test func tablesThatLeadInACircleEnd() {
        let (bytes, table) = Self.good
        let text = String(decoding: bytes, as: UTF8.self).replacing("/Root 1 0 R", with: "/Root 1 0 R /Prev \(table)")
        #expect(fault(Array(text.utf8)) == .malformed(offset: table))
    }

    /// Found by fuzzing.
    @Test func anOlderTableOutsideTheFileIsRefused() {
        for place in [Self.good.table + 100_000, -1] {
            let (bytes, _) = Self.pdf([Self.catalogue], previous: place)
            #expect(fault(bytes) == .malformed(offset: bytes.count))
        }
    }

    @Test func whatIsNestedDeepIsRefused() {
        let deep = String(repeating: "[", count: 100_000)
        guard case .malformed? = fault(Self.pdf(["<< /Names \(deep)"]).bytes) else {
            Issue.record("it was read")
            return
        }
    }

    /// Cut at any byte, and with any byte changed: the bundle or a fault, and never another bundle by a change outside it.
    @Test func anyCutAndAnyChangedByteIsRead() {
        let bytes = Self.good.bytes
        for end in 0..<bytes.count { _ = fault(Array(bytes[..<end])) }
        var generator = SplitMix64(seed: 7)
        for index in bytes.indices {
            var changed = bytes
            changed[index] = UInt8.random(in: 0...255, using: &generator)
            _ = fault(changed)
        }
    }

    @Test func theLargestFileHoldsTheLargestBundleAndItsPages() {
        #expect(PrintedBundle.bytesMax == CertificateBundle.bytesMax + 16 << 20)
        #expect(fault(Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 0, count: PrintedBundle.bytesMax)) != nil)
    }

    @Test func sentencesAreThereInBothLanguages() {
        let faults: [PrintedBundleFault] = [
            .notAPDF, .tooLarge(limit: 1_000), .malformed(offset: 12), .packed, .locked, .nothingAttached, .attachment,
        ]
        for fault in faults {
            #expect(!fault.english.contains("'") && !fault.french.contains("'"))
            #expect(fault.english.hasSuffix(".") && fault.french.hasSuffix("."))
        }
    }
}
