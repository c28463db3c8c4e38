public import Certificates
public import Primitives
public import Programmes
import Registry
import Storage

/// A device for which a certificate's retired units stand, as the registry has it. The certificate names rows alone.
public struct CertifiedDevice: Hashable, Sendable {
    /// The sequence of its declaration's entry.
    public let declaration: Int64
    /// Counted from 1 in the declaration.
    public let row: Int64
    /// Of a device that was attached to a row that stands for several: its place there, from 1.
    public let position: Int64?
    public let deviceClass: Code
    /// How many devices the row stands for; 1 where they have numbers of their own.
    public let quantity: Int64
    public let numbers: PackedNumbers
    /// Where the row is covered in part.
    public let part: PartRow?
}

/// The devices of a certificate, up to a number.
public struct CertifiedDevices: Hashable, Sendable {
    /// Devices that are listed at most: 200 pages of them.
    public static let most = 10_000

    /// By declaration, row and position.
    public let devices: [CertifiedDevice]
    /// Whether there are more than are listed.
    public let isCut: Bool
}

extension Compensation {
    /// The devices that a certificate of this registry covers, whole or in part.
    public func devices(of content: CertificateContent) async throws -> CertifiedDevices {
        try await registry.database.read { db in
            var devices: [CertifiedDevice] = []
            for certified in content.declarations {
                let declaration = try db.declaration(certified.sequence)
                let coverage = certified.coverage
                let parts = Dictionary(coverage.inPart.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
                let ranges = (coverage.rows + coverage.inPart.map { $0.row...$0.row }).sorted {
                    $0.lowerBound < $1.lowerBound
                }
                for range in ranges where devices.count <= CertifiedDevices.most {
                    // One more than is listed tells that there are more.
                    let last = min(range.upperBound, range.lowerBound + Int64(CertifiedDevices.most))
                    devices += try db.devices(range.lowerBound...last, of: declaration, parts: parts)
                }
            }
            return CertifiedDevices(
                devices: Array(devices.prefix(CertifiedDevices.most)), isCut: devices.count > CertifiedDevices.most)
        }
    }
}

extension Connection {
    /// The devices of some rows, and behind each row those that were attached to it.
    fileprivate func devices(
        _ rows: ClosedRange<Int64>, of declaration: DeclarationRow, parts: [Int64: PartRow]
    ) throws -> [CertifiedDevice] {
        let (first, last) = (
            declaration.firstDevice + rows.lowerBound - 1, declaration.firstDevice + rows.upperBound - 1
        )
        var attached: [Int64: [(position: Int64, numbers: PackedNumbers)]] = [:]
        try each(
            """
            SELECT device, position, numbers FROM attached
            WHERE device BETWEEN \(first) AND \(last) AND cancelled = 0 ORDER BY device, position
            LIMIT \(CertifiedDevices.most + 1)
            """
        ) { row in
            attached[try row.integer(at: 0), default: []].append(
                (try row.integer(at: 1), try row.attachedNumbers(at: 2)))
        }
        var devices: [CertifiedDevice] = []
        try each(
            """
            SELECT device.id, device_class.code, device.quantity, device.numbers FROM device
            JOIN device_class ON device_class.id = device.class
            WHERE device.id BETWEEN \(first) AND \(last) ORDER BY device.id
            """
        ) { row in
            let id = try row.integer(at: 0)
            let number = id - declaration.firstDevice + 1
            let deviceClass = try row.code("code")
            devices.append(
                CertifiedDevice(
                    declaration: declaration.sequence, row: number, position: nil, deviceClass: deviceClass,
                    quantity: try row.integer(at: 2), numbers: try row.numbers(at: 3, of: declaration.customer),
                    part: parts[number]))
            for (position, numbers) in attached[id] ?? [] {
                devices.append(
                    CertifiedDevice(
                        declaration: declaration.sequence, row: number, position: position, deviceClass: deviceClass,
                        quantity: 1, numbers: numbers, part: nil))
            }
        }
        return devices
    }
}
