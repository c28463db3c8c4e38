import Primitives

@testable import GreenClaims

/// Sentences that the lists must find, and sentences that are close to them and must be spared.
struct ClaimExample: Sendable, CustomStringConvertible {
    let topic: Code
    let language: ClaimLanguage
    let found: [String]
    let spared: [String]

    init(_ topic: Code, _ language: ClaimLanguage, found: [String], spared: [String]) {
        self.topic = topic
        self.language = language
        self.found = found
        self.spared = spared
    }

    var description: String { "\(topic.text) in \(language)" }

    static let all = english + french + german

    private static let english = [
        ClaimExample(
            "climate-neutral", .english,
            found: [
                "Our phones are carbon neutral.", "A climate-positive company", "CO₂-neutral shipping",
                "net zero laptops",
                "We offset your carbon footprint.", "carbonneutral", "zero emissions", "an emission-free device",
            ],
            spared: [
                "This phone is not carbon neutral.", "We make no carbon-neutrality claims here.",
                "The carbon footprint of a phone is 69 kg.", "A neutral carbon brush",
            ]),
        ClaimExample(
            "climate-future", .english,
            found: ["Carbon neutral by 2030.", "We will be net zero by 2040", "zero waste by 2027"],
            spared: ["Not carbon neutral by 2030.", "By 2025 we had recycled 4,000 kg of phones."]),
        ClaimExample(
            "generic", .english,
            found: [
                "An eco-friendly phone", "Go green with us", "better for the planet", "a greener choice", "green IT",
                "environmentally friendly", "kind to nature", "energy-efficient devices", "we protect the environment",
            ],
            spared: [
                "The green lamp says that it charges.", "We make no green claims.",
                "It is not environmentally friendly.",
                "The box is green.", "energy efficiency class A",
            ]),
        ClaimExample(
            "biodegradable", .english, found: ["a biodegradable case"],
            spared: ["Biodegradable waste goes into another bin.", "The case is not biodegradable."]),
        ClaimExample(
            "sustainable", .english,
            found: [
                "sustainable phones", "The most sustainable choice", "responsibly recycled",
                "Our devices are sustainable.",
            ],
            spared: [
                "We sustained 12 % growth.", "the Ecodesign for Sustainable Products Regulation",
                "not a sustainable device",
            ]),
        ClaimExample(
            "recycled-all", .english,
            found: ["100% recycled", "fully recycled phones", "made from recycled materials"],
            spared: [
                "A frame of 100 % recycled aluminium, by mass", "5,700 g were recycled at Accra works.",
                "not fully recycled",
            ]),
        ClaimExample(
            "recyclable", .english, found: ["a recyclable phone"],
            spared: ["It is not recyclable.", "recyclable where a collection for phones exists"]),
        ClaimExample(
            "waste-neutral", .english,
            found: [
                "waste-neutral phones", "Your device is e-waste neutral", "ewaste neutral", "zero waste",
                "a waste-free company",
            ],
            spared: [
                "A device never becomes e-waste neutral.", "We make no zero-waste promise.", "the waste hierarchy",
            ]),
        ClaimExample(
            "waste-netted", .english,
            found: [
                "Offset your e-waste", "we cancel out your own electronic waste", "This makes up for your waste.",
                "net e-waste 2026: 0 t", "deducted from our waste", "counts towards your recycling target",
            ],
            spared: [
                "We do not offset your e-waste.", "Net weight of the waste: 4 t",
                "Your waste is reported as it was generated.",
            ]),
        ClaimExample(
            "own-device", .english,
            found: [
                "This phone will be recycled.", "Your device was recycled in Ghana.", "We recycled your old phone.",
            ],
            spared: [
                "Your phone is not recycled by this.", "You can recycle your old phone at a collection point.",
                "Phones collected in Ghana were recycled.",
            ]),
        ClaimExample(
            "circular", .english,
            found: ["a circular phone", "We close the loop.", "fully circular", "100 % circular"],
            spared: [
                "The circular saw is loud.", "the circular economy action plan",
                "Nobody is fully circular claims the report.",
            ]),
        ClaimExample(
            "guilt", .english, found: ["a guilt-free upgrade", "Buy with a clear conscience"],
            spared: ["It is not guilt-free.", "a conscience"]),
        ClaimExample(
            "certified", .english,
            found: ["certified recycling", "our certified compensation", "officially recognised"],
            spared: [
                "a recycler certified to R2v3 until 2027", "certified recycling under R2v3 at Accra works",
                "not certified recycling",
            ]),
        ClaimExample(
            "facility-standard", .english,
            found: ["We are R2 certified.", "an e-Stewards-certified provider", "certified to R2v3"],
            spared: [
                "recycled at a facility which is certified to R2v3", "an R2-certified site in Accra",
                "We are not R2 certified.",
            ]),
        ClaimExample(
            "label", .english, found: ["Show our badge on your shop.", "our own eco-label", "a sustainability seal"],
            spared: ["It bears the EU Ecolabel.", "The bag has seal 9001.", "We do not give out eco-labels."]),
        ClaimExample(
            "legal-requirement", .english,
            found: ["RoHS compliant", "It complies with the WEEE directive", "free take-back"],
            spared: ["a WEEE compliance scheme", "RoHS is a directive.", "not RoHS compliant"]),
        ClaimExample(
            "proof", .english,
            found: [
                "Proof that your device was recycled", "This certificate is genuine.", "tamper-proof",
                "It cannot be forged.", "100 % traceable", "guaranteed recycling",
            ],
            spared: [
                "Nothing here is called genuine.", "It is no proof that your phone was recycled.", "not tamper-proof",
            ]),
    ]

