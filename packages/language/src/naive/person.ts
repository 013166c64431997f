// A person's facts as the oracle sees them, at one instant.
import type { Millis } from '@touchstone/base'
import { LIST, type Path, type Rank } from '../check/tree.ts'

/** One fact of the person, as the warehouse keeps it. */
export interface NaiveFact {
  readonly event: string
  /** When it happened. */
  readonly timestamp: Millis
  /** When it was appended to the log, and where. */
  readonly appended: Millis
  readonly position: number
  /** Breaks ties between facts of the same timestamp. */
  readonly hash: bigint
  readonly traits: Readonly<Record<string, unknown>>
  readonly properties: Readonly<Record<string, unknown>>
}

export interface Subject {
  /** The canonical id. */
  readonly person: number
  /** Every fact that is known, whenever it happened, by (happened, hash). */
  readonly known: readonly NaiveFact[]
  readonly thresholds: (rank: Rank) => number | undefined
}

/** The person at an instant: only what had happened by then exists. */
export interface Moment extends Subject {
  readonly at: Millis
  /** By (happened, hash). */
  readonly facts: readonly NaiveFact[]
  /** For whoever asks for the same traits again and again: what was found (see `traitFact`). The oracle has none. */
  readonly remembered?: Map<string, NaiveFact | undefined>
}

/** By (happened, hash). */
export function inOrder(facts: readonly NaiveFact[]): NaiveFact[] {
  return [...facts].sort((a, b) => a.timestamp - b.timestamp || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
}

export function momentAt({ person, known, thresholds }: Subject, at: Millis): Moment {
  return { person, known, thresholds, at, facts: known.filter((fact) => fact.timestamp <= at) }
}

/** The latest fact that has the trait, whatever its value. */
export function traitFact(name: string, { facts, remembered }: Moment): NaiveFact | undefined {
  if (remembered?.has(name) === true) return remembered.get(name)
  const found = facts.findLast((fact) => Object.hasOwn(fact.traits, name))
  remembered?.set(name, found)
  return found
}

/** The value in the latest fact that has the trait; undefined where there is none or where it was removed by null. */
export function traitOf(name: string, moment: Moment): unknown {
  return traitFact(name, moment)?.traits[name] ?? undefined
}

/** The value at a path that enters no list. */
export function propertyOf(path: Path, value: unknown): unknown {
  return valuesOf(path, value)[0]
}

/** Every value that the path reaches; members of objects only, and own ones. */
export function valuesOf(path: Path, value: unknown): unknown[] {
  const [step, ...rest] = path
  if (step === undefined) return [value]
  if (step === LIST) return Array.isArray(value) ? value.flatMap((element) => valuesOf(rest, element)) : []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const found = Object.getOwnPropertyDescriptor(value, step)
  return found === undefined ? [] : valuesOf(rest, found.value)
}
