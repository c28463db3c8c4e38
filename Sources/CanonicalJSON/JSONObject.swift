/// The members of a JSON object, kept in canonical order: by the UTF-16 code units of their names (RFC 8785, section
/// 3.2.3). No name occurs twice, and two names are the same only when all their scalars are.
public struct JSONObject: Sendable {
    public struct Member: Sendable {
        public let name: String
        public internal(set) var value: JSON
    }

    /// A name was given twice: there is no saying which of the two was meant.
    public struct DuplicateName: Error, Hashable, Sendable {
        public let name: String
    }

    /// In canonical order.
    public private(set) var members: [Member]

    public init() { members = [] }

    /// Takes members in any order.
    public init(_ members: some Sequence<(String, JSON)>) throws(DuplicateName) {
        try self.init(unsorted: members.map { Member(name: $0.0, value: $0.1) })
    }

    init(unsorted: [Member]) throws(DuplicateName) {
        var members = unsorted
        if !members.isCanonicallySorted { members.sort { $0.name.precedes($1.name) } }
        for (earlier, later) in zip(members, members.dropFirst()) where earlier.name.hasSameScalars(as: later.name) {
            throw DuplicateName(name: later.name)
        }
        self.members = members
    }

    /// - Precondition: each name comes before the next.
    init(sorted: [Member]) { members = sorted }

    init(literal: [(String, JSON)]) {
        do { try self.init(literal) } catch { preconditionFailure("JSON literal names a member twice") }
    }

    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }

    /// The value of the member of that name. Setting adds, replaces, or with `nil` removes.
    public subscript(name: String) -> JSON? {
        get {
            let place = place(of: name)
            return holds(name, at: place) ? members[place].value : nil
        }
        set {
            let place = place(of: name)
            switch (newValue, holds(name, at: place)) {
            case (let value?, true): members[place].value = value
            case (let value?, false): members.insert(Member(name: name, value: value), at: place)
            case (nil, true): members.remove(at: place)
            case (nil, false): break
            }
        }
    }

    func holds(_ name: String, at place: Int) -> Bool {
        place < members.count && members[place].name.hasSameScalars(as: name)
    }

    /// Where a member of that name is, or would be inserted.
    func place(of name: String) -> Int {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].name.precedes(name) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }
    public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

extension JSONObject.Member: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.name.hasSameScalars(as: right.name) && left.value == right.value
    }

    public func hash(into hasher: inout Hasher) {
        name.hashScalars(into: &hasher)
        hasher.combine(value)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// - Precondition: no name occurs twice.
    public init(dictionaryLiteral elements: (String, JSON)...) { self.init(literal: elements) }
}

extension [JSONObject.Member] {
    /// Whether sorting can be saved; most records are written down in order.
    fileprivate var isCanonicallySorted: Bool {
        zip(self, dropFirst()).allSatisfy { !$1.name.precedes($0.name) }
    }
}

extension String {
    /// The order of UTF-16 code units, told from UTF-8 bytes.
    ///
    /// The two orders differ in one thing: a scalar beyond U+FFFF is a surrogate pair in UTF-16 (D800...DFFF) and so
    /// comes before U+E000...U+FFFF, whose UTF-8 begins with EE or EF, while its own begins with F0 or more. No byte
    /// inside a scalar reaches EE, so two bytes that both do are first bytes.
    func precedes(_ other: String) -> Bool {
        var (mine, theirs) = (self, other)
        return mine.withUTF8 { mine in
            theirs.withUTF8 { theirs in
                for place in 0..<min(mine.count, theirs.count) where mine[place] != theirs[place] {
                    let (left, right) = (mine[place], theirs[place])
                    if left >= 0xEE && right >= 0xEE && (left >= 0xF0) != (right >= 0xF0) { return left >= 0xF0 }
                    return left < right
                }
                return mine.count < theirs.count
            }
        }
    }
}