    private static let french = [
        ClaimExample(
            "climate-neutral", .french,
            found: [
                "Nos téléphones sont neutres en carbone.", "la neutralité climatique", "zéro carbone", "CO₂-neutre",
                "100 % compensé", "une empreinte carbone nulle", "Nous compensons vos émissions.",
            ],
            spared: [
                "Ce téléphone n’est pas neutre en carbone.", "les allégations de neutralité carbone",
                "L’empreinte carbone est de 69 kg.",
            ]),
        ClaimExample(
            "climate-future", .french,
            found: ["neutres en carbone d’ici à 2030", "neutralité carbone en 2040", "zéro déchet d'ici 2027"],
            spared: ["pas neutres en carbone d’ici 2030", "En 2025, 4 000 kg ont été recyclés."]),
        ClaimExample(
            "generic", .french,
            found: [
                "respectueux de l’environnement", "respectueux de l'environnement", "un geste éco-responsable",
                "un téléphone plus vert", "bon pour la planète", "Protégez la planète", "écologique",
            ],
            spared: ["Le voyant vert signale la charge.", "la transition écologique", "Ce n’est pas écologique."]),
        ClaimExample(
            "biodegradable", .french, found: ["une coque biodégradable"],
            spared: ["les déchets biodégradables", "pas biodégradable"]),
        ClaimExample(
            "sustainable", .french,
            found: ["des appareils durables", "un numérique responsable", "recyclés de manière responsable"],
            spared: ["le responsable de la collecte", "des téléphones qui ne sont pas des produits durables"]),
        ClaimExample(
            "recycled-all", .french, found: ["100 % recyclé", "entièrement recyclés", "en matières recyclées"],
            spared: ["un châssis d’aluminium 100 % recyclé", "5 700 g ont été recyclés.", "pas entièrement recyclés"]),
        ClaimExample(
            "recyclable", .french, found: ["un téléphone recyclable"],
            spared: ["non recyclable", "recyclable là où une collecte existe"]),
        ClaimExample(
            "waste-neutral", .french,
            found: ["neutre en déchets", "zéro déchet", "zéro e-déchet", "neutres en e-déchets"],
            spared: ["jamais neutre en déchets", "la mention zéro déchet", "la hiérarchie des déchets"]),
        ClaimExample(
            "waste-netted", .french,
            found: [
                "Compensez vos déchets", "annuler vos propres e-déchets", "déchets nets", "déduits de vos déchets",
            ],
            spared: ["Nous ne prétendons pas compenser vos déchets.", "Vos déchets sont déclarés tels quels."]),
        ClaimExample(
            "own-device", .french,
            found: [
                "Ce téléphone sera recyclé.", "Votre ancien appareil a été recyclé.",
                "Nous recyclons votre smartphone.",
            ],
            spared: [
                "Vous pouvez recycler votre ancien téléphone en déchèterie.", "Votre téléphone n’est pas recyclé.",
                "Nous ne disons jamais que ce téléphone sera recyclé.",
            ]),
        ClaimExample(
            "circular", .french, found: ["un smartphone circulaire", "100 % circulaire", "Nous bouclons la boucle."],
            spared: ["l’économie circulaire", "la mention 100 % circulaire"]),
        ClaimExample(
            "guilt", .french, found: ["sans culpabilité", "Achetez en bonne conscience"],
            spared: ["la conscience", "pas sans culpabilité"]),
        ClaimExample(
            "certified", .french,
            found: ["un recyclage certifié", "une compensation certifiée", "officiellement reconnu"],
            spared: ["un recycleur certifié selon R2v3", "pas de recyclage certifié"]),
        ClaimExample(
            "facility-standard", .french,
            found: ["Nous sommes certifiés R2.", "certifié e-Stewards", "notre certification R2"],
            spared: ["une installation certifiée R2v3", "Nous ne sommes pas certifiés R2."]),
        ClaimExample(
            "label", .french, found: ["notre badge", "un éco-label", "un label écologique"],
            spared: ["l’écolabel européen", "Le sac porte le scellé 9001."]),
        ClaimExample(
            "legal-requirement", .french, found: ["conforme RoHS", "conforme à la directive DEEE", "reprise gratuite"],
            spared: ["la reprise gratuite prévue par la loi", "non conforme RoHS"]),
        ClaimExample(
            "proof", .french,
            found: [
                "la preuve que votre téléphone a été recyclé", "Ce certificat est authentique.", "infalsifiable",
                "recyclage garanti",
            ],
            spared: [
                "Rien n’est dit authentique.", "Ce certificat n’est pas la preuve que votre téléphone a été recyclé.",
            ]),
    ]

