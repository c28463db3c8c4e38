import CLibQREncode
import Glibc

/// A QR code, ISO/IEC 18004, of error correction M, by libqrencode.
public struct QRCode: Hashable, Sendable {
    /// Of the text in UTF-8; a code of the largest version has 2,331.
    public static let bytesMax = 1_000
    /// Light modules that a reader needs around it.
    static let quiet = 4

    public let text: String
    /// Modules in a row: 21 to 177.
    public let width: Int
    /// Row by row, whether a module is dark.
    public let modules: [Bool]

    /// - Throws: `codeTooLong`; `library` where libqrencode has no memory.
    public init(_ text: String) throws(TypesettingError) {
        let bytes = Array(text.utf8)
        guard (1...Self.bytesMax).contains(bytes.count) else { throw .codeTooLong(most: Self.bytesMax) }
        guard let code = QRcode_encodeData(CInt(bytes.count), bytes, 0, QR_ECLEVEL_M) else {
            throw .library(code: TypesettingError.digits(UInt(UInt32(bitPattern: errno))))
        }
        defer { QRcode_free(code) }
        self.text = text
        width = Int(code.pointee.width)
        // The lowest bit of each byte says whether the module is dark.
        modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// Runs of dark modules, row by row, from the top.
    var runs: [(row: Int, first: Int, count: Int)] {
        var runs: [(row: Int, first: Int, count: Int)] = []
        for row in 0..<width {
            var column = 0
            while column < width {
                let first = column
                while column < width, modules[row * width + column] { column += 1 }
                if first < column { runs.append((row, first, column - first)) } else { column += 1 }
            }
        }
        return runs
    }
}

extension TypesettingError {
    /// At least four hexadecimal digits.
    static func digits(_ code: UInt) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
