/// The 54 UNU-KEYs, in which the world's e-waste is counted (Forti, Baldé, Kuehr: E-waste Statistics, UNU 2018), with
/// the average mass of a piece in 2021: Statistics Netherlands, ewaste, `data/htbl_Key_Weight.csv`, kilograms × 1,000
/// (MIT).
struct UNUKey: Sendable {
    /// Four digits.
    let digits: String
    /// Grams a piece, 2021.
    let grams: Int64
    let english: String
    let french: String

    init(_ digits: String, _ grams: Int64, _ english: String, _ french: String) {
        self.digits = digits
        self.grams = grams
        self.english = english
        self.french = french
    }

    static let all: [UNUKey] = {
        typealias Key = UNUKey
        return [
            Key("0001", 30_850, "Household central heating", "Chauffage central domestique"),
            Key(
                "0002", 17_000, "Photovoltaic panels with their inverters",
                "Panneaux photovoltaïques avec leurs onduleurs"),
            Key("0101", 124_610, "Professional heating and ventilation", "Chauffage et ventilation professionnels"),
            Key("0102", 43_300, "Dishwashers", "Lave-vaisselle"),
            Key(
                "0103", 47_660, "Large kitchen appliances: ovens, hobs, cookers",
                "Gros appareils de cuisson\u{202F}: fours, plaques, cuisinières"),
            Key("0104", 72_540, "Washing machines, also with a dryer", "Lave-linge, y compris lavants-séchants"),
            Key("0105", 45_980, "Tumble dryers and spin dryers", "Sèche-linge et essoreuses"),
            Key(
                "0106", 12_140, "Household heating and ventilation: radiators, extractor hoods",
                "Chauffage et ventilation domestiques\u{202F}: radiateurs, hottes"),
            Key("0108", 40_790, "Refrigerators, also with a freezer", "Réfrigérateurs, y compris combinés"),
            Key("0109", 44_090, "Freezers", "Congélateurs"),
            Key("0111", 26_700, "Household air conditioners", "Climatiseurs domestiques"),
            Key(
                "0112", 41_700, "Other cooling: dehumidifiers, heat-pump dryers",
                "Autres appareils de froid\u{202F}: déshumidificateurs, sèche-linge à pompe à chaleur"),
            Key(
                "0113", 110_100, "Professional cooling: cold rooms, display cabinets",
                "Froid professionnel\u{202F}: chambres froides, vitrines"),
            Key("0114", 22_900, "Microwave ovens", "Fours à micro-ondes"),
            Key(
                "0201", 990, "Other small household appliances: irons, clocks, adapters",
                "Autres petits appareils ménagers\u{202F}: fers, horloges, adaptateurs"),
            Key(
                "0202", 3_270, "Food preparation: toasters, mixers, fryers",
                "Préparation des aliments\u{202F}: grille-pain, batteurs, friteuses"),
            Key(
                "0203", 1_890, "Hot water: coffee and tea makers, kettles",
                "Eau chaude\u{202F}: cafetières, théières, bouilloires"),
            Key("0204", 5_880, "Vacuum cleaners", "Aspirateurs"),
            Key(
                "0205", 550, "Personal care: hair dryers, shavers, toothbrushes",
                "Soins du corps\u{202F}: sèche-cheveux, rasoirs, brosses à dents"),
            Key(
                "0301", 400, "Small IT: routers, mice, keyboards, external drives",
                "Petit matériel informatique\u{202F}: routeurs, souris, claviers, disques externes"),
            Key("0302", 8_770, "Desktop computers without their monitors", "Ordinateurs de bureau sans leurs écrans"),
            Key(
                "0303", 820, "Notebooks and tablets, counted together",
                "Ordinateurs portables et tablettes, comptés ensemble"),
            Key(
                "0304", 10_320, "Printers, scanners, multifunction devices, fax machines",
                "Imprimantes, scanners, multifonctions, télécopieurs"),
            Key(
                "0305", 450, "Telecom: cordless telephones, answering machines",
                "Télécommunications\u{202F}: téléphones sans fil, répondeurs"),
            Key("0306", 90, "Mobile telephones of every kind, pagers", "Téléphones mobiles de toute sorte, messageurs"),
            Key(
                "0307", 40_000, "Professional IT: servers, routers, storage, copiers",
                "Informatique professionnelle\u{202F}: serveurs, routeurs, stockage, copieurs"),
            Key("0308", 22_000, "Monitors with a cathode-ray tube", "Moniteurs à tube cathodique"),
            Key("0309", 5_500, "Flat-panel monitors", "Moniteurs à écran plat"),
            Key(
                "0401", 390, "Small consumer electronics: headphones, remote controls",
                "Petite électronique grand public\u{202F}: casques, télécommandes"),
            Key(
                "0402", 230, "Portable audio and video: players, e-readers",
                "Audio et vidéo portables\u{202F}: baladeurs, liseuses"),
            Key("0403", 3_730, "Musical instruments, radios, hi-fi", "Instruments de musique, radios, chaînes hi-fi"),
            Key(
                "0404", 3_510, "Video: recorders, set-top boxes, projectors",
                "Vidéo\u{202F}: enregistreurs, décodeurs, projecteurs"),
            Key("0405", 2_140, "Loudspeakers", "Enceintes acoustiques"),
            Key("0406", 290, "Cameras and camcorders", "Appareils photo et caméscopes"),
            Key("0407", 33_200, "Televisions with a cathode-ray tube", "Téléviseurs à tube cathodique"),
            Key("0408", 10_200, "Flat-panel televisions", "Téléviseurs à écran plat"),
            Key(
                "0501", 90, "Small lighting other than LED and incandescent",
                "Petit éclairage hors LED et incandescence"),
            Key("0502", 80, "Compact fluorescent lamps", "Lampes fluocompactes"),
            Key("0503", 110, "Straight fluorescent tubes", "Tubes fluorescents rectilignes"),
            Key("0504", 70, "Special lamps: mercury, sodium", "Lampes spéciales\u{202F}: mercure, sodium"),
            Key("0505", 80, "LED lamps", "Lampes à LED"),
            Key("0506", 450, "Household luminaires", "Luminaires domestiques"),
            Key("0507", 2_670, "Professional luminaires", "Luminaires professionnels"),
            Key(
                "0601", 2_490, "Household tools: drills, saws, lawn mowers",
                "Outils domestiques\u{202F}: perceuses, scies, tondeuses"),
            Key(
                "0602", 23_170, "Professional tools: welding, milling",
                "Outils professionnels\u{202F}: soudage, fraisage"),
            Key("0701", 450, "Toys", "Jouets"),
            Key("0702", 480, "Game consoles", "Consoles de jeux"),
            Key(
                "0703", 7_370, "Leisure: sports equipment, electric bicycles",
                "Loisirs\u{202F}: appareils de sport, vélos électriques"),
            Key("0801", 180, "Household medical devices", "Dispositifs médicaux domestiques"),
            Key("0802", 67_040, "Professional medical devices", "Dispositifs médicaux professionnels"),
            Key(
                "0901", 240, "Household monitoring and control: thermostats, smoke detectors",
                "Surveillance et régulation domestiques\u{202F}: thermostats, détecteurs de fumée"),
            Key("0902", 5_510, "Professional monitoring and control", "Surveillance et contrôle professionnels"),
            Key("1001", 44_000, "Dispensers without cooling", "Distributeurs automatiques non réfrigérés"),
            Key("1002", 92_220, "Dispensers with cooling", "Distributeurs automatiques réfrigérés"),
        ]
    }()
}
