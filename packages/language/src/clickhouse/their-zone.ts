// The zone of each person, as a column, and what depends on it: looked up in tables of all zones that are computed here.
import { type CalendarWindow, type Zone, ZONE_TRAIT } from '../check/tree.ts'
import { isText, textOf } from './json.ts'
import { FIRST_OF_ALL, LAST_OF_ALL } from './logic.ts'
import { type Question, traitColumn } from './question.ts'
import { edgesAt } from './windows.ts'

export type TheirZone = Extract<Zone, { kind: 'person' }>

export interface ZoneColumn {
  /** The column with the zone's name; '' where it is unknown. */
  readonly name: string
  /** Every name that it can hold. */
  readonly zones: readonly string[]
}

export function zoneColumn({ otherwise }: TheirZone, question: Question): ZoneColumn {
  const { columns, parameters } = question
  const raw = traitColumn(ZONE_TRAIT, question)
  const own = columns.derive([raw], `if(${isText(raw)}, ${textOf(raw)}, '')`)
  const name = columns.derive([own], `if(${own} IN ${parameters.texts(question.zones)}, ${own}, ${parameters.text(otherwise ?? '')})`)
  const zones = otherwise === undefined || question.zones.includes(otherwise) ? question.zones : [...question.zones, otherwise]
  return { name, zones }
}

export const isKnownZone = ({ name }: ZoneColumn): string => `(${name} != '')`

/** Whether the person's zone is one of those for which `holds` is true, or, unless `wanted`, one of those for which it is not. */
export function zoneHolds(zone: ZoneColumn, holds: (zone: string) => boolean, wanted: boolean, { parameters }: Question): string {
  return `(${zone.name} IN ${parameters.texts(zone.zones.filter((one) => holds(one) === wanted))})`
}

/** The place of the person's zone in the list, from 1; 0 where it is unknown. */
export function placeColumn(zone: ZoneColumn, { columns, parameters }: Question): string {
  const places = zone.zones.map((_, index) => index + 1)
  return columns.derive([zone.name], `transform(${zone.name}, ${parameters.texts(zone.zones)}, ${parameters.integers(places)}, toInt64(0))`)
}

/** Columns with the edges of a window in the person's zone: after < t ≤ upTo. Nothing lies between them where the zone is unknown. */
export function edgeColumns(window: CalendarWindow, zone: ZoneColumn, question: Question): { readonly after: string; readonly upTo: string } {
  const { columns, parameters, asOf } = question
  const edges = zone.zones.map((place) => edgesAt(window, asOf, place))
  const names = parameters.texts(zone.zones)
  const column = (values: readonly number[], otherwise: string): string => columns.derive([zone.name], `transform(${zone.name}, ${names}, ${parameters.integers(values)}, ${otherwise})`)
  return {
    after: column(edges.map(({ after }) => after), LAST_OF_ALL),
    upTo: column(edges.map(({ upTo }) => Math.min(upTo, asOf)), FIRST_OF_ALL),
  }
}
