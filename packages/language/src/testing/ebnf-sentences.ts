// Random sentences of a grammar written in EBNF: a reader of the notation, and a walk through it that takes a random
// turn everywhere and, when it gets long, the shortest way out.
import { assert } from '@touchstone/base'

type Part =
  | { readonly kind: 'terminal'; readonly text: string }
  | { readonly kind: 'production'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'option' | 'repeat'; readonly part: Part }

export interface Grammar {
  readonly productions: ReadonlyMap<string, Part>
  /** What stands in quotes. */
  readonly terminals: ReadonlySet<string>
  /** Productions that are named and not written down. */
  readonly open: ReadonlySet<string>
}

/** Reads `name = … ;` productions; `(* … *)` are comments. Throws for anything else. */
export function readGrammar(text: string): Grammar {
  const tokens = [...text.replace(/\(\*[^]*?\*\)/g, ' ').matchAll(/"[^"]*"|'[^']*'|[\w-]+|[={}()[\]|;]/g)].map(([token]) => token)
  const productions = new Map<string, Part>()
  const terminals = new Set<string>()
  const named = new Set<string>()
  let at = 0
  const expect = (token: string): void => assert(tokens[at++] === token, `the grammar has ${token} before ${tokens.slice(at, at + 5).join(' ')}`)
  const choice = (): Part => {
    const parts = [sequence()]
    while (tokens[at] === '|') {
      at++
      parts.push(sequence())
    }
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts }
  }
  const sequence = (): Part => {
    const parts: Part[] = []
    while (!['|', ')', ']', '}', ';'].includes(tokens[at])) parts.push(one())
    return { kind: 'sequence', parts }
  }
  const one = (): Part => {
    const token = tokens[at++]
    if (token === '(' || token === '[' || token === '{') {
      const part = choice()
      expect({ '(': ')', '[': ']', '{': '}' }[token])
      return token === '(' ? part : { kind: token === '[' ? 'option' : 'repeat', part }
    }
    if (/^["']/.test(token)) {
      terminals.add(token.slice(1, -1))
      return { kind: 'terminal', text: token.slice(1, -1) }
    }
    assert(/^[\w-]+$/.test(token), `a part of the grammar is no ${token}`)
    named.add(token)
    return { kind: 'production', name: token }
  }
  while (at < tokens.length) {
    const name = tokens[at++]
    expect('=')
    productions.set(name, choice())
    expect(';')
  }
  return { productions, terminals, open: new Set([...named].filter((name) => !productions.has(name))) }
}

export interface SentenceOptions {
  readonly grammar: Grammar
  readonly start: string
  /** A random number below `limit`. */
  readonly random: (limit: number) => number
  /** Texts for productions that are not walked through. */
  readonly words: Readonly<Record<string, () => string>>
  /** Productions within which nothing stands between two parts. */
  readonly tight: readonly string[]
  /** Every choice taken, for counting what was tried. */
  readonly visited: Set<unknown>
}

/** Makes sentences that go `depth` productions deep before they take the shortest way out. */
export function sentences(options: SentenceOptions): (depth: number) => string {
  const { grammar, random, words, tight, visited } = options
  const heights = heightsOf(grammar, words)
  const height = (part: Part): number => heightOf(part, heights)
  const walk = (part: Part, depth: number, gap: string): string => {
    visited.add(part)
    const deep = depth <= 0
    switch (part.kind) {
      case 'terminal':
        return part.text
      case 'production':
        return words[part.name]?.() ?? walk(grammar.productions.get(part.name) as Part, depth - 1, tight.includes(part.name) ? '' : gap)
      case 'sequence':
        return part.parts.map((one) => walk(one, depth, gap)).filter((text) => text !== '').join(gap)
      case 'choice': {
        const least = Math.min(...part.parts.map(height))
        const open = deep ? part.parts.filter((one) => height(one) === least) : part.parts
        return walk(open[random(open.length)], depth, gap)
      }
      case 'option':
        return deep || random(2) === 0 ? '' : walk(part.part, depth, gap)
      case 'repeat':
        return deep || random(3) > 0 ? '' : [walk(part.part, depth - 1, gap), walk(part, depth - 2, gap)].filter((text) => text !== '').join(gap)
    }
  }
  return (depth) => walk({ kind: 'production', name: options.start }, depth, ' ')
}

/** How many productions deep the shortest sentence of each production is. */
function heightsOf({ productions }: Grammar, words: SentenceOptions['words']): Map<string, number> {
  const heights = new Map<string, number>(Object.keys(words).map((name) => [name, 0]))
  for (let round = 0; round <= productions.size; round++) {
    for (const [name, part] of productions) if (!(name in words)) heights.set(name, 1 + heightOf(part, heights))
  }
  return heights
}

function heightOf(part: Part, heights: ReadonlyMap<string, number>): number {
  switch (part.kind) {
    case 'production':
      return heights.get(part.name) ?? Infinity
    case 'sequence':
      return Math.max(0, ...part.parts.map((one) => heightOf(one, heights)))
    case 'choice':
      return Math.min(...part.parts.map((one) => heightOf(one, heights)))
    default:
      return 0
  }
}

/** Every turn that could be taken, outside the productions that `words` replace. */
export function partsOf({ productions }: Grammar, without: SentenceOptions['words']): Set<unknown> {
  const parts = new Set<unknown>()
  const collect = (part: Part): void => {
    parts.add(part)
    if ('parts' in part) part.parts.forEach(collect)
    if ('part' in part) collect(part.part)
  }
  for (const [name, part] of productions) if (!(name in without)) collect(part)
  return parts
}
