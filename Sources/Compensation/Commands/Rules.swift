import Access
public import Journal
import Primitives
public import Programmes
public import Registry
import Storage

// What everybody reads: classes, masses, models, programmes, supply standards. All are versioned, and a version that was
// published never changes.

extension Compensation {
    /// Publishes the next version of a programme.
    ///
    /// - Returns: the entry's sequence.
    @discardableResult
    public func publish(_ programme: Programme, as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.publishRules)
            let db = act.connection
            for code in programme.classes + programme.supply.classes { _ = try db.classID(code) }
            for code in programme.supply.standards {
                guard try !db.run("SELECT 1 FROM standard_version WHERE code = \(code.text)").isEmpty else {
                    throw CompensationRefusal.unknownStandard(code)
                }
            }
            let version = programme.version
            try db.run("INSERT INTO programme (code) VALUES (\(version.code.text)) ON CONFLICT DO NOTHING")
            let id = try db.run("SELECT id FROM programme WHERE code = \(version.code.text)")[0].integer("id")
            let next = try db.next(after: "SELECT MAX(number) AS newest FROM programme_version WHERE programme = \(id)")
            guard version.number == next else { throw CompensationRefusal.versionNotNext(version, next: next) }
            try act.requireNotRetroactive(version, from: programme.from)
            try db.run(
                """
                INSERT INTO programme_version (programme, number, from_day, rules)
                VALUES (\(id), \(version.number), \(Int64(programme.from.number)), \(programme.canonicalBytes))
                """)
            return try act.append(.programmePublished(programme))
        }
    }

    /// Publishes the next version of a supply standard.
    @discardableResult
    public func publish(_ standard: SupplyStandard, as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.publishRules)
            let db = act.connection
            for code in standard.classes { _ = try db.classID(code) }
            let version = standard.version
            let next = try db.next(
                after: "SELECT MAX(number) AS newest FROM standard_version WHERE code = \(version.code.text)")
            guard version.number == next else { throw CompensationRefusal.versionNotNext(version, next: next) }
            try act.requireNotRetroactive(version, from: standard.from)
            try db.run(
                """
                INSERT INTO standard_version (code, number, from_day, rules)
                VALUES (\(version.code.text), \(version.number), \(Int64(standard.from.number)),
                    \(standard.canonicalBytes))
                """)
            return try act.append(.standardPublished(standard))
        }
    }

    /// Publishes reference masses, each the next of its class. At most 200 at a time, so that they fit one entry.
    @discardableResult
    public func publish(masses: [ReferenceMass], as actor: Actor) async throws -> Int64 {
        try await registry.act(as: actor) { act in
            try act.require(.publishRules)
            return try act.publish(masses: masses)
        }
    }

    public func add(_ deviceClass: DeviceClass, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            try act.require(.publishRules)
            try act.add(deviceClass)
        }
    }

    public func add(_ model: DeviceModel, as actor: Actor) async throws {
        try await registry.act(as: actor) { act in
            try act.require(.publishRules)
            try act.add(model)
        }
    }
}

extension Act {
    /// A first version may describe what was agreed before the registry was there. A later one begins no earlier than the
    /// day on which it is published: nobody's lot or list is judged by a rule that was written after it.
    fileprivate func requireNotRetroactive(_ version: Version, from: Day) throws {
        guard version.number == 1 || from >= day else {
            throw CompensationRefusal.retroactive(version, from: from, today: day)
        }
    }

    /// Takes in the classes, masses and models that come with the product: part of the act that opens a registry.
    public func publishCatalogue() throws {
        try require(.publishRules)
        for deviceClass in Catalogue.builtInClasses { try add(deviceClass) }
        for model in Catalogue.builtInModels { try add(model) }
        _ = try publish(masses: Catalogue.builtInMasses)
    }
}

extension Act {
    fileprivate func publish(masses: [ReferenceMass]) throws -> Int64 {
        for mass in masses {
            let id = try connection.classID(mass.version.code)
            let next = try connection.next(
                after: "SELECT MAX(number) AS newest FROM reference_mass WHERE class = \(id)")
            guard mass.version.number == next else {
                throw CompensationRefusal.versionNotNext(mass.version, next: next)
            }
            try connection.run(
                """
                INSERT INTO reference_mass (class, number, grams, from_day, source)
                VALUES (\(id), \(mass.version.number), \(mass.mass.count), \(Int64(mass.from.number)), \(mass.source))
                """)
        }
        return try append(.massesPublished(masses))
    }

    fileprivate func add(_ deviceClass: DeviceClass) throws {
        let code = deviceClass.code
        guard try connection.run("SELECT 1 FROM device_class WHERE code = \(code.text)").isEmpty else {
            throw CompensationRefusal.classExists(code)
        }
        try connection.run(
            """
            INSERT INTO device_class (code, unu_key, english, french)
            VALUES (\(code.text), \(deviceClass.unuKey), \(deviceClass.english), \(deviceClass.french))
            """)
    }

    fileprivate func add(_ model: DeviceModel) throws {
        let id = try connection.classID(model.deviceClass)
        let known = Catalogue(classes: [], masses: [], models: try connection.deviceModels().map(\.value))
        guard known.model(maker: model.maker, name: model.name) == nil else {
            throw CompensationRefusal.modelExists(maker: model.maker, name: model.name)
        }
        try connection.run(
            """
            INSERT INTO device_model (maker, name, class, grams, source)
            VALUES (\(model.maker), \(model.name), \(id), \(model.mass.count), \(model.source))
            """)
    }
}

extension Connection {
    /// One more than the newest number that `query` finds, or 1.
    fileprivate func next(after query: SQL) throws -> Int {
        Int(try run(query)[0].optionalInteger("newest") ?? 0) + 1
    }
}
