// The zone of a condition, or of the person at hand. Names of zones are few, so a person's is compared with the one seen
// last before a text is made of it.
import { isZone } from '../calendar/zones.ts'
import type { Zone } from '../check/tree.ts'
import { type PersonState, TraitKind } from './cells.ts'

export interface ZoneReader {
  /** The number of the trait that names the zone; -1 where none does. */
  readonly trait: number
  /** The person's zone; undefined where it is unknown. */
  of(person: PersonState): string | undefined
}

/** `traitNumber` gives the number of `ZONE_TRAIT`; it is asked for only where the zone is the person's. */
export function zoneReader(zone: Zone, traitNumber: () => number): ZoneReader {
  if (zone.kind === 'named') return { trait: -1, of: () => zone.zone }
  return new PersonZone(traitNumber(), zone.otherwise)
}

class PersonZone implements ZoneReader {
  readonly trait: number
  readonly #otherwise: string | undefined
  #lastBytes = new Uint8Array(0)
  #last = ''

  constructor(trait: number, otherwise: string | undefined) {
    this.trait = trait
    this.#otherwise = otherwise
  }

  of(person: PersonState): string | undefined {
    if (person.traitKind(this.trait) !== TraitKind.STRING) return this.#otherwise
    if (this.#last !== '' && person.traitCompare(this.trait, this.#lastBytes) === 0) return this.#last
    const text = person.traitText(this.trait)
    if (!isZone(text)) return this.#otherwise
    this.#last = text
    this.#lastBytes = new TextEncoder().encode(text)
    return text
  }
}
