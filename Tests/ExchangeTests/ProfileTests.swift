import CanonicalJSON
import Foundation
import Testing

@testable import Exchange

private func read(_ headings: [String], _ mapping: DeclarationMapping = .standard) throws -> ColumnAccount {
    var blocks = [Array((headings.map { "\"\($0)\"" }.joined(separator: ",") + "\n").utf8)]
    return try ColumnAccount(mapping) { blocks.popLast() }
}

private func taken(_ account: ColumnAccount) -> [String: String] {
    var taken: [String: String] = [:]
    for column in account.columns {
        switch column.use {
        case .field(let field): taken[column.heading] = field.rawValue
        case .dropped(let reason): taken[column.heading] = reason.rawValue
        case .unused: break
        }
    }
    return taken
}

/// docs/spec/programmes.md, P-31 and P-32.
@Suite struct ProfileTests {
    @Test func everyBuiltInProfileIsRead() {
        #expect(ListProfile.all.map(\.name) == ["google-workspace", "intune", "jamf", "snipe-it", "generic"])
    }

    @Test(arguments: ListProfile.all) func whatIsWrittenIsReadBack(_ profile: ListProfile) throws {
        #expect(try ListProfile(try JSON(parsing: Array(profile.fileText.utf8))) == profile)
    }

    @Test(arguments: [
        ("Seriennummer;Klasse;Bestellnummer;Gewicht (kg)", "serial class purchase_order mass_kg"),
        ("Numéro de série;Classe;N° de commande;Poids (g)", "serial class purchase_order mass_g"),
        ("Número de serie;Clase;Orden de compra;Cantidad", "serial class purchase_order quantity"),
        ("Numero di serie;Classe;Ordine d'acquisto;Peso (kg)", "serial class purchase_order mass_kg"),
        ("Serienummer;Merk;Bestelnummer;Aantal", "serial maker purchase_order quantity"),
        ("SERIAL NO.;Asset-Tag;PO Number;IMEI 2", "serial asset_tag purchase_order imei2"),
        ("S/N;Kostenstelle;Begünstigter;Hersteller", "serial cost_centre beneficiary maker"),
    ])
    func headingsOfSeveralLanguagesAreKnown(_ headings: String, _ fields: String) throws {
        let names = headings.split(separator: ";").map(String.init)
        let account = try read(names)
        #expect(names.map { taken(account)[$0] ?? "" } == fields.split(separator: " ").map(String.init))
    }

    @Test func aFieldIsWhatWasAssignedBeforeWhatItsHeadingSays() throws {
        let account = try read(
            ["serial", "old serial", "user"], try DeclarationMapping(["serial=old serial", "model=user"]))
        #expect(taken(account) == ["old serial": "serial", "user": "model"])
    }

    @Test func twoColumnsThatCouldBeOneAreAskedAbout() {
        #expect(throws: MappingRefusal.columnUnclear(.serial, columns: ["Serial No", "S/N"])) {
            try read(["Serial No", "class", "S/N"])
        }
        #expect(throws: MappingRefusal.columnTwice(.serial, column: "serial")) { try read(["serial", "Serial"]) }
    }

    @Test func whatNobodyMayKeepHasNoSample() throws {
        var blocks = [Array("serial,password,Telefonnummer\nA1,hunter2,+49\n".utf8)]
        let account = try ColumnAccount(.standard) { blocks.popLast() }
        #expect(account.columns.map(\.sample) == ["A1", nil, nil])
        #expect(taken(account)["password"] == "secret" && taken(account)["Telefonnummer"] == "personal")
    }

    @Test func aMappingFileOfOnesOwnIsTheProfile() throws {
        let json = """
            {"profile": 1, "name": "warehouse", "fields": {"serial": ["Kennung", "Nummer"]},
             "constants": {"class": "notebook"}, "drop": {"personal": ["Entleiher"]}}
            """
        let profile = try ListProfile(try JSON(parsing: Array(json.utf8)))
        let account = try read(["Nummer", "Kennung", "Entleiher"], try DeclarationMapping([], profile: profile))
        #expect(taken(account) == ["Kennung": "serial", "Entleiher": "personal"])
        #expect(account.constants.map(\.value) == ["notebook"])
    }

    @Test(arguments: [
        "{\"profile\": 2, \"name\": \"a\", \"fields\": {}}", "{\"profile\": 1, \"name\": \"A b\", \"fields\": {}}",
        "{\"profile\": 1, \"name\": \"a\", \"fields\": {\"colour\": [\"x\"]}}",
        "{\"profile\": 1, \"name\": \"a\", \"fields\": {\"serial\": [\"\"]}}",
        "{\"profile\": 1, \"name\": \"a\", \"fields\": {}, \"constants\": {\"serial\": \"x\"}}",
        "{\"profile\": 1, \"name\": \"a\", \"fields\": {}, \"more\": 1}", "[]",
    ])
    func aMappingFileWithAMistakeIsRefused(_ text: String) {
        #expect(throws: JSONReadError.self) { try ListProfile(try JSON(parsing: Array(text.utf8))) }
    }

    @Test func theProfileThatAListGaveIsTakenNextTime() throws {
        let mapping = try DeclarationMapping(["serial=Kennung", "class=:smartphone"])
        let account = try read(["Kennung", "IMEI 2", "Passwort"], mapping)
        let again = try read(
            ["Kennung", "IMEI 2", "Passwort"], try DeclarationMapping([], profile: account.ownProfile))
        #expect(taken(again) == taken(account))
        #expect(again.constants.map(\.value) == ["smartphone"])
    }
}

