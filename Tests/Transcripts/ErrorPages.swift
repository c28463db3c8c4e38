import Foundation

/// What a person can type that is refused: shell lines, of which the last is the refused one. Those before it make the file
/// that it needs, or bring about what it meets.
struct ErrorExample {
    let code: String
    let lines: [String]

    init(_ code: String, _ lines: String...) {
        self.code = code
        self.lines = lines
    }
}

/// Why a refusal has no example: nobody can cause it by typing alone.
enum NoExample: CaseIterable {
    case damage, others, size, made, fault, disk, clock, fonts, network

    var english: String {
        switch self {
        case .damage: "It takes files that were damaged or changed behind the registry’s back."
        case .others: "It takes another process at work in the same moment."
        case .size: "It takes a file of some gigabytes, or of more than 10,000,000 rows."
        case .made:
            "It takes a workbook that no spreadsheet writes, large and made to do harm; `Tests/SheetsTests` makes one."
        case .fault: "It takes a fault of this program or of another."
        case .disk: "It takes a disk that is full, failing or closed for writing."
        case .clock: "It takes a machine whose clock is decades away."
        case .fonts: "It takes a machine on which the fonts of printed certificates are missing or damaged."
        case .network: "It takes a witness, or a network, that answers so: `journal submit` says it of each witness."
        }
    }

    var french: String {
        switch self {
        case .damage: "Il faut des fichiers endommagés ou modifiés à l’insu du registre."
        case .others: "Il faut un autre processus à l’œuvre au même instant."
        case .size: "Il faut un fichier de plusieurs gigaoctets, ou de plus de 10 000 000 de lignes."
        case .made:
            "Il faut un classeur qu’aucun tableur n’écrit, grand et fait pour nuire\u{202F}; `Tests/SheetsTests` en fait un."
        case .fault: "Il faut une faute de ce programme ou d’un autre."
        case .disk: "Il faut un disque plein, défaillant ou fermé à l’écriture."
        case .clock: "Il faut une machine dont l’horloge est à des décennies d’ici."
        case .fonts: "Il faut une machine où les polices des certificats imprimés manquent ou sont abîmées."
        case .network:
            "Il faut un témoin, ou un réseau, qui réponde ainsi\u{202F}: `journal submit` le dit de chaque témoin."
        }
    }
}

/// A refusal as `Tests/Golden/refusals.txt` tells it.
struct KnownRefusal {
    let hall: String
    let code: String
    let exit: Int32
    let english: String
    let french: String

    static func all() throws -> [KnownRefusal] {
        let text = try String(contentsOfFile: "\(TranscriptRun.root)/Tests/Golden/refusals.txt", encoding: .utf8)
        var hall = ""
        var refusals: [KnownRefusal] = []
        for block in text.split(separator: "\n\n") {
            if block.hasPrefix("## ") { hall = String(block.dropFirst(3)) }
            let lines = block.split(separator: "\n")
            guard lines.count == 3, lines[1].hasPrefix("en "), lines[2].hasPrefix("fr ") else { continue }
            let head = lines[0].split(separator: " ")
            guard head.count >= 2, let exit = Int32(head[1]) else { continue }
            refusals.append(
                KnownRefusal(
                    hall: hall, code: String(head[0]), exit: exit, english: String(lines[1].dropFirst(3)),
                    french: String(lines[2].dropFirst(3))))
        }
        return refusals
    }
}

/// The pages `docs/errors.md` and `docs/erreurs.md`, printed from what the commands say.
struct ErrorPages {
    /// An example that was run: in English, in French, and as JSON.
    struct Shown {
        let example: ErrorExample
        let before: [TranscriptRun.Outcome]
        let english: TranscriptRun.Outcome
        let french: TranscriptRun.Outcome
        /// The code that `--json` says.
        let code: String?
    }

    static let scene = "cd Examples && . ./refused.sh"

