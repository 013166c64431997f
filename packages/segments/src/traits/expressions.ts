// From what staff wrote to what is kept of a computed trait: its expression as it was written, and the same with the
// computed traits that it names written out, which is what the log has.
import { fail, ok, type Result } from '@touchstone/base'
import {
  checkExpression, defaultPersonalTraits, expressionText, formatExpression, parse, parseExpression, traitNames, ZONE_TRAIT,
  type CheckedExpression, type CheckOptions, type ExpressionSyntax,
} from '@touchstone/language'
import { SegmentBook } from '../conditions/segment-book.ts'
import type { SegmentStates } from '../live-state.ts'
import type { SegmentStore, StoredCondition } from '../store.ts'

interface Ports {
  readonly store: Pick<SegmentStore, 'list'>
  readonly states: Pick<SegmentStates, 'liveSegments'>
  readonly conditionRules?: CheckOptions
}

export interface MeantExpression {
  readonly syntax: ExpressionSyntax
  readonly checked: CheckedExpression
  readonly book: SegmentBook
}

export class Expressions {
  readonly #ports: Ports

  /** `store` and `states` are those of computed traits. */
  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** `self`: the computed trait that it is to be. Failures: `language.*` with the place in the text, `registry.*`. */
  async check(text: string, self?: string): Promise<Result<MeantExpression>> {
    const syntax = parseExpression(text)
    if (!syntax.ok) return syntax
    const book = await this.book()
    if (!book.ok) return book
    const alive = book.value.all().filter(({ archivedAt }) => archivedAt === null)
    const checked = checkExpression(syntax.value, {
      ...this.#ports.conditionRules,
      computed: (name) => {
        const found = alive.find(({ id }) => id === name)
        return found && book.value.version(found).where
      },
      computedNames: alive.map(({ id }) => id),
      ...(self === undefined ? {} : { self: [self] }),
    })
    return checked.ok ? ok({ syntax: syntax.value, checked: checked.value, book: book.value }) : checked
  }

  async prepare(text: string, self: string): Promise<Result<StoredCondition>> {
    const found = await this.check(text, self)
    if (!found.ok) return found
    const { syntax, checked, book } = found.value
    const uses = traitNames(syntax).map((id) => ({ id, version: book.version(book.find(id)!).version }))
    return ok({ where: formatExpression(syntax), expanded: expressionText(checked.root), uses })
  }

  /** The computed traits that there are. */
  async book(): Promise<Result<SegmentBook>> {
    const all = await this.#ports.store.list()
    return all.ok ? ok(new SegmentBook(all.value, this.#ports.states.liveSegments())) : all
  }

  /** A name that conditions can have bare, and that is nobody's field. Failures: `segments.trait-name`, `segments.personal-trait-name`. */
  nameAllowed(name: string): Result<void> {
    const syntax = parse(`${name} exists`)
    const isBare = syntax.ok && syntax.value.root.kind === 'test' && syntax.value.root.subject.kind === 'trait' && syntax.value.root.subject.name === name
    if (!isBare) return fail('segments.trait-name', `expected a name that conditions can have without quotes, such as lifetime_value, got ${JSON.stringify(name)}`)
    if (name === ZONE_TRAIT) return fail('segments.trait-name', `${JSON.stringify(name)} is the trait that names a person's time zone: choose another name`)
    const instead = (this.#ports.conditionRules?.personalTraits ?? defaultPersonalTraits)(name)
    if (instead === undefined) return ok(undefined)
    return fail('segments.personal-trait-name', `${JSON.stringify(name)} is the name of a personal trait: choose another name`)
  }
}
