// From what staff wrote to what is kept and what the engine gets. Segments are written by name, kept by id, so that a
// segment can be renamed, and put into the log as the conditions they stand for, so that the log can be read without the
// registry.
import { ok, type Result } from '@touchstone/base'
import { check, conditionText, format, mapSegments, parse, segmentNames, traitNames, type Checked, type CheckOptions, type Syntax } from '@touchstone/language'
import type { SegmentStates } from '../live-state.ts'
import type { SegmentDefinition } from '../model.ts'
import type { SegmentStore, StoredCondition } from '../store.ts'
import { LiveTraits } from '../traits/live-traits.ts'
import { SegmentBook } from './segment-book.ts'

interface Ports {
  readonly store: SegmentStore
  readonly states: SegmentStates
  readonly conditionRules?: CheckOptions
}

/** A condition that makes sense. */
export interface CheckedCondition {
  readonly syntax: Syntax
  readonly checked: Checked
  readonly book: SegmentBook | undefined
  readonly traits: LiveTraits | undefined
}

/** Failures of both: `language.*` with the place in the text, `registry.*`. */
export class Conditions {
  readonly #ports: Ports

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** `self`: the segment whose condition it is to be. */
  async check(text: string, self?: Pick<SegmentDefinition, 'id' | 'name'>): Promise<Result<CheckedCondition>> {
    const syntax = parse(text)
    if (!syntax.ok) return syntax
    const book = await this.#bookFor(syntax.value)
    if (!book.ok) return book
    const traits = this.#traitsFor(syntax.value)
    // A name may be written in any case, or as an id: one spelling, so that a segment is known again in its own condition.
    const named = mapSegments(syntax.value, (name) => book.value?.find(name)?.name ?? name)
    const checked = check(named, { ...this.#ports.conditionRules, ...segmentOptions(book.value, self), ...traits?.options })
    return checked.ok ? ok({ syntax: named, checked: checked.value, book: book.value, traits }) : checked
  }

  async prepare(text: string, self?: Pick<SegmentDefinition, 'id' | 'name'>): Promise<Result<StoredCondition>> {
    const found = await this.check(text, self)
    if (!found.ok) return found
    const { syntax, checked, book, traits } = found.value
    const usedTraits = traits?.uses(traitNames(syntax)) ?? []
    if (book === undefined) {
      const where = format(syntax)
      return ok({ where, expanded: usedTraits.length === 0 ? where : conditionText(checked.root), uses: usedTraits })
    }
    const used = new Map(segmentNames(syntax).map(({ name }) => [name, book.find(name)!]))
    const uses = new Map([...used.values()].map((definition) => [definition.id, book.version(definition).version]))
    return ok({
      where: format(mapSegments(syntax, (name) => used.get(name)!.id)),
      expanded: conditionText(checked.root),
      uses: [...Array.from(uses, ([id, version]) => ({ id, version })), ...usedTraits],
    })
  }

  /** Everything that can be named. */
  async book(): Promise<Result<SegmentBook>> {
    const definitions = await this.#ports.store.list()
    return definitions.ok ? ok(new SegmentBook(definitions.value, this.#ports.states.liveSegments())) : definitions
  }

  /** Undefined where the condition can name none. */
  #traitsFor(syntax: Syntax): LiveTraits | undefined {
    if (traitNames(syntax).length === 0 && segmentNames(syntax).length === 0) return undefined
    return this.traits()
  }

  /** The computed traits that can be named. */
  traits(): LiveTraits {
    return new LiveTraits(this.#ports.states.liveTraits())
  }

  /** Definitions are only read where the condition names one. */
  async #bookFor(syntax: Syntax): Promise<Result<SegmentBook | undefined>> {
    return segmentNames(syntax).length === 0 ? ok(undefined) : this.book()
  }
}

function segmentOptions(book: SegmentBook | undefined, self: Pick<SegmentDefinition, 'id' | 'name'> | undefined): CheckOptions {
  if (book === undefined) return {}
  return { segments: (name) => book.textOf(name), segmentNames: book.names(), ...(self === undefined ? {} : { self: [self.name, self.id] }) }
}
