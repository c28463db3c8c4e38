import Testing

@Suite struct ArrowTests {
    /// Every import of a file with its line: `public import Lots`, `import struct Foundation.URL`.
    private func imports(of path: String) -> [(line: Int, module: String)] {
        SwiftSource(Tree.text(path) ?? "").codeLines.compactMap { line, text in
            let words = text.split(whereSeparator: { $0 == " " || $0 == "." })
            guard let index = words.firstIndex(of: "import"), index + 1 < words.count else { return nil }
            guard words[..<index].allSatisfy({ $0.hasPrefix("@") || levels.contains($0) }) else { return nil }
            let next = words[index + 1]
            let module = kinds.contains(next) && index + 2 < words.count ? words[index + 2] : next
            return (line, String(module))
        }
    }

    private let levels: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
    private let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]

    @Test func everyRoomIsDrawnAndSaysWhy() {
        for room in Arrows.rooms {
            #expect(!room.reason.isEmpty)
            for door in room.opens {
                #expect(Arrows.behind(door) != nil, "\(room.name) opens \(door), which is not drawn")
            }
        }
        for room in Set(Tree.files(under: "Sources").compactMap(Tree.room(of:))) {
            #expect(Arrows.behind(room) != nil, "Sources/\(room) is not among the rooms of Arrows.swift")
        }
    }

    @Test func thePackageOpensOnlyTheDrawnDoors() throws {
        let manifest = try Manifest.read()
        #expect(manifest.targets.contains { $0.name == "Primitives" })
        var findings: [Finding] = []
        for target in manifest.targets where target.type != "test" {
            guard let allowed = Arrows.behind(target.name) else {
                findings.append(Finding(path: "Package.swift", line: 1, what: "\(target.name) is not drawn"))
                continue
            }
            for room in target.rooms where !allowed.contains(room) {
                findings.append(Finding(path: "Package.swift", line: 1, what: "\(target.name) must not open \(room)"))
            }
        }
        #expect(findings == [])
    }

    @Test func everyImportIsOfARoomBehindADoorThatThePackageOpens() throws {
        let declared = Dictionary(
            try Manifest.read().targets.map { ($0.name, Set($0.rooms)) }, uniquingKeysWith: { one, _ in one })
        let drawn = Set(Arrows.rooms.map(\.name))
        var findings: [Finding] = []
        for path in Tree.files(under: "Sources", ending: ".swift") {
            guard let room = Tree.room(of: path) else { continue }
            let allowed = Arrows.behind(room) ?? []
            for (line, module) in imports(of: path) where drawn.contains(module) {
                if !allowed.contains(module) {
                    findings.append(Finding(path: path, line: line, what: "\(room) must not import \(module)"))
                } else if let doors = declared[room], !doors.contains(module) {
                    findings.append(
                        Finding(
                            path: path, line: line, what: "\(module) is imported, but Package.swift opens no door to it"
                        ))
                }
            }
        }
        #expect(findings == [])
    }

    @Test func eachLibraryIsImportedInItsRoomOnly() {
        var findings: [Finding] = []
        for path in Tree.files(under: "Sources", ending: ".swift") {
            guard let room = Tree.room(of: path) else { continue }
            for (line, module) in imports(of: path) {
                if let rooms = Arrows.libraries[module], !rooms.contains(room) {
                    let homes = rooms.sorted().joined(separator: ", ")
                    findings.append(Finding(path: path, line: line, what: "\(module) is imported only in \(homes)"))
                }
                if Arrows.pure.contains(room), Arrows.impure.contains(module) {
                    findings.append(Finding(path: path, line: line, what: "\(room) is pure: no \(module)"))
                }
            }
        }
        #expect(findings == [])
    }

    /// Time, chance and identity come in as arguments, so that a simulation can give them.
    @Test func onlyTheCommandReadsTheClockOrDrawsLots() {
        let sources: [Regex<Substring>] = [
            #/\bDate\(\)/#, #/\bDate\.now\b/#, #/\bUUID\(\)/#, #/\bSystemRandomNumberGenerator\b/#,
            #/\.random\(in: (?!.*using:)/#, #/\.(?:shuffled|shuffle|randomElement)\(\)/#,
        ]
        var findings: [Finding] = []
        for path in Tree.files(under: "Sources", ending: ".swift") {
            guard let room = Tree.room(of: path), !room.hasPrefix("counterweight") else { continue }
            for (line, text) in SwiftSource(Tree.text(path) ?? "").codeLines {
                for source in sources {
                    guard let match = text.firstMatch(of: source) else { continue }
                    findings.append(
                        Finding(path: path, line: line, what: "\(text[match.range]) belongs to the command"))
                }
            }
        }
        #expect(findings == [])
    }
}
