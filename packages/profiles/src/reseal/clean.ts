// What sealing again needs of the edge: the server plugs it.
import type { FactType, FieldClass, OverridePlace } from '@touchstone/vocabulary'

export interface ResealField {
  readonly place: OverridePlace
  readonly name: string
  readonly class: FieldClass
}

/** JSON texts of objects. */
export interface FactTexts {
  readonly traits: string
  readonly properties: string
  readonly context: string
}

/** The texts of a fact without values of one field, and these values by path; undefined where it has none. */
export type CleanFact = (type: FactType, texts: FactTexts) => (FactTexts & { readonly personal: Readonly<Record<string, unknown>> | undefined }) | undefined

export type CleanerOf = (field: ResealField) => CleanFact
