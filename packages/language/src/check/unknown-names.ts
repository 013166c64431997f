import { assert, nearest } from '@touchstone/base'
import type { Span } from '../failure.ts'
import { leavesOf, listens } from './listens.ts'
import type { Checked } from './tree.ts'

/** The names that facts have had so far; what is left out is not looked at. */
export interface KnownNames {
  readonly events?: readonly string[]
  readonly traits?: readonly string[]
}

/** A name of the condition that no fact has had. */
export interface UnknownName {
  readonly kind: 'event' | 'trait'
  readonly name: string
  /** Of the part of the condition that has it. */
  readonly span: Span
  readonly suggestion: string | undefined
}

/**
 * Names that nothing is known under: a misspelling, most likely, or something that is still to come. They are no reason to
 * refuse a condition. Each once, in the order of the text.
 */
export function unknownNames(checked: { readonly root: Checked['root'] }, known: KnownNames): UnknownName[] {
  const found = new Map<string, UnknownName>()
  for (const leaf of leavesOf(checked.root)) {
    const { events, traits } = listens({ root: leaf })
    for (const [kind, names, all] of [['event', events, known.events], ['trait', traits, known.traits]] as const) {
      for (const name of names) {
        assert(name !== '' || kind === 'event', 'a trait has a name')
        if (all === undefined || all.includes(name) || found.has(`${kind} ${name}`)) continue
        found.set(`${kind} ${name}`, { kind, name, span: leaf.span, suggestion: nearest(name, all) })
      }
    }
  }
  return [...found.values()]
}
