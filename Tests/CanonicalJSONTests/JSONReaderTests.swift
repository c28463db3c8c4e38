import CanonicalJSON
import Testing

struct JSONReaderTests {
    private let record: JSON = [
        "active": true, "country": "GH", "lots": [["mass": 5], ["mass": "x"]], "maker": ["id": 7], "n": [1, 2],
        "names": ["a", "b"], "size": 12,
    ]

    @Test func takesMembersByName() throws {
        var reader = try JSONReader(record)
        #expect(try reader.integer("size", in: 0...) == 12)
        #expect(try reader.bool("active"))
        #expect(try reader.string("country", as: { $0.count == 2 ? $0 : nil }) == "GH")
        #expect(try reader.strings("names") == ["a", "b"])
        #expect(try reader.integers("n") == [1, 2])
        #expect(try reader.stringIfPresent("note") == nil)
        var maker = try reader.object("maker")
        #expect(try maker.integer("id", as: { $0 > 5 ? $0 : nil }) == 7)
        try maker.end()
        #expect(throws: JSONReadError.unknown(path: "lots")) { try reader.end() }
        let lots = try reader.objects("lots")
        #expect(lots.map(\.path) == ["lots[0]", "lots[1]"])
        try reader.end()
    }

    @Test func namesThePathOfWhatIsWrong() throws {
        var reader = try JSONReader(record)
        #expect(throws: JSONReadError.missing(path: "day")) { try reader.string("day") }
        #expect(throws: JSONReadError.outOfRange(path: "size")) { try reader.integer("size", in: 0..<10) }
        #expect(throws: JSONReadError.malformed(path: "country")) { try reader.string("country", as: { Int($0) }) }
        #expect(throws: JSONReadError.wrongKind(path: "active", expected: .string, found: .bool)) {
            try reader.string("active")
        }
        #expect(throws: JSONReadError.wrongKind(path: "n[0]", expected: .object, found: .integer)) {
            try reader.objects("n")
        }
        var lots = try reader.objects("lots")
        #expect(throws: JSONReadError.wrongKind(path: "lots[1].mass", expected: .integer, found: .string)) {
            try lots[1].integer("mass")
        }
        #expect(throws: JSONReadError.unknown(path: "lots[0].mass")) { try lots[0].end() }
        #expect(throws: JSONReadError.wrongKind(path: "", expected: .object, found: .null)) {
            try JSONReader(JSON.null)
        }
    }

    @Test func doesNotTakeNullForAbsence() throws {
        var reader = try JSONReader(["a": .null] as JSON)
        #expect(throws: JSONReadError.wrongKind(path: "a", expected: .string, found: .null)) {
            try reader.stringIfPresent("a")
        }
    }
}
