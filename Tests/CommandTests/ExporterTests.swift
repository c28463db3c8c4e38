import Foundation
import Sheets
import Testing

/// Lists as other systems export them: read by their headings, and without what nobody may keep (docs/spec/programmes.md, P-31, P-32).
@Suite struct ExporterTests {
    /// A system's headings; behind `!` those that must not be kept.
    struct Exporter: Sendable, CustomTestStringConvertible {
        let profile: String
        let headings: [String]
        var testDescription: String { "\(profile): \(headings[0])…" }
    }

    static let exporters: [Exporter] = [
        // The admin centre's export of devices.
        Exporter(
            profile: "intune",
            headings: [
                "Device ID", "!Device name", "Enrollment date", "Last check-in", "Azure AD Device ID", "OS version",
                "!EAS activation ID", "Serial number", "Manufacturer", "Model", "IMEI", "!Wi-Fi MAC", "!EthernetMAC",
                "!Subscriber carrier", "Total storage", "!Management name", "Category", "!UserId", "!Primary user UPN",
                "!Primary user email address", "!Primary user display name", "!WiFiIPv4Address", "!WiFiSubnetID",
                "Compliance", "Managed by", "Ownership", "!Phone number", "Jailbroken", "!ICCID", "!EID", "JoinType",
                "SkuFamily",
            ]),
        // Microsoft Graph, managedDevice.
        Exporter(
            profile: "intune",
            headings: [
                "id", "!deviceName", "managedDeviceOwnerType", "enrolledDateTime", "operatingSystem", "osVersion",
                "azureADDeviceId", "!emailAddress", "!userPrincipalName", "!userDisplayName", "model", "manufacturer",
                "imei", "meid", "serialNumber", "!phoneNumber", "!subscriberCarrier", "!wiFiMacAddress",
                "!activationLockBypassCode", "isEncrypted", "!managedDeviceName", "!notes",
            ]),
        // Azure Monitor, table IntuneDevices.
        Exporter(
            profile: "intune",
            headings: [
                "DeviceId", "!DeviceName", "Manufacturer", "Model", "SerialNumber", "IMEI", "OS", "Ownership",
                "!PhoneNumber", "!PrimaryUser", "!UPN", "!UserEmail", "!UserName", "LastContact", "JoinType",
            ]),
        // Mass-update templates, and the inventory's export.
        Exporter(
            profile: "jamf",
            headings: [
                "Mobile Device Serial", "!Display Name", "Asset Tag", "!Username", "!Real Name", "!Email Address",
                "!Position", "!Phone Number", "Department", "!Building", "!Room", "PO Number", "Vendor",
                "Purchase Price", "PO Date", "!Airplay Password (tvOS Only)", "Site (ID or Name)",
            ]),
        Exporter(
            profile: "jamf",
            headings: [
                "!Computer Name", "Jamf Pro Computer ID", "Serial Number", "Model", "Make", "Asset Tag", "!Full Name",
                "!Username", "!Email Address", "!IP Address", "!Last Reported IP Address", "!MAC Address",
                "!Personal Recovery Key", "!Recovery Lock Password", "!FileVault 2 Recovery Key", "PO Number",
            ]),
        // The Directory API's names, flattened.
        Exporter(
            profile: "google-workspace",
            headings: [
                "deviceId", "serialNumber", "status", "lastSync", "!annotatedUser", "!annotatedLocation",
                "annotatedAssetId", "!notes", "model", "orderNumber", "orgUnitPath", "!macAddress",
                "!ethernetMacAddress", "!recentUsers.0.email", "!recentUsers.0.type", "!recentUsers.1.email",
                "!lastKnownNetwork.0.ipAddress", "!lastKnownNetwork.0.wanIpAddress", "!activeTimeRanges.0.date",
                "!tpmVersionInfo.vendorSpecific", "manufactureDate",
            ]),
        Exporter(
            profile: "google-workspace",
            headings: [
                "Serial Number", "Org Unit Path", "!Location", "AssetID", "!User", "!Notes", "!Most Recent User",
                "OS Version", "Last Sync", "Status", "!MAC", "AUE", "Model",
            ]),
        // The import's columns, and the asset list's export.
        Exporter(
            profile: "snipe-it",
            headings: [
                "Company", "Asset Name", "Asset Tag", "Category", "Supplier", "Manufacturer", "!Location",
                "Order Number", "Model", "Model Number", "Serial", "Purchase Date", "Purchase Cost", "Checkout Type",
                "!Checkout To", "!Username", "!Full Name", "!Email", "!Employee Number", "!Notes",
            ]),
        Exporter(
            profile: "snipe-it",
            headings: [
                "ID", "Company", "Asset Name", "Asset Tag", "Serial", "Model", "Model No.", "Category", "Manufacturer",
                "Status", "!Checked Out To", "!Employee No.", "!Jobtitle", "!Manager", "!Location",
                "!Default Location", "!Notes", "!BIOS Password", "Order Number",
            ]),
        Exporter(
            profile: "generic",
            headings: [
                "Seriennummer", "Hersteller", "Modell", "!Benutzername", "!Nachname", "!Vorname", "!E-Mail-Adresse",
                "!BIOS-Passwort", "!BitLocker Recovery Key", "!PUK", "Kostenstelle", "Bestellnummer", "!SIM PIN",
            ]),
    ]

