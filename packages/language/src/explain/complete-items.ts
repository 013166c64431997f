// What the parser would accept, as items of a list: names and values come from whoever knows them, words from the
// parser itself.
import { assert } from '@touchstone/base'
import { ZONES } from '../calendar/zones.ts'
import { WEEKDAYS } from '../check/weekdays.ts'
import type { Wanted } from '../syntax/expectations.ts'
import { tokenize } from '../syntax/lexer.ts'
import { pathText, quoteText, stepsText, traitText } from '../syntax/quote-text.ts'
import type { StepSyntax } from '../syntax/tree.ts'
import { AGGREGATES, AGGREGATE_NAMES, FUNCTIONS } from '../syntax/words.ts'

/** The names that there are, each list with the most useful first. */
export interface Known {
  readonly traits: readonly string[]
  /** Those that are computed; offered first. */
  readonly computed?: readonly string[]
  readonly events: readonly string[]
  /** As they are written behind the event: `total`, `cart.total`, `products[].sku`, `"odd name"`. */
  properties(event: string): readonly string[]
  readonly segments: readonly string[]
  /** Values that the trait has had. */
  values?(trait: string): readonly string[]
}

export interface Completion {
  /** For the reader. */
  readonly label: string
  /** For the text, in place of `from` to `to`. */
  readonly insert: string
  readonly kind: 'trait' | 'event' | 'property' | 'segment' | 'value' | 'word' | 'function' | 'unit' | 'zone'
  readonly detail?: string
}

const DURATIONS = ['7 days', '30 days', '90 days', '365 days', '24 hours', '1 hour', '10 minutes']

/** In this order where nothing else tells items apart; parentheses and the like come behind the words. */
const ORDER: readonly Completion['kind'][] = ['value', 'property', 'segment', 'unit', 'trait', 'event', 'word', 'function', 'zone']

/** At most `limit` items that fit `prefix`: those that start with it before those that hold it. */
export function itemsFor(wanted: readonly Wanted[], known: Known, prefix: string, quoted: boolean, limit: number): Completion[] {
  const sought = prefix.toLowerCase()
  const begins = wanted.some((one) => one.kind === 'trait' && !one.quoted) && wanted.filter(({ kind }) => kind === 'event').length === 1
  const ranked: { item: Completion; rank: number }[] = []
  const seen = new Set<string>()
  for (const one of wanted) {
    // Where any leaf can stand, an event begins a sequence: offered to who asks for it.
    if (one.kind === 'event' && begins && !quoted && sought === '') continue
    for (const item of itemsOf(one, known)) {
      const match = matchOf(item, sought, quoted)
      if (match === undefined || seen.has(item.insert)) continue
      seen.add(item.insert)
      ranked.push({ item, rank: match * 100 + ORDER.indexOf(item.kind) * 2 + (/^[^\w=!<>]+$/.test(item.label) ? 1 : 0) })
    }
  }
  ranked.sort((a, b) => a.rank - b.rank)
  return withRoom(ranked.map(({ item }) => item), limit)
}

/** 0 for the same, 1 for one that starts so, 2 for one with a word that starts so, 3 for one that holds it. */
function matchOf({ label, insert }: Completion, sought: string, quoted: boolean): number | undefined {
  if (quoted && !insert.startsWith('"')) return undefined
  const text = label.toLowerCase()
  const at = text.indexOf(sought)
  if (at === -1) return undefined
  if (at === 0) return text === sought ? 0 : 1
  if (/^\W*$/.test(sought)) return 3
  return /[^a-z0-9]/.test(text[at - 1]) ? 2 : 3
}

/** Many names leave room for the words, of which there are few. */
function withRoom(items: readonly Completion[], limit: number): Completion[] {
  if (items.length <= limit) return [...items]
  assert(limit > 10, 'names have room')
  const words = items.filter(({ kind }) => kind === 'word' || kind === 'function')
  const names = limit - Math.min(words.length, limit - 10)
  let taken = 0
  return items.filter(({ kind }) => kind === 'word' || kind === 'function' || taken++ < names).slice(0, limit)
}

