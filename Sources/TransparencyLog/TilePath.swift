/// Where a tile is published: C2SP tlog-tiles, "Merkle Tree" and "Log entries".
///
///     tile/0/x001/x234/067        256 leaf hashes from leaf 1234067 × 256
///     tile/1/000.p/17             the first 17 hashes of the first tile of level 1
///     tile/entries/000.p/3        the first 3 entries
public struct TilePath: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case entries
        case hashes(level: Int)
    }

    public static let widthMax = 256

    public let content: Content
    public let index: Int64
    /// 256 in a full tile.
    public let width: Int

    /// `nil` unless the level is in 0...63, the index not negative, the width in 1...256.
    public init?(_ content: Content, index: Int64, width: Int = TilePath.widthMax) {
        if case .hashes(let level) = content, !(0...63).contains(level) { return nil }
        guard index >= 0, (1...TilePath.widthMax).contains(width) else { return nil }
        self.content = content
        self.index = index
        self.width = width
    }

    /// Tile `index` as a tree of `size` leaves publishes it, full or partial; `nil` where the tree does not reach it.
    public init?(_ content: Content, index: Int64, of size: Int64) {
        let hashes =
            switch content {
            case .entries: size
            case .hashes(let level): level < 8 ? size >> Int64(8 * level) : 0
            }
        guard index >= 0, index <= hashes / Int64(TilePath.widthMax) else { return nil }
        self.init(content, index: index, width: Int(min(hashes - index << 8, Int64(TilePath.widthMax))))
    }

    public var isFull: Bool { width == TilePath.widthMax }

    public var text: String {
        var elements: [String] = []
        var rest = index
        repeat {
            let digits = String(1000 + rest % 1000).dropFirst()
            elements.append(elements.isEmpty ? String(digits) : "x\(digits)")
            rest /= 1000
        } while rest > 0
        let folder =
            switch content {
            case .entries: "entries"
            case .hashes(let level): String(level)
            }
        return "tile/\(folder)/\(elements.reversed().joined(separator: "/"))\(isFull ? "" : ".p/\(width)")"
    }

    /// `nil` unless it is the one spelling that `text` writes.
    public init?(text: String) {
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var width = TilePath.widthMax
        if parts.count > 3, parts[parts.count - 2].utf8.suffix(2).elementsEqual(".p".utf8) {
            guard let part = Decimal.value(of: parts.removeLast()), part < TilePath.widthMax else { return nil }
            width = Int(part)
            parts[parts.count - 1].removeLast(2)
        }
        // Seven elements of three digits hold every Int64.
        guard (3...9).contains(parts.count) else { return nil }
        let content: Content
        if parts[1] == "entries" {
            content = .entries
        } else {
            guard let level = Decimal.value(of: parts[1]), level <= 63 else { return nil }
            content = .hashes(level: Int(level))
        }
        var index: Int64 = 0
        for element in parts.dropFirst(2) {
            guard let digits = Int64(element.suffix(3)), (0...999).contains(digits) else { return nil }
            let (thousands, overflows) = index.multipliedReportingOverflow(by: 1000)
            let (sum, alsoOverflows) = thousands.addingReportingOverflow(digits)
            guard !overflows && !alsoOverflows else { return nil }
            index = sum
        }
        self.init(content, index: index, width: width)
        guard self.text.hasSameScalars(as: text) else { return nil }
    }

    /// What a log that has published size `from` must write before it publishes size `to`: bundles and tiles, each level
    /// from left to right, full ones and the partial one at the end.
    ///
    /// - Precondition: 0 ≤ `from` ≤ `to`.
    public static func added(from: Int64, to: Int64) -> [TilePath] {
        precondition(from >= 0 && from <= to, "a log does not shrink")
        var paths = added(.entries, from: from, to: to)
        var level = 0
        while level < 8, to >> Int64(8 * level) > 0 {
            paths += added(.hashes(level: level), from: from >> Int64(8 * level), to: to >> Int64(8 * level))
            level += 1
        }
        return paths
    }

    private static func added(_ content: Content, from: Int64, to: Int64) -> [TilePath] {
        guard from < to else { return [] }
        return (from / 256...(to - 1) / 256).compactMap { index in
            TilePath(content, index: index, width: Int(min(to - index * 256, 256)))
        }
    }
}