    /// Runs every example in one registry, and the list of every row refusal behind them.
    static func run(_ examples: [ErrorExample]) throws -> [Shown] {
        var commands = [scene]
        for example in examples {
            commands += example.lines
            let last = example.lines[example.lines.count - 1]
            // A refusal changes nothing, so that it can be asked for again.
            commands.append("( { export LC_ALL=fr_FR.UTF-8; } 2>/dev/null\n\(last)\n)")
            commands.append(last.contains(" --json") ? last : "\(last) --json")
        }
        let outcomes = try TranscriptRun.play(commands)
        guard outcomes.count == commands.count else {
            throw Stopped(command: commands[min(outcomes.count, commands.count - 1)])
        }
        guard outcomes[0].status == 0, outcomes[0].output.isEmpty else {
            throw Stopped(command: "\(scene): \(outcomes[0].output)")
        }
        var at = 1
        return examples.map { example in
            let end = at + example.lines.count
            defer { at = end + 2 }
            return Shown(
                example: example, before: Array(outcomes[at..<end - 1]).map(stable), english: stable(outcomes[end - 1]),
                french: stable(outcomes[end]), code: code(of: outcomes[end + 1]))
        }
    }

    struct Stopped: Error { let command: String }

    /// Of a command that was refused; of a list of which rows were, that of its last row.
    private static func code(of outcome: TranscriptRun.Outcome) -> String? {
        guard let line = outcome.output.last,
            let document = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        else { return nil }
        let error = document["error"] as? [String: Any] ?? (document["rows"] as? [[String: Any]])?.last
        return error?["code"] as? String
    }

