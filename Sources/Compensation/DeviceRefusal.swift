public import Primitives

/// Why a device is not proved for a certificate, with the facts a person needs to ask otherwise. Rows and positions are counted
/// from 1, declarations are named by the sequences of their entries.
public enum DeviceRefusal: Error, Hashable, Sendable {
    /// No live device has this identifier.
    case unknown(String)
    /// The certificate speaks of several declarations, and a row was asked for in none of them.
    case declarationMissing(declarations: [Int64])
    /// A declaration of which the certificate says nothing.
    case declarationOther(declaration: Int64)
    /// Several devices have it: the first of them, by declaration and row.
    case several(String, declaration: Int64, row: Int64)
    /// The device is one of a declaration of which the certificate says nothing; `by` is one that covers it.
    case elsewhere(String, declaration: Int64, row: Int64, by: RandomID?)
    /// Nobody attached a device to this position.
    case noDevice(declaration: Int64, row: Int64, position: Int64)
    /// It owes nothing any more, so nothing is certified of it.
    case withdrawn(declaration: Int64, row: Int64, position: Int64?)
    /// The certificate covers nothing of it; `by` is one that does.
    case notCovered(declaration: Int64, row: Int64, position: Int64?, by: RandomID?)
}