/// Column names that other systems give their lists (`../shared/vectors/interchange`).
@Suite struct ForeignHeadingTests {
    private static let file: URL = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["COUNTERWEIGHT_SHARED"]
        return (shared.map { URL(filePath: $0) } ?? package.deletingLastPathComponent().appending(path: "shared"))
            .appending(path: "vectors/interchange/mdm/column-names.json")
    }()

    /// The headings of a list; `nil` without the vectors, which fails where nothing may be skipped.
    private static func headings(_ name: String) throws -> [String]? {
        guard let bytes = FileManager.default.contents(atPath: file.path) else {
            print("skipped: no vectors at \(file.path)")
            if ProcessInfo.processInfo.environment["CI"] == "true" { Issue.record("the vectors are not here") }
            return nil
        }
        guard case .object(let lists) = try JSON(parsing: [UInt8](bytes)) else { return nil }
        switch try #require(lists[name]) {
        case .array(let names): return names.compactMap(Self.text)
        case .object(let parts):
            return parts.members.flatMap { member -> [String] in
                if case .array(let names) = member.value { return names.compactMap(Self.text) }
                return []
            }
        default: return nil
        }
    }

    private static func text(_ json: JSON) -> String? {
        if case .string(let text) = json { return text }
        return nil
    }

    @Test(arguments: [
        ("jamf_pro_mass_update_computers", "jamf", "Computer Serial"),
        ("jamf_pro_mass_update_mobile_devices", "jamf", "Mobile Device Serial"),
        ("jamf_classic_api_computer", "jamf", "serial_number"),
        ("intune_graph_managedDevice", "intune", "serialNumber"),
        ("intune_log_analytics_IntuneDevices", "intune", "SerialNumber"),
        ("google_directory_chromeosdevices", "google-workspace", "serialNumber"),
        ("google_sheet_export_convention", "google-workspace", "Serial Number"),
    ])
    func aListIsKnownByItsHeadings(_ list: String, _ profile: String, _ serial: String) throws {
        guard let headings = try Self.headings(list) else { return }
        let account = try read(headings)
        #expect(account.profile.name == profile)
        #expect(taken(account)[serial] == "serial")
    }

    @Test(arguments: [
        "jamf_pro_mass_update_computers", "jamf_pro_mass_update_mobile_devices", "jamf_classic_api_computer",
        "jamf_classic_api_mobile_device", "intune_graph_managedDevice", "intune_log_analytics_IntuneDevices",
        "google_directory_chromeosdevices", "google_sheet_export_convention",
    ])
    func noPersonAndNoSecretIsRead(_ list: String) throws {
        guard let headings = try Self.headings(list) else { return }
        let taken = taken(try read(headings))
        for heading in headings {
            let key = heading.lowercased().filter(\.isLetter)
            let isPrivate =
                [
                    "user", "email", "phone", "realname", "bypass", "password", "upn", "macaddress",
                    "primaryuser",
                ].contains { key.contains($0) } || key == "displayname"
            if isPrivate {
                #expect(["personal", "secret"].contains(taken[heading] ?? ""), "\(heading) of \(list)")
            }
        }
    }
}
