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
func room(_ name: String, opens rooms: [String] = [], uses packages: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: rooms.map { .byName(name: $0) } + packages, swiftSettings: settings)
}

/// The tests of one room, or of several seen as a whole.
func tests(_ name: String, of rooms: [String], uses packages: [Target.Dependency] = []) -> Target {
    .testTarget(name: name, dependencies: rooms.map { .byName(name: $0) } + packages, swiftSettings: settings)
}

let package = Package(
    name: "counterweight",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        room("Primitives"),
        room("Wording", opens: ["Primitives"]),
        room("Sheets"),
        room("Programmes", opens: ["Primitives", "Wording"]),
        room("CanonicalJSON"),
        room("TransparencyLog", uses: [crypto]),
        room("Lots", opens: ["Primitives", "Wording", "Programmes"]),
        room("Journal", opens: ["Primitives", "Programmes", "Lots", "CanonicalJSON"]),
        room("Storage"),
        room("StorageSQLite", opens: ["Storage"], uses: grdb),
        room("Access", opens: ["Primitives", "Wording"]),
        room("Certificates", opens: ["Primitives", "Wording", "Programmes", "Lots", "Journal", "TransparencyLog", "CanonicalJSON"], uses: [crypto]),
        .target(
            name: "Registry",
            dependencies: [
                "Primitives", "Wording", "Access", "Lots", "Journal", "TransparencyLog", "Certificates", "Storage", crypto,
            ],
            resources: [.embedInCode("Schema")], swiftSettings: settings),
        .target(
            name: "Compensation",
            dependencies: [
                "Primitives", "Wording", "Access", "Programmes", "Lots", "Journal", "CanonicalJSON", "TransparencyLog",
                "Certificates", "Sheets", "Storage", "Registry", crypto,
            ],
            resources: [.embedInCode("Schema")], swiftSettings: settings),
        tests("PrimitivesTests", of: ["Primitives"]),
        tests("CanonicalJSONTests", of: ["CanonicalJSON"], uses: [crypto]),
        tests("TransparencyLogTests", of: ["TransparencyLog"], uses: [crypto]),
        tests("LotsTests", of: ["Lots", "Programmes", "Primitives", "Wording"]),
        tests("SheetsTests", of: ["Sheets"]),
        tests("ProgrammesTests", of: ["Primitives", "Wording", "Programmes"]),
        .testTarget(
            name: "ContractTests", dependencies: ["Storage", "StorageSQLite"], path: "Tests/Contract",
            swiftSettings: settings),
    ]
)