    /// With `…` in the place of what is another each time: random numbers and the day of today.
    private static func stable(_ outcome: TranscriptRun.Outcome) -> TranscriptRun.Outcome {
        let now = Date()
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "UTC") ?? .current
        let parts = calendar.dateComponents([.year, .month, .day], from: now)
        let (year, month, day) = (parts.year ?? 0, parts.month ?? 1, parts.day ?? 1)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let english = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let french = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ]
        let days = [
            "\(year)-\(two(month))-\(two(day))", "\(day) \(english[month - 1]) \(year)",
            "\(day)\u{A0}\(french[month - 1])\u{A0}\(year)", "\(day) \(french[month - 1]) \(year)",
            "1er \(french[month - 1]) \(year)",
        ]
        let output = outcome.output.map { line in
            var line = line
            for day in days { line = line.replacingOccurrences(of: day, with: "…") }
            return line.replacing(#/[0-9a-f]{32,}/#, with: "…").replacing(
                #/did:key:z6Mk[A-Za-z0-9]+/#, with: "did:key:…")
        }
        return TranscriptRun.Outcome(status: outcome.status, output: output)
    }

    // MARK: As a page

    static func page(_ shown: [Shown], _ known: [KnownRefusal], isFrench: Bool) -> String {
        var page = isFrench ? frenchHead : englishHead
        for hall in halls(known) {
            let codes = unique(known.filter { $0.hall == hall.kind }.map(\.code)).filter { code in
                shown.contains { $0.example.code == code }
            }
            guard !codes.isEmpty else { continue }
            page += "\n## \(isFrench ? hall.french : hall.english)\n"
            for code in codes { page += section(code, shown, isFrench) }
        }
        let others = unique(shown.map(\.example.code)).filter { code in
            code != ErrorExamples.rows.code && !known.contains { $0.code == code }
        }
        page += isFrench ? "\n## La ligne de commande elle-même\n" : "\n## The command line itself\n"
        for code in others { page += section(code, shown, isFrench) }
        page += isFrench ? frenchRows : englishRows
        page += section(ErrorExamples.rows.code, shown, isFrench)
        page += isFrench ? frenchRest : englishRest
        for reason in NoExample.allCases {
            let codes = Set(ErrorExamples.without.filter { $0.value == reason }.keys)
            let rest = known.filter { codes.contains($0.code) }
            guard !rest.isEmpty else { continue }
            page += "\n**\(isFrench ? reason.french : reason.english)**\n\n"
            for refusal in rest {
                page += "- `\(refusal.code)`, \(refusal.exit): \(isFrench ? refusal.french : refusal.english)\n"
            }
        }
        return page
    }

    private static func unique(_ codes: [String]) -> [String] {
        var seen: Set<String> = []
        return codes.filter { seen.insert($0).inserted }
    }

    private static func section(_ code: String, _ shown: [Shown], _ isFrench: Bool) -> String {
        var text = ""
        for example in shown where example.example.code == code {
            if text.isEmpty { text = "\n### `\(code)`\n" }
            text += "\n```console\n"
            for (line, outcome) in zip(example.example.lines, example.before) { text += step(line, outcome) }
            let last = example.example.lines[example.example.lines.count - 1]
            text += step(last, isFrench ? example.french : example.english)
            text += "```\n"
        }
        return text
    }

    private static func step(_ line: String, _ outcome: TranscriptRun.Outcome) -> String {
        let status = outcome.status == 0 ? "" : " # exits \(outcome.status)"
        let typed = line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n> ")
        return "$ \(typed)\(status)\n" + outcome.output.map { "\($0)\n" }.joined()
    }

    private static func halls(_ known: [KnownRefusal]) -> [(kind: String, english: String, french: String)] {
        unique(known.map(\.hall)).map { kind in
            let title = titles[kind] ?? (kind, kind)
            return (kind, title.0, title.1)
        }
    }

    private static let titles: [String: (String, String)] = [
        "CommandRefusal": ("Files and options", "Fichiers et options"),
        "ArgumentRefusal": ("What one argument says", "Ce que dit un argument"),
        "RegistryRefusal": ("The registry, its parties and its keys", "Le registre, ses parties et ses clés"),
        "SubmissionRefusal": ("Witnesses", "Les témoins"),
        "CompensationRefusal": (
            "Rules, lots, declarations, certificates", "Règles, lots, déclarations, certificats"
        ),
        "StorageError": ("The database", "La base de données"), "CSVError": ("Lists in CSV", "Listes en CSV"),
        "WorkbookError": ("Workbooks", "Classeurs"), "TextEncodingError": ("Encodings", "Codages"),
        "WeighingRefusal": ("Weighings", "Pesées"), "LotStateRefusal": ("States of a lot", "États d’un lot"),
        "MappingRefusal": ("Columns of a list", "Colonnes d’une liste"),
        "IdentifierRefusal": ("Numbers of devices", "Numéros d’appareils"),
        "FileRefusal": ("The file system", "Le système de fichiers"),
        "OpeningRefusal": ("Balances of an earlier system", "Soldes d’un système antérieur"),
        "WordingRefusal": ("Texts to check", "Textes à contrôler"),
        "CutRefusal": ("What to certify", "Que certifier"),
        "PrintRefusal": ("What to print", "Qu’imprimer"),
        "TypesettingError": ("Printing", "L’impression"),
    ]

    private static let englishHead = """
        # What is refused, and how to mend it

        Every refusal that can be caused by typing, with a command that causes it; [in French](erreurs.md) too. All of them run
        in one shell, in a copy of `Examples`, in the order of this page, where `. ./refused.sh` made a registry with
        lots in every state. The code in the heading is what `--json` says; it does not change. `# exits N` is the exit
        code, which [the guide](guides/command-line.md) explains; `…` stands for what is another each time. A test runs this
        page and prints it: an example is added in `Tests/Transcripts/ErrorExamples.swift`.

        """

    private static let frenchHead = """
        # Ce qui est refusé, et comment y remédier

        Tous les refus que l’on peut provoquer en tapant une commande, avec une commande qui le fait\u{202F}; [en
        anglais](errors.md) aussi. Elles s’exécutent dans un même shell, dans une copie de `Examples`, dans l’ordre de cette
        page, là où `. ./refused.sh` a fait un registre avec des lots dans tous les états, et où `LC_ALL=fr_FR.UTF-8` vaut pour
        la commande refusée. Le code du titre est celui que dit `--json`\u{202F}; il ne change pas. `# exits N` est le code de
        sortie, que [le guide](guides/ligne-de-commande.md) explique\u{202F}; `…` tient lieu de ce qui change chaque fois.

        """

    private static let englishRows = """

        ## Rows of a list

        A row is refused by itself; the others are not held up. This list has a row for each code, and the file of refused
        rows says which it is: mend the cells and send that file.

        """

    private static let frenchRows = """

        ## Les lignes d’une liste

        Une ligne est refusée seule\u{202F}; elle n’arrête pas les autres. Cette liste a une ligne pour chaque code, et le
        fichier des lignes refusées dit lequel\u{202F}: corrigez les cellules et envoyez ce fichier. (Les raisons sont dans
        la langue de la commande.)

        """

    private static let englishRest = """

        ## Refused, but by no command alone

        """

    private static let frenchRest = """

        ## Refusé, mais par aucune commande seule

        """
}
