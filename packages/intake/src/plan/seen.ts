// What a source has really sent, as history counted it.
import type { Millis } from '@touchstone/base'
import type { PlannedType } from './plan.ts'

export type SeenKind = 'text' | 'number' | 'boolean' | 'object' | 'list' | 'null'

export interface SeenField {
  /** Named as in a plan; what lies deeper than two levels, and in lists, is not looked into. */
  readonly field: string
  readonly kinds: readonly { readonly kind: SeenKind; readonly facts: number }[]
  /** Facts with a readable value of it. */
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
}

export interface SeenEvent {
  readonly type: string
  readonly event: string
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
  readonly fields: readonly SeenField[]
}

export interface Seen {
  readonly events: readonly SeenEvent[]
  /** Of identify calls: `facts` is how many there were. */
  readonly traits: { readonly facts: number; readonly fields: readonly SeenField[] }
}

/** The kind that a value of the type has. */
export const KIND_OF: Readonly<Record<PlannedType, SeenKind>> = { text: 'text', date: 'text', number: 'number', whole: 'number', boolean: 'boolean', object: 'object', list: 'list' }

/** The most frequent kind that is a value; undefined where there never was one. */
export function mainKind({ kinds }: SeenField): Exclude<SeenKind, 'null'> | undefined {
  const values = kinds.filter(({ kind }) => kind !== 'null').sort((a, b) => b.facts - a.facts)
  return values[0]?.kind as Exclude<SeenKind, 'null'> | undefined
}

/** Facts in which it had a value. */
export function filled({ kinds }: SeenField): number {
  return kinds.reduce((sum, { kind, facts }) => (kind === 'null' ? sum : sum + facts), 0)
}

/** Events that a plan can name. */
export function isPlannable({ type, event }: SeenEvent): boolean {
  return event !== '' && (type === 'track' || type === 'page' || type === 'screen')
}

/** Fields that facts have of ours, whoever sends them: no plan need name them. */
export const ADDED_FIELDS: ReadonlySet<string> = new Set(['channel'])
