// Patterns of values that identify nobody, as staff write them. They run for every identifier that nobody has seen before,
// and the values come from outside, so the time must be linear in the value whatever the pattern is: no backtracking. The
// syntax is that of regular expressions as far as this is possible: characters, `.`, classes `[a-z]`, `[^0-9]`, `\d \w \s`,
// groups, `|`, and `* + ? {2} {2,} {2,5}`. A pattern describes the whole value, so `^` and `$` say nothing and may stand at
// the ends only. Back references, looking around and `\b` are refused.
//
// Parsed here; pattern-matcher.ts runs it.
import { fail, ok, type Result } from '@touchstone/base'

/** Characters of a pattern. */
export const MAX_PATTERN_LENGTH = 200
/** How often a counted repetition may write its content out. */
const MAX_REPEAT = 100
/** Levels of groups. */
const MAX_DEPTH = 20

/** Ranges of UTF-16 units, both ends included. */
export interface Characters {
  readonly ranges: readonly (readonly [number, number])[]
  readonly negated: boolean
}

export type Pattern =
  | { readonly kind: 'one'; readonly of: Characters }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number }

const ESCAPES: Readonly<Record<string, Characters>> = {
  d: { ranges: [[48, 57]], negated: false },
  w: { ranges: [[48, 57], [65, 90], [95, 95], [97, 122]], negated: false },
  s: { ranges: [[9, 13], [32, 32], [160, 160], [0x2028, 0x2029], [0xfeff, 0xfeff]], negated: false },
}
const ANY: Characters = { ranges: [], negated: true }

class PatternError extends Error {}

/** Fails with `identity.invalid-pattern`, saying where and why. */
export function parsePattern(text: string): Result<Pattern> {
  if (text.length > MAX_PATTERN_LENGTH) return fail('identity.invalid-pattern', `expected a pattern of at most ${MAX_PATTERN_LENGTH} characters, got ${text.length}`)
  try {
    return ok(new Parser(text).whole())
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    return fail('identity.invalid-pattern', `${error.message}, in the pattern ${JSON.stringify(text)}`)
  }
}

class Parser {
  readonly #text: string
  #at = 0
  readonly #end: number
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#at = text.startsWith('^') ? 1 : 0
    this.#end = /(^|[^\\])(\\\\)*\$$/.test(text) ? text.length - 1 : text.length
  }

  whole(): Pattern {
    const pattern = this.#either()
    if (this.#at < this.#end) this.#fail('expected no ) that closes nothing')
    return pattern
  }

  #either(): Pattern {
    const options = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at++
      options.push(this.#sequence())
    }
    return options.length === 1 ? options[0]! : { kind: 'either', options }
  }

  #sequence(): Pattern {
    const parts: Pattern[] = []
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) parts.push(this.#repeated())
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts }
  }

  #repeated(): Pattern {
    let part = this.#one()
    for (;;) {
      const next = this.#peek()
      const counted = next === '{' ? this.#counts() : undefined
      if (counted === undefined && next !== '*' && next !== '+' && next !== '?') return part
      if (counted === undefined) this.#at++
      if (part.kind === 'repeat') this.#fail('expected one repetition, got one of another; put a group ( ) around the first')
      const [least, most] = counted ?? (next === '*' ? [0, Infinity] : next === '+' ? [1, Infinity] : [0, 1])
      part = { kind: 'repeat', part, least, most }
    }
  }

  #counts(): readonly [number, number] {
    const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.#text.slice(this.#at, this.#end))
    if (found === null) return this.#fail('expected a count such as {2} or {2,5} after {; write \\{ for the character')
    this.#at += found[0].length
    const least = Number(found[1])
    const most = found[2] === undefined ? least : found[3] === '' ? Infinity : Number(found[3])
    if (least > most) this.#fail(`expected a count that grows, got ${found[0]}`)
    if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT)) this.#fail(`expected counts up to ${MAX_REPEAT}, got ${found[0]}`)
    return [least, most]
  }

  #one(): Pattern {
    const next = this.#take()
    if (next === '(') return this.#group()
    if (next === '[') return { kind: 'one', of: this.#characters() }
    if (next === '.') return { kind: 'one', of: ANY }
    if (next === '\\') return { kind: 'one', of: this.#escape() }
    if (next === '^' || next === '$') this.#fail(`expected ${next} at an end of the pattern only; write \\${next} for the character`)
    if ('*+?{'.includes(next)) this.#fail(`expected something to repeat before ${next}`)
    return { kind: 'one', of: only(this.#plain(next)) }
  }

  #group(): Pattern {
    if (this.#text.startsWith('?:', this.#at)) this.#at += 2
    else if (this.#peek() === '?') this.#fail('expected no look around, and no names of groups')
    if (++this.#depth > MAX_DEPTH) this.#fail(`expected at most ${MAX_DEPTH} groups in one another`)
    const inner = this.#either()
    if (this.#peek() !== ')') this.#fail('expected ) at the end of a group')
    this.#at++
    this.#depth--
    // A group is one thing to a repetition, also where it is a repetition itself.
    return inner.kind === 'repeat' ? { kind: 'sequence', parts: [inner] } : inner
  }

  #characters(): Characters {
    const negated = this.#peek() === '^'
    if (negated) this.#at++
    const ranges: (readonly [number, number])[] = []
    for (let isFirst = true; isFirst || this.#peek() !== ']'; isFirst = false) {
      const low = this.#member()
      const isRange = low.ranges.length === 1 && low.ranges[0]![0] === low.ranges[0]![1] && this.#peek() === '-' && this.#text[this.#at + 1] !== ']'
      if (!isRange) {
        if (low.negated) this.#fail('expected no \\D, \\W or \\S in a class')
        ranges.push(...low.ranges)
        continue
      }
      this.#at++
      const [from, to] = [low.ranges[0]![0], this.#member().ranges[0]?.[1] ?? 0]
      if (from > to) this.#fail('expected a range of characters that grows')
      ranges.push([from, to])
    }
    this.#at++
    return { ranges, negated }
  }

  #member(): Characters {
    const next = this.#take()
    return next === '\\' ? this.#escape() : only(this.#plain(next))
  }

  #escape(): Characters {
    const next = this.#take()
    const lower = next.toLowerCase()
    const known = ESCAPES[lower]
    if (known !== undefined) return next === lower ? known : { ...known, negated: true }
    if (/[a-z0-9]/i.test(next)) this.#fail(`expected \\d, \\w, \\s or a sign after \\, got \\${next}`)
    return only(this.#plain(next))
  }

  /** Values are compared in lower case. */
  #plain(character: string): number {
    const unit = character.toLowerCase().charCodeAt(0)
    if (unit >= 0xd800 && unit <= 0xdfff) this.#fail('expected characters of the basic plane (no emoji)')
    return unit
  }

  #take(): string {
    if (this.#at >= this.#end) this.#fail('expected more, got the end')
    return this.#text[this.#at++]!
  }
  #peek(): string | undefined {
    return this.#at < this.#end ? this.#text[this.#at] : undefined
  }
  #fail(message: string): never {
    throw new PatternError(`${message}, at character ${this.#at}`)
  }
}

function only(unit: number): Characters {
  return { ranges: [[unit, unit]], negated: false }
}
