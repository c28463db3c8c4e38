// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: [Target.Dependency] = [
    .product(name: "GRDB", package: "GRDB.swift"),
    .product(name: "GRDBSQLite", package: "GRDB.swift"),
]

/// A room: one folder under `Sources`, and the rooms it may open a door to. A test holds these arrows to the design's.
func room(
    _ name: String, opens rooms: [String] = [], uses packages: [Target.Dependency] = [], embeds folder: String? = nil
) -> Target {
    .target(
        name: name, dependencies: rooms.map { .byName(name: $0) } + packages,
        resources: folder.map { [.embedInCode($0)] }, swiftSettings: settings)
}

/// The tests of one room, or of several seen as a whole; of none where the tree itself is tested. In `Tests/<name>` unless
/// `folder` says another.
func tests(
    _ name: String, of rooms: [String] = [], in folder: String? = nil, uses packages: [Target.Dependency] = []
) -> Target {
    .testTarget(
        name: name, dependencies: rooms.map { .byName(name: $0) } + packages, path: "Tests/\(folder ?? name)",
        swiftSettings: settings)
}

let values = ["Primitives", "Wording", "Programmes", "Lots"]
let claims = ["Primitives", "Wording", "CanonicalJSON", "GreenClaims"]
let proofs = ["CanonicalJSON", "TransparencyLog", "Journal", "Certificates"]
let all = values + proofs + ["Access", "Sheets", "Exchange", "Storage", "StorageSQLite", "Registry", "Compensation"]

let package = Package(
    name: "counterweight",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        room("Primitives"),
        room("CanonicalJSON"),
        room("TransparencyLog", uses: [crypto]),
        .systemLibrary(name: "CLibZip"),
        .systemLibrary(name: "CLibExpat"),
        .systemLibrary(name: "CLibXlsxWriter"),
        .systemLibrary(name: "CLibCurl"),
        .systemLibrary(name: "CLibMicroHTTPD"),
        room("Sheets", opens: ["CLibZip", "CLibExpat", "CLibXlsxWriter"]),
        .systemLibrary(name: "CLibHaru"),
        .systemLibrary(name: "CLibQREncode"),
        room("Typesetting", opens: ["CLibHaru", "CLibQREncode"]),
        room("Storage"),
        room("StorageSQLite", opens: ["Storage"], uses: grdb),
        room("Wording", opens: ["Primitives"]),
        room("GreenClaims", opens: ["Primitives", "Wording", "CanonicalJSON"], embeds: "Lists"),
        room("Programmes", opens: ["Primitives", "Wording"]),
        room("Fetching", opens: ["Primitives", "Wording", "CLibCurl"]),
        room("Access", opens: ["Primitives", "Wording"]),
        room("Lots", opens: ["Primitives", "Wording", "Programmes"]),
        room(
            "Exchange", opens: ["Primitives", "Wording", "Programmes", "Sheets", "CanonicalJSON"], embeds: "Profiles"),
        room("Journal", opens: values + ["CanonicalJSON"]),
        room("Certificates", opens: values + ["CanonicalJSON", "TransparencyLog", "Journal"], uses: [crypto]),
        room("Registry", opens: values + proofs + ["Access", "Storage"], uses: [crypto], embeds: "Schema"),
        room(
            "Compensation", opens: values + proofs + ["Access", "Storage", "Sheets", "Exchange", "Registry"],
            uses: [crypto],
            embeds: "Schema"),
        room(
            "Reports", opens: values + ["TransparencyLog", "Journal", "Certificates", "Compensation", "Typesetting"]),
        .executableTarget(
            name: "counterweight-bench",
            dependencies: all.map { .byName(name: $0) } + [arguments], swiftSettings: settings),

        .executableTarget(
            name: "counterweight-verify",
            dependencies: (values + proofs + ["Fetching"]).map { .byName(name: $0) } + [arguments],
            swiftSettings: settings),
        .executableTarget(
            name: "counterweight-witness",
            dependencies: ["Primitives", "Wording", "TransparencyLog", "CLibMicroHTTPD"].map { .byName(name: $0) }
                + [arguments],
            swiftSettings: settings),
        .executableTarget(
            name: "counterweight",
            dependencies: (all + ["GreenClaims", "Typesetting", "Reports", "Fetching"]).map { .byName(name: $0) } + [
                arguments
            ],
            swiftSettings: settings),
        // Journals that several test targets read; no test itself.
        .target(
            name: "JournalStories", dependencies: (values + ["Journal"]).map { .byName(name: $0) },
            path: "Tests/JournalStories", swiftSettings: settings),
        // A script of every command, and a child process that runs one of its commands and is killed in it.
        .target(
            name: "StrengthScript", dependencies: all.map { .byName(name: $0) }, path: "Tests/StrengthScript",
            swiftSettings: settings),
        .executableTarget(
            name: "strength-child",
            dependencies: (all + ["StrengthScript"]).map { .byName(name: $0) }, path: "Tests/StrengthChild",
            swiftSettings: settings),
        tests("PrimitivesTests", of: ["Primitives"]),
        tests("CanonicalJSONTests", of: ["CanonicalJSON"], uses: [crypto]),
        tests("TransparencyLogTests", of: ["TransparencyLog"], uses: [crypto]),
        tests("SheetsTests", of: ["Sheets", "CLibZip"]),
        tests("TypesettingTests", of: ["Typesetting"]),
        tests("ReportsTests", of: values + proofs + ["GreenClaims", "Compensation", "Typesetting", "Reports"]),
        tests("GreenClaimsTests", of: claims),
        tests("ContractTests", of: ["Storage", "StorageSQLite"], in: "Contract"),
        tests("ProgrammesTests", of: ["Primitives", "Wording", "Programmes"]),
        tests("LotsTests", of: values),
        tests("SimulationTests", of: all + ["counterweight"], in: "Simulation"),
        tests("JournalTests", of: values + ["Journal", "TransparencyLog", "JournalStories"]),
        tests("ForgedJournalTests", of: values + proofs + ["JournalStories", "counterweight-verify"], in: "Forged"),
        tests("ExchangeTests", of: ["Primitives", "Wording", "CanonicalJSON", "Sheets", "Exchange"]),
        tests("CompensationTests", of: all),
        tests(
            "CommandTests", of: all + ["GreenClaims", "Typesetting", "Reports", "Fetching", "counterweight"],
            uses: [arguments]),
        tests(
            "WitnessCommandTests",
            of: ["TransparencyLog", "counterweight", "counterweight-verify", "counterweight-witness"], in: "Witness"),
        tests("CertificatesTests", of: values + proofs),
        tests("StrengthTests", of: all + ["StrengthScript", "strength-child"], in: "Strength"),
        tests("TidyTests", in: "Tidy"),
        tests("TranscriptTests", in: "Transcripts"),
    ]
)
