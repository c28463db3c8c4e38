/// Which rooms a room may open a door to, and why: the drawing that `Package.swift` and every `import` are held to.
///
/// A door leads on: who may open Programmes may open Wording and Primitives, which stand behind it. A room that is not
/// built yet may stand here already; a room that stands on the disk and not here was not thought about.
enum Arrows {
    struct Room {
        let name: String
        let opens: [String]
        let reason: String

        init(_ name: String, opens: [String] = [], _ reason: String) {
            self.name = name
            self.opens = opens
            self.reason = reason
        }
    }

    static let rooms: [Room] = [
        Room("Primitives", "values without business rules: everyone may hold a gram"),
        Room("CanonicalJSON", "a format; it must not know what is written in it"),
        Room("TransparencyLog", "a Merkle tree that knows no e-waste can be read and trusted by itself"),
        Room("CLibZip", "the C headers of libzip and nothing else"),
        Room("CLibExpat", "the C headers of expat and nothing else"),
        Room("CLibXlsxWriter", "the C headers of libxlsxwriter and nothing else"),
        Room("CLibCurl", "the C headers of libcurl, and its calls with variable arguments"),
        Room("CLibMicroHTTPD", "the C headers of libmicrohttpd, and its calls with variable arguments"),
        Room(
            "Sheets", opens: ["CLibZip", "CLibExpat", "CLibXlsxWriter"],
            "rows and cells; what a column means is decided elsewhere"),
        Room("Storage", "the port: no table is named here, so an engine can be exchanged"),
        Room("CLibHaru", "the C headers of libharu and nothing else"),
        Room("CLibQREncode", "the C headers of libqrencode and nothing else"),
        Room("Typesetting", opens: ["CLibHaru", "CLibQREncode"], "paper; what is printed is decided elsewhere"),
        Room("Wording", opens: ["Primitives"], "writes quantities and days as a reader of each language expects them"),
        Room(
            "Programmes", opens: ["Primitives", "Wording"], "the rules and the catalogue, with names in each language"),
        Room(
            "GreenClaims", opens: ["Wording", "CanonicalJSON"],
            "lists of words by market and law, and who reads a text by them; must not know what a certificate is"),
        Room(
            "Fetching", opens: ["Wording", "CLibCurl"],
            "asks servers for bytes and says why they gave none; what the bytes mean is decided elsewhere"),
        Room("Custody", opens: ["Primitives", "Wording"], "an operator's trade: knows nothing of compensation"),
        Room("Access", opens: ["Primitives", "Wording"], "who may do what, decided without a database"),
        Room("Lots", opens: ["Programmes"], "the mass rules, judged against programmes and standards"),
        Room("Journal", opens: ["Lots", "CanonicalJSON"], "replay runs the same mass rules that the commands ran"),
        Room(
            "Certificates", opens: ["Journal", "TransparencyLog"], "a certificate is proved from entries and the tree"),
        Room(
            "Exchange", opens: ["Sheets", "CanonicalJSON", "Programmes", "Custody"],
            "declarations and reports as others write them, turned into our values"),
        Room("StorageSQLite", opens: ["Storage"], "an engine knows the port and nothing of what is stored"),
        Room("CLibPQ", "the C headers of libpq and nothing else"),
        Room(
            "StoragePostgres", opens: ["Storage", "CLibPQ"], "an engine knows the port and nothing of what is stored"),
        Room(
            "Registry", opens: ["Journal", "Certificates", "Access", "Storage"],
            "the spine: the transaction in which the rules below it meet storage"),
        Room("Compensation", opens: ["Registry", "Exchange", "Programmes", "Lots"], "one trade over the spine"),
        Room("Operations", opens: ["Registry", "Exchange", "Custody"], "the other trade over the spine"),
        Room(
            "Reports", opens: ["Compensation", "Operations", "Sheets", "Typesetting"],
            "figures read from the trades; they never write"),
        Room("API", opens: ["Reports"], "request and answer types that the command line prints too; no server"),
        Room("Web", opens: ["API"], "the server: the only room that shows a registry over HTTP"),
        Room(
            "counterweight", opens: ["Web", "GreenClaims", "Fetching"] + engines,
            "the command: the only room that picks an engine; it asks witnesses, and nobody else"),
        Room("counterweight-bench", opens: ["Web"] + engines, "measures the command's own rooms and engines"),
        Room(
            "counterweight-verify", opens: ["Certificates", "Fetching"],
            "checks without a database: it must not be able to ask one; journals by their address it fetches itself"),
        Room(
            "counterweight-witness", opens: ["TransparencyLog", "Wording", "CLibMicroHTTPD"],
            "cosigns logs of which it knows no more than their trees, on a machine where nothing else of this runs"),
        Room(
            "StrengthScript", opens: ["counterweight"],
            "stands under Tests: every command, run by a test and by its child"
        ),
        Room("strength-child", opens: ["StrengthScript"], "stands under Tests: a process that is killed on purpose"),
        Room("JournalStories", opens: ["Journal"], "stands under Tests: journals of values that several of them read"),
    ]

    private static let engines = ["StorageSQLite", "StoragePostgres"]

    /// Libraries of others, and the rooms that may import them: each in one place, so that it can be replaced there.
    static let libraries: [String: Set<String>] = [
        "GRDB": ["StorageSQLite"],
        "GRDBSQLite": ["StorageSQLite"],
        "CLibPQ": ["StoragePostgres"],
        "CLibZip": ["Sheets"],
        "CLibExpat": ["Sheets"],
        "CLibXlsxWriter": ["Sheets"],
        "CLibCurl": ["Fetching"],
        "CLibMicroHTTPD": ["counterweight-witness"],
        "CLibHaru": ["Typesetting"],
        "CLibQREncode": ["Typesetting"],
        "Hummingbird": ["Web"],
        "Mustache": ["Web"],
        "ArgumentParser": ["counterweight", "counterweight-verify", "counterweight-witness", "counterweight-bench"],
    ]

    /// Below the spine a room is pure: no clock, chance, file or network. `FoundationEssentials` has values, so it may come in.
    static let pure: Set<String> = [
        "Primitives", "CanonicalJSON", "TransparencyLog", "Sheets", "Wording", "Programmes", "Custody", "Access",
        "Lots",
        "Journal", "Certificates", "Exchange", "Storage", "GreenClaims",
    ]
    static let impure: Set<String> = [
        "Foundation", "FoundationNetworking", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "Logging",
    ]

    /// All rooms behind the doors of `name`; `nil` for a room that is not drawn.
    static func behind(_ name: String) -> Set<String>? {
        guard let room = rooms.first(where: { $0.name == name }) else { return nil }
        return room.opens.reduce(into: Set(room.opens)) { $0.formUnion(behind($1) ?? []) }
    }
}