    private static let german = [
        ClaimExample(
            "climate-neutral", .german,
            found: ["klimaneutrale Handys", "CO2-neutral", "klima\u{AD}neutral", "Netto-Null", "treibhausgasneutral"],
            spared: ["Dieses Gerät ist nicht klimaneutral.", "Das Klima im Lager ist trocken."]),
        ClaimExample(
            "climate-future", .german,
            found: ["Bis 2030 sind wir klimaneutral.", "klimaneutral bis 2040", "Netto-Null bis 2045"],
            spared: ["nicht klimaneutral bis 2030", "Bis 2025 wurden 4 t recycelt."]),
        ClaimExample(
            "generic", .german,
            found: [
                "umweltfreundlich", "ein grünes Handy", "gut für die Umwelt", "ökologisch", "klimaschonende Geräte",
            ],
            spared: ["Die grüne Lampe leuchtet.", "nicht umweltfreundlich", "der ökologische Wandel"]),
        ClaimExample(
            "biodegradable", .german, found: ["biologisch abbaubar"],
            spared: ["biologisch abbaubare Abfälle", "nicht biologisch abbaubar"]),
        ClaimExample(
            "sustainable", .german,
            found: ["nachhaltige Smartphones", "Unser Unternehmen ist nachhaltig.", "verantwortungsvoll recycelt"],
            spared: ["Der Bericht über Nachhaltigkeit", "keine nachhaltigen Geräte"]),
        ClaimExample(
            "recycled-all", .german, found: ["100 % recycelt", "vollständig recycelt", "aus recyceltem Material"],
            spared: [
                "5.700 g wurden in Accra recycelt.", "ein Rahmen aus 100 % recyceltem Aluminium",
                "nicht vollständig recycelt",
            ]),
        ClaimExample(
            "recyclable", .german, found: ["recycelbar", "recyclingfähige Geräte"], spared: ["nicht recycelbar"]),
        ClaimExample(
            "waste-neutral", .german, found: ["abfallneutral", "elektroschrott-neutral", "müllfrei"],
            spared: ["nie abfallneutral", "die Abfallhierarchie"]),
        ClaimExample(
            "waste-netted", .german,
            found: [
                "Kompensieren Sie … wir kompensieren Ihren Elektroschrott", "Netto-Abfall",
                "abzüglich der Kompensation",
            ],
            spared: ["Wir gleichen nichts aus.", "Niemand kann: nicht wir kompensieren Ihren Abfall"]),
        ClaimExample(
            "own-device", .german, found: ["Dieses Handy wird recycelt.", "Wir recyceln Ihr altes Gerät."],
            spared: ["Geräte aus Ghana wurden recycelt.", "Nie sagen wir: nicht dieses Handy wird recycelt"]),
        ClaimExample(
            "circular", .german,
            found: ["ein kreislauffähiges Handy", "100 % zirkulär", "Wir schließen den Kreislauf."],
            spared: ["die Kreislaufwirtschaft"]),
        ClaimExample(
            "guilt", .german, found: ["ohne schlechtes Gewissen", "mit gutem Gewissen"], spared: ["das Gewissen"]),
        ClaimExample(
            "certified", .german, found: ["zertifiziertes Recycling", "offiziell anerkannt"],
            spared: ["zertifiziertes Recycling nach R2v3 in Accra", "kein zertifiziertes Recycling"]),
        ClaimExample(
            "facility-standard", .german, found: ["Wir sind R2-zertifiziert.", "zertifiziert nach R2v3"],
            spared: ["Die Anlage ist R2-zertifiziert.", "nicht R2-zertifiziert"]),
        ClaimExample(
            "label", .german, found: ["unser Siegel", "Umweltlabel"],
            spared: ["das EU-Umweltzeichen", "kein Gütesiegel"]),
        ClaimExample(
            "legal-requirement", .german, found: ["RoHS-konform", "kostenlose Rücknahme"],
            spared: ["gesetzlich vorgeschriebene kostenlose Rücknahme", "nicht RoHS-konform"]),
        ClaimExample(
            "proof", .german,
            found: ["Beweis, dass Ihr Handy recycelt wurde", "fälschungssicher", "Dieses Zertifikat ist echt."],
            spared: ["kein Beweis, dass Ihr Handy recycelt wurde", "nicht fälschungssicher"]),
    ]
}
