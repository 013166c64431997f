// One shape for events, properties and traits, so that one table serves all three.
import type { FieldClass, SeenEvent, SeenField, Subject } from '../../api/catalogue.ts'
import type { Millis } from '@touchstone/base'

export interface Row {
  readonly id: string
  readonly name: string
  /** The kind of call, of an event. */
  readonly type?: string
  readonly facts: number
  /** How many properties an event has. */
  readonly fields?: number
  readonly sealed?: number
  readonly kinds?: SeenField['kinds']
  readonly example?: string | null
  readonly class?: FieldClass
  readonly origin?: SeenField['origin']
  readonly first: Millis
  readonly last: Millis
  readonly description: string | null
  /** What a definition of it is about; undefined where nothing can be said: calls without a name. */
  readonly subject: Subject | undefined
}

export function eventRow({ type, event, facts, fields, first, last, description }: SeenEvent): Row {
  return { id: `${type}:${event}`, name: event, type, facts, fields, first, last, description, subject: event === '' ? undefined : { place: 'event', event, field: '' } }
}

export function fieldRow({ field, kinds, facts, sealedFacts, example, class: given, origin, first, last, description }: SeenField, place: 'property' | 'trait'): Row {
  return { id: field, name: field, facts, sealed: sealedFacts, kinds, example, class: given, origin, first, last, description, subject: { place, event: '', field } }
}

export function matches({ name, description }: Row, wanted: string | undefined): boolean {
  const word = wanted?.trim().toLowerCase() ?? ''
  return word === '' || name.toLowerCase().includes(word) || (description?.toLowerCase().includes(word) ?? false)
}
