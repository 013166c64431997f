import type { Millis } from '@touchstone/base'
import type { AmendmentControl } from './amendment.ts'
import type { FieldClass } from './field-classes.ts'
import type { OverridePlace } from './field-overrides.ts'
import type { IdentityRules } from './identity-rules.ts'
import { SEED_LAYOUT } from './seed-codec.ts'

/**
 * Definitions enter the log as control records and take effect at their position, so that a replay meets them at the
 * same place. The position of a `segment.define` record is the segment version's number everywhere below the registry.
 */
export type Control = SegmentControl | FieldClassControl | IdentityControl | AmendmentControl

export type SegmentControl = DefineControl | SeededControl | ArchiveControl | CutOverControl | ThresholdControl

export interface DefineControl {
  readonly control: 'segment.define'
  /** The registry's id of the segment and the number of its version: a repeated record of the same pair is ignored. */
  readonly id: string
  readonly version: number
  /** The condition as text, whole in itself (segments that it named are written out); it was checked before it was appended. */
  readonly where: string
  /**
   * Where it is given, this defines the computed trait of this name: `where` is its expression, which is kept up to date for
   * everyone, and of which nobody is a member.
   */
  readonly trait?: string
  /** Kept up to date like any other version, but it does not speak for its segment until a cut-over says so. */
  readonly shadow?: boolean
}

/** All history up to the definition has been seeded; the segment may be evaluated for everyone and goes live. */
export interface SeededControl {
  readonly control: 'segment.seeded'
  readonly segment: number
  /** Of the seeds before it; written by `encodeControl`. A log of an earlier release has none, or another. */
  readonly layout?: number
}

/** The segment ends: its members leave and its state goes. */
export interface ArchiveControl {
  readonly control: 'segment.archive'
  readonly segment: number
}

/** From here on this version speaks for its segment; every other version of the segment stands by. */
export interface CutOverControl {
  readonly control: 'segment.cut-over'
  readonly segment: number
}

/** A threshold of a rank (`top 5% by …`) was computed anew; everyone is evaluated with it. */
export interface ThresholdControl {
  readonly control: 'segment.threshold'
  readonly segment: number
  /** Canonical text of the rank. */
  readonly key: string
  /** In the unit of the rank's aggregate; null where nobody has a value. */
  readonly value: number | null
  /** How many people it was computed from. */
  readonly people: number
  /** Bound of the share of people on the wrong side of it, 0 to 1; 0 where it is exact. */
  readonly error: number
  /** The instant that it was computed for. */
  readonly at: Millis
}

/**
 * From here on fields of this name have this class; null: that of their name again. Intake has applied it to
 * every fact behind it; what the state has from facts before leaves it from here on, where the class protects.
 */
export interface FieldClassControl {
  readonly control: 'field.class'
  readonly place: OverridePlace
  readonly name: string
  readonly class: FieldClass | null
  /** Of the registry's definition. */
  readonly version: number
}

/** What was decided about who is who. Identifiers are `type:value`, as links are keyed; personal values are hashes. */
export type IdentityControl = IdentityRulesControl | ApartControl | LinkControl

/** From here on these rules hold. A version that the engine knows already changes nothing. */
export interface IdentityRulesControl {
  readonly control: 'identity.rules'
  readonly version: number
  readonly rules: IdentityRules
}

/**
 * From here on the two of each pair are never the same person: a fact that would make them one loses the weaker identifier.
 * Those who are one already stay so.
 */
export interface ApartControl {
  readonly control: 'identity.apart'
  readonly pairs: readonly (readonly [string, string])[]
  /** Of the registry's decision. */
  readonly decision: number
}

/**
 * These identifiers are one person, whatever the rules say: their people become one here. What kept two of them apart is
 * taken back. Where an identifier that is not among them is apart from one of the people it would join, nothing happens.
 */
export interface LinkControl {
  readonly control: 'identity.link'
  readonly identifiers: readonly string[]
  readonly decision: number
}

const encoder = new TextEncoder()

export function encodeControl(control: Control): Uint8Array {
  return encoder.encode(JSON.stringify(control.control === 'segment.seeded' ? { ...control, layout: SEED_LAYOUT } : control))
}

export function decodeControl(bytes: Buffer, start: number, end: number): Control {
  return JSON.parse(bytes.toString('utf8', start, end)) as Control
}
