// Events that are chosen by what the person is now: by a trait that a property is compared with, by the edges of a period
// in the person's zone, by the clock there. None of that is known row by row, so each person's candidates are collected in
// an array of tuples (happened, property to compare, …), and chosen from it once the person's traits are known.
import { splitFilter } from '../check/dynamic.ts'
import type { Events } from '../check/tree.ts'
import { every, YES } from './logic.ts'
import { reachOf } from './mattering.ts'
import { type Question, traitColumn } from './question.ts'
import { edgeColumns, isKnownZone, placeColumn, type ZoneColumn, zoneColumn } from './their-zone.ts'
import { pairHolds } from './value-test.ts'
import { edgesAt, isPersonal } from './windows.ts'
import { clockHolds, shownInZones } from './zone-clock.ts'

/** Whether the row is chosen, where that is the same whoever the person is. */
export function chosenRow({ event, window, filter }: Events, { rows, asOf }: Question): string {
  return rows.chosen(event, edgesAt(window, asOf), filter)
}

/** Whether the person's zone is known, where the window is one of it. */
export function windowKnown({ window }: Events, question: Question): string {
  return isPersonal(window) && window.zone.kind === 'person' ? isKnownZone(zoneColumn(window.zone, question)) : YES
}

export interface ChosenEvents {
  /** The column with the array of chosen events, tuples. */
  readonly column: string
  /** `x.3` is the first field, which comes behind the time and the property to compare. */
  field(index: number): string
}

/** The time of an entry. */
export const TIME = 'x.1'
const COMPARED = 'x.2'

/**
 * An array column of the events chosen for the person. `fields` makes of "is a candidate" what is collected of a row, one
 * expression per field, and what else a candidate must be.
 */
export function chosenEvents(events: Events, question: Question, fields: (candidate: string) => { readonly list: readonly string[]; readonly also?: string }): ChosenEvents {
  const { columns, rows, asOf, zones } = question
  const split = splitFilter(events.filter)
  const candidate = rows.chosen(events.event, reachOf(events.window, asOf, zones, 0), split.static)
  const { list, also = YES } = fields(candidate)
  const compared = split.dynamic?.kind === 'pair' ? rows.value(split.dynamic.path, candidate) : "''"
  const candidates = columns.aggregate('groupArray', [`(f.happened, ${[compared, ...list].join(', ')})`], every([candidate, also]))
  const inputs = [candidates]
  const conditions = [...personalWindow(events, question, inputs), ...dynamicPart(events, question, inputs)]
  return {
    column: columns.derive(inputs, `arrayFilter(x -> ${every(conditions)}, ${candidates})`),
    field: (index) => `x.${index + 3}`,
  }
}

function personalWindow({ window }: Events, question: Question, inputs: string[]): string[] {
  if (!isPersonal(window) || window.zone.kind !== 'person') return []
  const { after, upTo } = edgeColumns(window, zoneColumn(window.zone, question), question)
  inputs.push(after, upTo)
  return [`${TIME} > ${after}`, `${TIME} <= ${upTo}`]
}

function dynamicPart({ filter, window }: Events, question: Question, inputs: string[]): string[] {
  const { dynamic } = splitFilter(filter)
  if (dynamic === undefined) return []
  if (dynamic.kind === 'pair') {
    const trait = traitColumn(dynamic.trait, question)
    inputs.push(trait)
    return [pairHolds(COMPARED, dynamic.operator, trait, true, false)]
  }
  const { asOf, zones, parameters } = question
  const zone: ZoneColumn | undefined = dynamic.zone.kind === 'person' ? zoneColumn(dynamic.zone, question) : undefined
  if (zone === undefined) return []
  const place = placeColumn(zone, question)
  inputs.push(place)
  const shown = shownInZones(zone.zones, place, TIME, reachOf(window, asOf, zones, 0), asOf, parameters)
  return [`${place} > 0`, clockHolds(dynamic, shown, true, parameters)]
}
