// What does not count of the past, and how the log says so. See docs/why/2026-11-29-amendments.md.

/** Two identifiers (as `type:value`) that are not the same person. */
export type ApartPair = readonly [string, string]

/** A value that a fact gave a trait, and that is not to count. */
export interface RetractedValue {
  /** Log position of the fact. */
  readonly fact: number
  /** `*`: every trait that it gives. */
  readonly trait: string
}

export type Amendment =
  /** From the beginning these are not the same person, and never will be. */
  | { readonly kind: 'apart'; readonly pairs: readonly ApartPair[] }
  /** From the beginning `identifier` is the person's that `to` is, and not the person's of any of `from`. */
  | { readonly kind: 'move'; readonly identifier: string; readonly to: string; readonly from: readonly string[] }
  /** Facts under this version of the rules are read as if the version before it had gone on. */
  | { readonly kind: 'forget-rules'; readonly version: number }
  | { readonly kind: 'retract'; readonly values: readonly RetractedValue[] }

/** Something of the past does not count any more. Of what comes behind it this holds at once; the past is built again meanwhile. */
export interface AmendControl {
  readonly control: 'identity.amend'
  /** The amendment's own id: a repeated record of it is ignored. */
  readonly id: string
  readonly amendment: Amendment
  /** Who had it amended, and why. */
  readonly by?: string
  readonly why?: string
}

/**
 * From here on the facts of these people are kept aside: what they have been up to here is being built again. It replaces an
 * earlier one of the same amendment.
 */
export interface AmendingControl {
  readonly control: 'identity.amending'
  /** Position of the amendment's record. */
  readonly amend: number
  /** Canonical ids. */
  readonly people: readonly number[]
}

/** All people whom the amendment concerned are built again. */
export interface AmendedControl {
  readonly control: 'identity.amended'
  readonly amend: number
  /** Why it was given up, where it was. What it says of the future holds all the same. */
  readonly refused?: string
}

export type AmendmentControl = AmendControl | AmendingControl | AmendedControl

export function isAmendment(control: { readonly control: string }): control is AmendmentControl {
  return control.control === 'identity.amend' || control.control === 'identity.amending' || control.control === 'identity.amended'
}
