import Journal
import TransparencyLog

/// A bundle of entries as it was published.
public struct PublishedBundle: Sendable {
    let path: TilePath
    /// The first entry that is new.
    let from: Int64
    let bytes: [UInt8]

    var first: Int64 { path.index * Int64(TilePath.widthMax) }
    /// The entry that comes after its last.
    var end: Int64 { first + Int64(path.width) }
}

/// A bundle read and hashed without regard to what came before it: on any core, in any order.
public struct ReadBundle: Sendable {
    /// Of all its entries, the known ones too.
    private(set) var leaves: [Hash] = []
    /// The root over them where the bundle is full and all new.
    private(set) var root: Hash?
    /// Those that are new.
    private(set) var entries: [JournalEntry] = []
    /// Why no further entry was read.
    private(set) var fault: JournalFault?

    public init(_ bundle: PublishedBundle) {
        do throws(JournalFault) { try read(bundle) } catch { fault = error }
    }

    private mutating func read(_ bundle: PublishedBundle) throws(JournalFault) {
        let bytes = bundle.bytes
        let places: [Range<Int>]
        do throws(TileError) { places = try EntryBundle.places(in: bytes, width: bundle.path.width) } catch {
            throw .bundle(path: bundle.path.text, error)
        }
        leaves.reserveCapacity(places.count)
        entries.reserveCapacity(places.count)
        for (sequence, place) in zip(bundle.first..., places) {
            let (plain, leaf) = bytes.withUnsafeBytes { bytes in
                let entry = UnsafeRawBufferPointer(rebasing: bytes[place])
                return (sequence < bundle.from ? nil : JournalEntry(plain: entry), Hash(leaf: entry))
            }
            if let plain {
                entries.append(plain)
            } else if sequence >= bundle.from {
                entries.append(try entry(Array(bytes[place]), sequence))
            }
            leaves.append(leaf)
        }
        guard bundle.path.isFull, bundle.from == bundle.first else { return }
        var edge = TreeEdge()
        for leaf in leaves { edge.append(leaf: leaf) { _ in } }
        root = edge.root
    }

    private func entry(_ bytes: [UInt8], _ sequence: Int64) throws(JournalFault) -> JournalEntry {
        let entry: JournalEntry
        do throws(EntryError) { entry = try JournalEntry(bytes: bytes) } catch {
            throw .entry(sequence: sequence, error)
        }
        guard entry.bytes == bytes else { throw .spelling(sequence: sequence) }
        return entry
    }
}