function itemsOf(wanted: Wanted, known: Known): Completion[] {
  switch (wanted.kind) {
    case 'word':
      return [{ label: wanted.text, insert: wanted.text, kind: 'word' }]
    case 'symbol':
      return wanted.text === '==' ? [] : [{ label: wanted.text, insert: wanted.text, kind: 'word' }]
    case 'unit':
      return [{ label: wanted.text, insert: wanted.text, kind: 'unit' }]
    case 'function':
      return functionItem(wanted.text)
    case 'trait':
      return [...traitItems(known.computed ?? [], wanted.quoted, 'computed'), ...traitItems(known.traits, wanted.quoted)]
    case 'event':
      return quotedItems(known.events, 'event')
    case 'segment':
      return quotedItems(known.segments, 'segment')
    case 'zone':
      return quotedItems(ZONES, 'zone')
    case 'weekday':
      return quotedItems(WEEKDAYS, 'value')
    case 'value':
      return quotedItems(known.values?.(wanted.trait) ?? [], 'value')
    case 'duration':
      return DURATIONS.map((label) => ({ label, insert: label, kind: 'unit' }))
    case 'property':
      return known.properties(wanted.event).flatMap((path) => propertyItem(stepsOf(path), wanted.path, wanted.first))
  }
}

function traitItems(names: readonly string[], quoted: boolean, detail?: string): Completion[] {
  return names.map((label) => ({ label, insert: quoted ? quoteText(label) : traitText(label), kind: 'trait', ...(detail && { detail }) }))
}

function quotedItems(names: readonly string[], kind: Completion['kind']): Completion[] {
  return names.map((label) => ({ label, insert: quoteText(label), kind }))
}

/** Short spellings are understood, not offered. */
function functionItem(name: string): Completion[] {
  const aggregate = AGGREGATES.get(name)
  if (aggregate !== undefined && aggregate !== name) return []
  const detail = aggregate === undefined ? FUNCTIONS.get(name) : `${AGGREGATE_NAMES[aggregate]} of events`
  return [{ label: name, insert: `${name}(`, kind: 'function', ...(detail && { detail }) }]
}

/** What is left of `path` behind what is written already. */
function propertyItem(path: readonly StepSyntax[], written: readonly StepSyntax[], first: boolean): Completion[] {
  const fits = written.every(({ name }, index) => index < path.length && path[index].name === name)
  const rest = path.slice(written.length)
  if (!fits || rest.length === 0 || rest[0].name === undefined) return []
  const label = rest.map(({ name }) => (name === undefined ? '[]' : `.${name}`)).join('').slice(1)
  return [{ label, insert: first ? pathText(rest, false) : stepsText(rest).slice(1), kind: 'property' }]
}

/** A path as it is written. One that is not written right, as `odd name`, is taken apart at its dots and brackets. */
function stepsOf(path: string): StepSyntax[] {
  const span = { start: 0, end: 0 }
  const tokens = tokenize(path.startsWith('[') ? path : `.${path}`)
  const steps: StepSyntax[] = []
  if (tokens.ok) {
    const read = tokens.value.tokens.slice(0, -1)
    for (let at = 0; at < read.length; at += 2) {
      const [sign, token] = [read[at].text, read[at + 1]]
      if (sign === '.' && (token?.kind === 'word' || token?.kind === 'string')) steps.push({ name: token.kind === 'word' ? token.text : token.value, span })
      else if (sign === '[' && token?.text === ']') steps.push({ name: undefined, span })
      else break
    }
    if (steps.length * 2 === read.length) return steps
  }
  return [...path.matchAll(/\[\]|[^.[\]]+/g)].map(([text]) => ({ name: text === '[]' ? undefined : text, span }))
}
