// Runs several patterns over a value at once, in time linear in the value: Thompson's construction, with the sets of states
// it meets kept as states of their own (a deterministic automaton, built as far as values ask for it). One look at a value
// is one table look-up per character, whatever the patterns are.
//
//   instruction   one (characters, then → next)   split (→ next, → other)   match (pattern)
//   state         the `one`s and matches that can be reached, sorted; next[unit] for ASCII, -1 not yet known
import { assert, fail, ok, type Result } from '@touchstone/base'
import type { Characters, Pattern } from './pattern.ts'

/** Instructions of all patterns together: what a character costs at most when its state is new. */
export const MAX_INSTRUCTIONS = 5_000
/** States kept; past it all are forgotten and built anew. */
const MAX_STATES = 1_000
const ASCII = 128
const DEAD = 0

type Instruction =
  | { readonly kind: 'one'; readonly of: Characters; next: number }
  | { readonly kind: 'split'; next: number; other: number }
  | { readonly kind: 'match'; readonly pattern: number }

interface State {
  readonly reached: readonly number[]
  readonly next: Int32Array
  /** The first pattern that matches a value ending here; -1 for none. */
  readonly match: number
}

/** Fails with `identity.patterns-too-large` where all together say more than can be kept. */
export function compilePatterns(patterns: readonly Pattern[]): Result<PatternMatcher> {
  const program = new Program()
  const starts: number[] = []
  for (const [number, pattern] of patterns.entries()) {
    starts.push(program.add(pattern, number))
    if (program.instructions.length > MAX_INSTRUCTIONS) return fail('identity.patterns-too-large', `expected patterns of at most ${MAX_INSTRUCTIONS} steps together; count less, or give fewer`)
  }
  return ok(new PatternMatcher(program.instructions, starts))
}

class Program {
  readonly instructions: Instruction[] = []

  /** Where the pattern starts. */
  add(pattern: Pattern, number: number): number {
    return this.#write(pattern, this.#push({ kind: 'match', pattern: number }))
  }

  /** Writes `pattern` so that it goes on at `next`; answers where it starts. */
  #write(pattern: Pattern, next: number): number {
    if (this.instructions.length > MAX_INSTRUCTIONS) return next
    if (pattern.kind === 'one') return this.#push({ kind: 'one', of: pattern.of, next })
    if (pattern.kind === 'sequence') return pattern.parts.reduceRight((after, part) => this.#write(part, after), next)
    if (pattern.kind === 'either') return pattern.options.map((option) => this.#write(option, next)).reduce((other, start) => this.#push({ kind: 'split', next: start, other }))
    return this.#repeat(pattern, next)
  }

  #repeat({ part, least, most }: Extract<Pattern, { kind: 'repeat' }>, next: number): number {
    let start = next
    if (most === Infinity) {
      const loop: Instruction = { kind: 'split', next, other: next }
      start = this.#push(loop)
      loop.other = this.#write(part, start)
    } else {
      for (let i = least; i < most; i++) start = this.#push({ kind: 'split', next, other: this.#write(part, start) })
    }
    for (let i = 0; i < least; i++) start = this.#write(part, start)
    return start
  }

  #push(instruction: Instruction): number {
    return this.instructions.push(instruction) - 1
  }
}

export class PatternMatcher {
  readonly #instructions: readonly Instruction[]
  readonly #starts: readonly number[]
  #states: State[] = []
  readonly #byReached = new Map<string, number>()

  constructor(instructions: readonly Instruction[], starts: readonly number[]) {
    this.#instructions = instructions
    this.#starts = starts
    this.#begin()
  }

  /** The first pattern that the whole of `text` has, or -1. */
  match(text: string): number {
    let state = 1
    for (let i = 0; i < text.length; i++) {
      if (state === DEAD) return -1
      const unit = text.charCodeAt(i)
      const known = unit < ASCII ? this.#states[state]!.next[unit]! : -1
      state = known >= 0 ? known : this.#step(state, unit)
    }
    return this.#states[state]!.match
  }

  #begin(): void {
    this.#states = []
    this.#byReached.clear()
    this.#state([])
    assert(this.#state(this.#closure(this.#starts)) <= 1, 'the state that leads nowhere comes first, the first one second')
    if (this.#starts.length === 0) this.#states.push(this.#states[DEAD]!)
  }

  #step(from: number, unit: number): number {
    const state = this.#states[from]!
    const targets: number[] = []
    for (const at of state.reached) {
      const instruction = this.#instructions[at]!
      if (instruction.kind === 'one' && includes(instruction.of, unit)) targets.push(instruction.next)
    }
    const reached = this.#closure(targets)
    // The value at hand goes on from a state of the new table.
    if (this.#states.length >= MAX_STATES) this.#begin()
    const to = this.#state(reached)
    if (unit < ASCII && this.#states[from] === state) state.next[unit] = to
    return to
  }

  #state(reached: readonly number[]): number {
    const key = reached.join(',')
    const known = this.#byReached.get(key)
    if (known !== undefined) return known
    let match = -1
    for (const at of reached) {
      const instruction = this.#instructions[at]!
      if (instruction.kind === 'match' && (match < 0 || instruction.pattern < match)) match = instruction.pattern
    }
    const number = this.#states.push({ reached, next: new Int32Array(ASCII).fill(-1), match }) - 1
    this.#byReached.set(key, number)
    return number
  }

  /** What can be reached without a character, sorted; splits are followed and left out. */
  #closure(from: readonly number[]): number[] {
    const seen = new Set<number>()
    const waiting = [...from]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(at)) continue
      seen.add(at)
      const instruction = this.#instructions[at]!
      if (instruction.kind === 'split') waiting.push(instruction.next, instruction.other)
    }
    return [...seen].filter((at) => this.#instructions[at]!.kind !== 'split').sort((a, b) => a - b)
  }
}

function includes({ ranges, negated }: Characters, unit: number): boolean {
  for (const [low, high] of ranges) if (unit >= low && unit <= high) return !negated
  return negated
}
