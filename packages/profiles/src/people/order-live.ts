// A few people in order, by the live state: the same order as that of history (order-sql.ts), and nobody is too new for it.
import type { PersonSummary } from '../read-profile.ts'
import type { Order } from './order.ts'
import { PlaceKind, placeOfValue } from './trait-place.ts'

export function orderPeople(people: readonly PersonSummary[], { by, descending }: Order): number[] {
  const sign = descending ? -1 : 1
  if ('own' in by) {
    const { own } = by
    return people.toSorted((a, b) => sign * (a[own] - b[own]) || a.person - b.person).map(({ person }) => person)
  }
  const placed = people.map(({ person, traits }) => ({ person, place: placeOfValue(traits[by.trait]) }))
  const isMissing = (place: Buffer): number => (place[0] === PlaceKind.MISSING ? 1 : 0)
  placed.sort((a, b) => isMissing(a.place) - isMissing(b.place) || sign * Buffer.compare(a.place, b.place) || a.person - b.person)
  return placed.map(({ person }) => person)
}
