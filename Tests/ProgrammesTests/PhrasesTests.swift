import Primitives
import Programmes
import Testing
import Wording

/// A sentence in both languages, as reviewed; `_` stands for the narrow no-break space, `~` for the no-break space.
struct Golden: Sendable {
    let phrase: any Phrase
    let english: String
    let french: String

    init(_ phrase: any Phrase, _ english: String, _ french: String) {
        self.phrase = phrase
        self.english = english
        self.french = french
    }
}

@Suite struct PhrasesTests {
    static let golden: [Golden] = [
        Golden(Trigger.purchase, "purchase of a new device", "achat d’un appareil neuf"),
        Golden(Trigger.resale, "resale of a used device", "revente d’un appareil d’occasion"),
        Golden(MassBasis.stated, "mass stated in the row", "masse indiquée dans la ligne"),
        Golden(
            MassBasis.model, "mass that the maker states for the model",
            "masse que le fabricant indique pour le modèle"),
        Golden(MassBasis.deviceClass, "reference mass of the class", "masse de référence de la classe"),
        Golden(Unit.pieces, "pieces", "pièces"),
        Golden(Unit.grams, "grams", "grammes"),
        Golden(
            MassRefusal.classNotInProgramme("tablet", version("weight/1")),
            "Programme weight/1 does not take devices of class tablet.",
            "Le programme weight/1 ne prend pas d’appareils de la classe tablet."),
        Golden(
            MassRefusal.outOfRange(10_000_001, .stated),
            "10,000,001~g is not the mass of a device (mass stated in the row); one weighs from 1~g to 10,000,000~g.",
            """
            10_000_001~g n’est pas la masse d’un appareil (masse indiquée dans la ligne)_; \
            il pèse de 1~g à 10_000_000~g.
            """
        ),
        Golden(
            MassRefusal.modelOfOtherClass(
                maker: "Google", name: "Pixel 8", modelClass: "smartphone", rowClass: "notebook"),
            "Google Pixel 8 is of class smartphone, but the row says notebook.",
            "Google Pixel 8 est de la classe smartphone, mais la ligne indique notebook."),
        Golden(
            MassRefusal.referenceTooOld(version("unu-0303/1"), from: day("2021-12-31"), age: 1_787, limit: 1),
            "Reference mass unu-0303/1 is of 31 December 2021 and 1,787 days old; the programme takes it up to 1 day.",
            """
            La masse de référence unu-0303/1 date du 31 décembre 2021 et a 1_787 jours_; le programme l’admet jusqu’à \
            1 jour.
            """),
        Golden(
            MassRefusal.noMass("notebook", on: day("2026-01-01"), accepted: [.stated, .model]),
            """
            No mass is known for class notebook on 1 January 2026; the programme accepts: mass stated in the row and \
            mass that the maker states for the model.
            """,
            """
            Aucune masse n’est connue pour la classe notebook au 1er janvier 2026_; le programme admet_: masse \
            indiquée dans la ligne et masse que le fabricant indique pour le modèle.
            """),
        Golden(
            MassRefusal.noMass("notebook", on: day("2026-01-01"), accepted: []),
            "No mass is known for class notebook on 1 January 2026; the programme accepts: nothing.",
            """
            Aucune masse n’est connue pour la classe notebook au 1er janvier 2026_; le programme admet_: aucune \
            base.
            """),
        Golden(IdentifierRefusal.empty(.imei), "An IMEI is missing.", "Pas d’IMEI."),
        Golden(IdentifierRefusal.empty(.assetTag), "An asset tag is missing.", "Pas de numéro d’inventaire."),
        Golden(
            IdentifierRefusal.character(.serial, "é"), "“é” does not occur in a serial number.",
            "«~é~» n’a pas sa place dans un numéro de série."),
        Golden(
            IdentifierRefusal.length(.imei, found: 13, allowed: 14...16), "An IMEI has 14 to 16 digits, not 13.",
            "Un IMEI compte de 14 à 16 chiffres, et non 13."),
        Golden(
            IdentifierRefusal.length(.serial, found: 1_200, allowed: 3...40),
            "A serial number has 3 to 40 characters, not 1,200.",
            "Un numéro de série compte de 3 à 40 caractères, et non 1_200."),
        Golden(
            IdentifierRefusal.scientific(.imei, "3.56E+14"),
            """
            A spreadsheet wrote the number as 3.56E+14, and its last digits are lost; format the column as text and \
            export it again.
            """,
            """
            Un tableur a écrit le nombre sous la forme 3.56E+14, et ses derniers chiffres sont perdus_; mettez la \
            colonne au format texte et exportez-la de nouveau.
            """),
        Golden(
            IdentifierRefusal.placeholder(.serial, "N/A"), "“N/A” stands for a serial number that is not known.",
            "«~N/A~» tient lieu d’un numéro de série que l’on ne connaît pas."),
        Golden(
            IdentifierRefusal.checkDigit(found: 8, expected: 9),
            "The last digit of the IMEI is 8 and should be 9: a digit was mistyped.",
            "Le dernier chiffre de l’IMEI est 8 et devrait être 9_: un chiffre a été mal saisi."),
        Golden(
            IdentifierRefusal.testNumber("00440112345678"),
            "IMEI 00440112345678 is kept for tests and is on no device that was sold.",
            "L’IMEI 00440112345678 est réservé aux essais et n’est porté par aucun appareil vendu."),
        Golden(
            IdentifierRefusal.line(0), "A document has no line 0; lines go from 1 to 1,000,000.",
            "Un document n’a pas de ligne 0_; les lignes vont de 1 à 1_000_000."),
        Golden(
            IdentifierRefusal.malformed("imei:"), "“imei:” is not an identifier in its normal form.",
            "«~imei:~» n’est pas un identifiant sous sa forme normale."),
    ]

    @Test(arguments: golden.indices) func saysItInBothLanguages(index: Int) {
        let golden = Self.golden[index]
        func plain(_ text: String) -> String {
            String(text.map { $0 == "\u{202F}" ? "_" : $0 == "\u{A0}" ? "~" : $0 })
        }
        #expect(plain(golden.phrase.english) == golden.english)
        #expect(plain(golden.phrase.french) == golden.french)
    }

    @Test func everyKindHasItsSentence() {
        for kind in IdentifierKind.allCases {
            for refusal in [IdentifierRefusal.empty(kind), .placeholder(kind, "?"), .character(kind, "?")] {
                #expect(refusal.english.hasSuffix(".") && refusal.french.hasSuffix("."))
            }
        }
    }
}
