import Glibc

extension Typeface {
    /// The font's file, and the Debian package that has it.
    var file: (name: String, package: String) {
        switch self {
        case .roman: ("GentiumPlus-Regular.ttf", "fonts-sil-gentiumplus")
        case .romanBold: ("GentiumPlus-Bold.ttf", "fonts-sil-gentiumplus")
        case .romanItalic: ("GentiumPlus-Italic.ttf", "fonts-sil-gentiumplus")
        case .sans: ("Lato-Regular.ttf", "fonts-lato")
        case .sansBold: ("Lato-Bold.ttf", "fonts-lato")
        }
    }

    /// Where systems keep fonts. Debian has a folder for each package below the first.
    private static let roots = ["/usr/share/fonts", "/usr/local/share/fonts"]
    private static let depthMax = 4
    /// Names that are read of all folders together: a system has some thousand fonts.
    private static let namesMax = 100_000

    /// The paths of these typefaces' files.
    static func paths(of faces: some Sequence<Typeface>) throws(TypesettingError) -> [Typeface: String] {
        let faces = Set(faces)
        let wanted = Dictionary(faces.map { ($0.file.name, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [Typeface: String] = [:]
        var left = namesMax
        for root in roots { search(root, depth: 0, left: &left, for: wanted, found: &found) }
        // In the order of the cases, so that the same one is named each time.
        for face in allCases where faces.contains(face) && found[face] == nil {
            throw .typefaceMissing(file: face.file.name, package: face.file.package)
        }
        return found
    }

    private static func search(
        _ folder: String, depth: Int, left: inout Int, for wanted: [String: Typeface], found: inout [Typeface: String]
    ) {
        guard depth <= depthMax, found.count < wanted.count, let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        var folders: [String] = []
        while left > 0, let next = readdir(stream) {
            left -= 1
            let type = Int(next.pointee.d_type)
            let name = withUnsafeBytes(of: &next.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let face = wanted[name], found[face] == nil, access("\(folder)/\(name)", R_OK) == 0 {
                found[face] = "\(folder)/\(name)"
            } else if type == Int(DT_DIR), !name.hasPrefix(".") {
                folders.append(name)
            }
        }
        for name in folders.sorted() {
            search("\(folder)/\(name)", depth: depth + 1, left: &left, for: wanted, found: &found)
        }
    }
}
