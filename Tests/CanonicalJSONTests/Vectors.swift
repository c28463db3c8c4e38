import Foundation
import Testing

/// The folder of outside test data. Vectors are read where they lie, never copied.
let vectors: URL = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let shared = ProcessInfo.processInfo.environment["COUNTERWEIGHT_SHARED"].map { URL(filePath: $0) }
    return (shared ?? root.appending(path: "../shared")).appending(path: "vectors")
}()

/// Whether `folder` is there to be tested against. Where it is not, the test says so; on CI that is a failure.
func hasVectors(_ folder: String) -> Bool {
    guard !FileManager.default.fileExists(atPath: vectors.appending(path: folder).path) else { return true }
    print("skipped: no test vectors in \(vectors.path)/\(folder)")
    if ProcessInfo.processInfo.environment["CI"] == "true" { Issue.record("CI runs without \(folder)") }
    return false
}

func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: vectors.appending(path: path))) }

/// A small generator whose failing seed is the test case's name (Steele, Lea, Flood: SplitMix64).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
