// Where the parser stands in the tokens, how deep it is nested, and the first failure it met. Parsing functions return
// undefined once there is a failure; nothing is thrown.
import { assert } from '@touchstone/base'
import { type ConditionFailure, type Refusal, type Span, quote, refusal } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { Wanted } from './expectations.ts'
import type { Token, Tokens } from './lexer.ts'
import { FOREIGN } from './words.ts'
import { nearest } from './nearest.ts'

export class Cursor {
  failure: ConditionFailure | undefined
  /** End of the latest `where` without parentheses: a likely culprit when what follows makes no sense. */
  bareWhere: number | undefined
  #at = 0
  #depth = 0
  readonly #tokens: readonly Token[]
  readonly #wanted: Wanted[] | undefined

  /** Into `wanted` goes everything that would have been accepted where the tokens end. */
  constructor(tokens: Tokens, wanted?: Wanted[]) {
    assert(tokens.tokens.at(-1)?.kind === 'end', 'tokens end with the end')
    this.#tokens = tokens.tokens
    this.#wanted = wanted
  }

  get token(): Token {
    return this.#tokens[this.#at]
  }

  /** The token `ahead` places further on; the end repeats. */
  peek(ahead: number): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]
  }

  /** End of the token before this one: where a node that ends here ends. */
  get previousEnd(): number {
    return this.#at === 0 ? 0 : this.#tokens[this.#at - 1].end
  }

  advance(): Token {
    const token = this.token
    if (token.kind !== 'end') this.#at++
    return token
  }

  isWord(word: string, ahead = 0): boolean {
    this.want({ kind: 'word', text: word }, ahead)
    const token = this.peek(ahead)
    return token.kind === 'word' && token.value === word
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    this.want({ kind: 'symbol', text: symbol }, ahead)
    const token = this.peek(ahead)
    return token.kind === 'symbol' && token.value === symbol
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false
    this.advance()
    return true
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false
    this.advance()
    return true
  }

  /** The one of `words` that stands here, taken. */
  takeOneOf<Word extends string>(words: readonly Word[]): Word | undefined {
    return words.find((word) => this.takeWord(word))
  }

  /** Whether one of the functions `names` is called here. */
  isCall(names: Iterable<string>): boolean {
    let known = false
    for (const name of names) {
      this.want({ kind: 'function', text: name })
      known ||= this.token.value === name
    }
    return known && this.token.kind === 'word' && this.isSymbol('(', 1)
  }

  /** Whether this word or sign stands here, asked for the sake of a better message only. */
  sees(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return (token.kind === 'word' || token.kind === 'symbol') && token.value === text
  }

  /** Notes that `wanted` would be accepted `ahead` places further on. */
  want(wanted: Wanted, ahead = 0): void {
    if (this.#wanted !== undefined && this.#at + ahead === this.#tokens.length - 1) this.#wanted.push(wanted)
  }

  /** `parse`, one level deeper. Levels have a limit, so the call stack has one. */
  nested<Node>(parse: () => Node | undefined): Node | undefined {
    if (this.#depth >= Limit.DEPTH) return this.refuse('language.too_deep', `parentheses and "not" nest at most ${Limit.DEPTH} deep`)
    this.#depth++
    const node = parse()
    this.#depth--
    return node
  }

  mark(): number {
    return this.#at
  }

  /** Goes back to a `mark`; not over a failure. */
  reset(mark: number): void {
    assert(mark <= this.#at && this.failure === undefined, 'the parser goes back, and only while nothing is wrong')
    this.#at = mark
  }

  /** Fails with a message of the caller's own at the token at hand, or at `details.span`. */
  refuse(code: string, message: string, details: Partial<Refusal> = {}): undefined {
    const token = this.token
    const span = { start: token.start, end: token.end }
    const found = token.kind === 'end' ? {} : { found: token.text }
    this.failure ??= refusal(code, message, { span, expected: [], ...found, ...details })
    return undefined
  }

  /**
   * Fails because the token at hand is none of `expected` (phrases for the reader). `known` are the words that would
   * have fitted: the nearest one is suggested.
   */
  unexpected(expected: readonly string[], known: Iterable<string> = []): undefined {
    const { token } = this
    const found = token.kind === 'end' ? 'the end of the condition' : quote(token.text)
    const foreign = token.kind === 'string' ? undefined : FOREIGN.get(token.value)
    const suggestion = foreign ?? (token.kind === 'word' ? nearest(token.value, known) : undefined)
    const hint = suggestion === undefined ? '' : foreign ? `; it is written ${quote(foreign)} here` : `; did you mean ${quote(suggestion)}?`
    const message = `expected ${listed(expected)}, found ${found}${hint}`
    return this.refuse('language.unexpected', message, suggestion === undefined ? { expected } : { expected, suggestion })
  }
}

/** "a", "a or b", "a, b or c". */
function listed(phrases: readonly string[]): string {
  return phrases.length < 2 ? phrases.join('') : `${phrases.slice(0, -1).join(', ')} or ${phrases.at(-1)}`
}

/** The span from `start` to the end of what was read last. */
export function spanFrom(start: Span, cursor: Cursor): Span {
  return { start: start.start, end: cursor.previousEnd }
}
