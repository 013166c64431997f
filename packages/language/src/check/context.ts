import { assert } from '@touchstone/base'
import { type ConditionFailure, type ConditionResult, type Refusal, type Span, quote, refusal } from '../failure.ts'
import { Limit } from '../limits.ts'
import { parse } from '../syntax/parse.ts'
import { type ExpressionSyntax, parseExpression } from '../syntax/parse-expression.ts'
import type { Syntax, TraitSyntax } from '../syntax/tree.ts'
import { type PersonalTraits, defaultPersonalTraits } from './personal-traits.ts'
import { ZONE_TRAIT } from './tree.ts'

export interface CheckOptions {
  /** Which traits are personal and what may be used instead; well-known names by default. */
  readonly personalTraits?: PersonalTraits
  /** The condition of the segment of that name or id; undefined if there is none. Without it no segment can be named. */
  readonly segments?: (name: string) => string | undefined
  /** What to suggest for a segment that is not there. */
  readonly segmentNames?: readonly string[]
  /** The expression of the computed trait of that name; undefined where it is none. Without it all traits are given ones. */
  readonly computed?: (name: string) => string | undefined
  /** What to suggest for a computed trait that is not there. */
  readonly computedNames?: readonly string[]
  /** The name and the id of the segment or computed trait that this is to be: it cannot be part of itself. */
  readonly self?: readonly string[]
}

type Opened = 'segment' | 'computed trait'

/** What the parts of one check share: the first failure, what is counted, and which segment's text is being read. */
export class CheckContext {
  failure: ConditionFailure | undefined
  leaves = 0
  /** Values of lists. */
  listed = 0
  /** Whether the condition of a segment, or the expression of a computed trait, was put in the place of its name. */
  isExpanded = false
  readonly options: CheckOptions
  readonly #personal: PersonalTraits
  readonly #texts = new Map<string, ConditionResult<Syntax>>()
  readonly #expressions = new Map<string, ConditionResult<ExpressionSyntax>>()
  readonly #opened: { readonly name: string; readonly span: Span; readonly sort: Opened }[] = []

  constructor(options: CheckOptions) {
    this.options = options
    this.#personal = options.personalTraits ?? defaultPersonalTraits
  }

  /** The first one counts. */
  refuse(code: string, message: string, span: Span, details: Partial<Refusal> = {}): undefined {
    this.failure ??= refusal(code, this.#whose(message), { expected: [], ...details, span: this.place(span) })
    return undefined
  }

  /** Takes over the failure of a segment's text. */
  fail({ code, message, details }: ConditionFailure): undefined {
    return this.refuse(code, message, details.span, details)
  }

  /** Where a part stands in the text that is being checked: what came from a segment stands where that is named. */
  place(span: Span): Span {
    return this.#opened.length === 0 ? span : this.#opened[0].span
  }

  /** The names of the segments within which this is, outermost first. */
  get opened(): readonly string[] {
    return this.#opened.map(({ name }) => name)
  }

  /** What a segment's text says; each is read once however often it is named. */
  parsed(text: string): ConditionResult<Syntax> {
    const syntax = this.#texts.get(text) ?? parse(text)
    this.#texts.set(text, syntax)
    return syntax
  }

  /** The same of a computed trait's expression. */
  parsedExpression(text: string): ConditionResult<ExpressionSyntax> {
    const syntax = this.#expressions.get(text) ?? parseExpression(text)
    this.#expressions.set(text, syntax)
    return syntax
  }

  /** The expression of the computed trait of that name, if it is one. */
  computed(name: string): string | undefined {
    return this.options.computed?.(name)
  }

  open(name: string, span: Span, sort: Opened): void {
    this.#opened.push({ name, span, sort })
  }

  close(): void {
    assert(this.#opened.length > 0, 'only what was opened is closed')
    this.#opened.pop()
  }

  /** Whether a condition may read the trait; where not, it is refused with what can be read instead. */
  traitAllowed({ name, span }: TraitSyntax): boolean {
    if (name.length > Limit.TRAIT_NAME) {
      this.refuse('language.long_trait', `the name of a trait has at most ${Limit.TRAIT_NAME} characters, found ${name.length}`, span)
      return false
    }
    const safe = name === ZONE_TRAIT ? undefined : this.#personal(name)
    if (safe === undefined) return true
    const instead = safe.length === 0 ? 'conditions cannot use it' : `use ${safe.join(' or ')} instead`
    this.refuse('language.personal_trait', `${quote(name)} is a personal trait: ${instead}`, span, {
      expected: safe,
      found: name,
      ...(safe.length > 0 && { suggestion: safe[0] }),
    })
    return false
  }

  /** The parser counts parentheses; three times its limit leaves room for what it makes of each: `or`, `and`, `for`. */
  depthAllowed(depth: number, span: Span): boolean {
    if (depth <= 3 * Limit.DEPTH + 4) return true
    this.refuse('language.tree_too_deep', `conditions nest at most ${Limit.DEPTH} deep`, span)
    return false
  }

  #whose(message: string): string {
    const within = this.#opened.at(-1)
    return within === undefined ? message : `in the ${within.sort} ${quote(within.name)}: ${message}`
  }
}