    /// What stands in a column of the second row.
    private static func value(_ heading: String, _ row: Int) -> String {
        let key = heading.lowercased().filter(\.isLetter)
        if heading.hasPrefix("!") { return "KEEPOUT-\(key)-\(row)" }
        switch key {
        case "serialnumber", "serial", "mobiledeviceserial", "seriennummer": return row == 0 ? "SN-55100" : "N/A"
        case "imei": return ""
        case "assettag", "annotatedassetid", "assetid": return row == 0 ? "LT-7" : ""
        case "manufacturer", "make", "hersteller": return "Nokia"
        default: return "\(key)\(row)"
        }
    }

    @Test(arguments: exporters, ["csv", "xlsx"]) func nothingOfWhatNobodyMayKeepIsKept(
        _ exporter: Exporter, _ form: String
    ) throws {
        let shop = try Shop.open()
        let names = exporter.headings.map { $0.hasPrefix("!") ? String($0.dropFirst()) : $0 }
        // One row that is taken and one that is refused, so that a file of refused rows has something in it.
        let rows = [names] + (0..<2).map { row in exporter.headings.map { Self.value($0, row) } }
        let list = "\(shop.folder.path)/list.\(form)"
        if form == "csv" {
            var writer = CSVWriter()
            for row in rows { writer.row(row) }
            try shop.write(bytes: writer.bytes, to: "list.csv")
        } else {
            let workbook = WorkbookWriter(path: list)
            for row in rows { #expect(workbook.row(row)) }
            #expect(workbook.finish())
        }
        let papers =
            "--customer acme --programme one-for-one --day 2026-05-02 --beneficiary Acme --document PO-1 --map class=:smartphone"
            .words
        let columns = try shop.run(["declare", "columns", list, "--map", "class=:smartphone", "--json"])
        let json = try columns.json()
        #expect(json["profile"] as? String == exporter.profile)
        let dropped = (json["columns"] as? [[String: Any]] ?? []).filter { $0["dropped"] != nil }
        #expect(
            Set(dropped.compactMap { $0["heading"] as? String })
                .symmetricDifference(exporter.headings.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) })
                .isEmpty, "\(dropped.compactMap { $0["heading"] as? String })")

        let draft = try shop.run(["draft", "add", list] + papers + ["--json"])
        #expect(draft.status == 0, "\(draft.output)")
        var said = columns.output + draft.output
        said += try shop.run(["draft", "judge", "1", "--json"]).output
        let trial = try shop.run(["declare", list] + papers + ["--dry-run", "--excluded", "trial.csv"])
        said += trial.output + trial.errors
        let run = try shop.run(
            ["declare", list] + papers + ["--excluded", "refused.csv", "--verdicts", "verdicts.xlsx", "--json"])
        #expect(run.status == 0 && run.output.contains("\"included\":1"), "\(run.output)\(run.errors)")
        said += run.output
        said += try shop.run(["draft", "submit", "1", "--json"]).output + shop.run(["status", "--json"]).output
        try shop.done("journal export out --sealed")
        #expect(!said.contains("KEEPOUT"), "\(said)")
        #expect(try shop.text("refused.csv").contains("identifier-placeholder"))

        // The bytes of every file but the list itself, also those that are packed.
        let files = FileManager.default
        for name in try files.subpathsOfDirectory(atPath: shop.folder.path) where name != "list.\(form)" {
            let path = shop.folder.appending(path: name).path
            var isFolder: ObjCBool = false
            guard files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            let bytes = try #require(files.contents(atPath: path))
            #expect(bytes.range(of: Data("KEEPOUT".utf8)) == nil, "\(name)")
            if name.hasSuffix(".xlsx") {
                var text: [UInt8] = []
                _ = try Workbook([UInt8](bytes)).writeText(worksheet: nil) { text += $0 }
                #expect(!text.isEmpty && !String(decoding: text, as: UTF8.self).contains("KEEPOUT"))
            }
        }
    }

    /// What somebody names is read, whatever its heading.
    @Test func whoeverNamesAColumnMeansIt() throws {
        let shop = try Shop.open()
        try shop.write("class,serial,Notes,user\nsmartphone,SN-1000,x,Acme Ghana\n", to: "list.csv")
        let run = try shop.run(
            "declare list.csv --customer acme --programme one-for-one --day 2026-05-02 --document PO-1 --map beneficiary=user --json"
                .words)
        #expect(run.output.contains("Acme Ghana"), "\(run.output)")
    }

    /// What a spreadsheet would calculate comes back with an apostrophe, and means the same when it is sent again.
    @Test(arguments: ["csv", "xlsx"]) func formulasAreTextInEveryFileAndComeBackAsTheyWere(_ form: String) throws {
        let shop = try Shop.open()
        let values = ["=1+1", "+44", "-7", "@x", "'=1", "''+2", "=cmd|' /C calc'!A0", "'quoted", "\u{FF1D}1"]
        var writer = CSVWriter(formulas: .kept)
        writer.row(["class", "imei", "beneficiary", "Remark", "=heading"])
        for (index, value) in values.enumerated() {
            writer.row(["smartphone", "12", CSVReader.asWritten(value), CSVReader.asWritten(value), "\(index)"])
        }
        try shop.write(bytes: writer.bytes, to: "list.csv")
        let papers = "--customer acme --programme one-for-one --day 2026-05-02 --document PO-1".words
        func send(_ name: String, _ number: Int) throws -> [String] {
            let run = try shop.run(
                ["declare", name] + papers + [
                    "--dry-run", "--excluded", "r\(number).\(form)", "--verdicts", "v\(number).csv",
                ])
            #expect(run.status == 0, "\(run.errors)")
            return try shop.text("v\(number).csv").split(separator: "\r\n").map(String.init)
        }
        let first = try send("list.csv", 1)
        for line in first.dropFirst() {
            for cell in line.split(separator: ",") { #expect(!"=+-@".contains(cell.first ?? "x"), "\(line)") }
        }
        // Sent again as it came back, twice: the same cells each time.
        let second = try send("r1.\(form)", 2)
        #expect(second == first)
        #expect(try send("r2.\(form)", 3) == first)
        // Mended, the beneficiary is what it was.
        var mended = CSVWriter()
        mended.row(["class", "serial", "beneficiary"])
        for (index, value) in values.enumerated() { mended.row(["smartphone", "SN-\(1_000 + index)", value]) }
        try shop.write(bytes: mended.bytes, to: "mended.csv")
        let run = try shop.run(["declare", "mended.csv"] + papers + ["--json"])
        let made = try #require(try run.json()["declarations"] as? [[String: Any]], "\(run.output)")
        #expect(made.compactMap { $0["beneficiary"] as? String } == values)
    }
}

extension CSVReader {
    /// A value as a file for people has it.
    fileprivate static func asWritten(_ value: String) -> String {
        let rest = value.drop { $0 == "'" }
        return rest.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + value : value
    }
}
