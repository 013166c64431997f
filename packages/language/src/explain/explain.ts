// Why a condition has its value for one person, part by part: what was found, the facts it rests on, since when it is so,
// when it ends by itself, and what would have to happen for the whole to become true, or to stop being it.
//
// Values and facts come from the oracle's own reading, the times from telling the facts again to the live nodes; so does
// the value of what was held or moved, which the oracle would look for at every instant. It is worked out in small steps,
// because somebody may have tens of thousands of facts and others wait meanwhile.
import { assert, type Millis } from '@touchstone/base'
import { partsOf } from '../check/listens.ts'
import { conditionText } from '../check/text.ts'
import type { Checked, Condition, Rank } from '../check/tree.ts'
import { type NaiveDetail, type Observed, detailSteps } from '../naive/details.ts'
import { and, not, or } from '../naive/logic.ts'
import type { NaiveFact } from '../naive/evaluate.ts'
import { Truth } from '../truth.ts'
import { latestOccurrence } from './occurrence.ts'
import { readPart } from './reading.ts'
import { type Story, type ToldStory, storiesOf } from './story.ts'
import { instantWords } from './words-of-time.ts'

/** Facts that are named for one part: the latest ones. */
const MAX_FACTS = 20

export interface ExplainQuestion {
  /** The canonical person id. */
  readonly person: number
  /** All facts of every person merged into this one, in any order. */
  readonly facts: readonly NaiveFact[]
  readonly asOf: Millis
  /** Facts appended later do not count; all do where this is left out. */
  readonly knownAt?: Millis
  readonly thresholds?: (rank: Rank) => number | undefined
}

/** One part of the condition: `and`, `or`, `not`, or a leaf, in the order of the text. */
export interface Explained extends Story {
  readonly kind: Condition['kind']
  /** The part as it could be written, and as a sentence. */
  readonly text: string
  readonly reading: string
  readonly truth: Truth
  /** Of a leaf: what was found; two for what compares two. */
  readonly observed: readonly Observed[]
  /** Log positions of the latest facts it rests on, ascending, and of how many in all. */
  readonly facts: readonly number[]
  readonly factCount: number
  readonly items: readonly Explained[]
}

/** What would have to become so: a sentence, or all or any of several. */
export type Need = { readonly kind: 'so'; readonly text: string } | { readonly kind: 'all' | 'any'; readonly items: readonly Need[] }

export interface Explanation {
  readonly root: Explained
  /** To become true where it is not, and to stop being true where it is. */
  readonly needs: Need
}

export function explain(checked: { readonly root: Checked['root'] }, question: ExplainQuestion): Explanation {
  const steps = explainSteps(checked, question)
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

/** The same in small steps: goes on a little each time it is asked to. */
export function* explainSteps(checked: { readonly root: Checked['root'] }, { person, facts, asOf, knownAt = Infinity, thresholds = () => undefined }: ExplainQuestion): Generator<void, Explanation> {
  const known = facts.filter((fact) => fact.appended <= knownAt && fact.timestamp <= asOf)
  known.sort((a, b) => a.timestamp - b.timestamp || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
  const stories = yield* storiesOf(checked.root, { person, facts: known, asOf, thresholds })
  const details = yield* detailSteps(checked, { person, facts: known, asOf, thresholds }, { truthOf: (leaf) => stories.get(leaf)!.truth, occurrence: latestOccurrence })
  const root = new Explainer(stories, details).part(checked.root)
  return { root, needs: needsOf(checked.root, root, root.truth !== Truth.TRUE) }
}

/** The parts but those of the past, which have values of their own at each instant. */
function itemsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'held' || condition.kind === 'moved' ? [] : partsOf(condition)
}

class Explainer {
  readonly #stories: ReadonlyMap<Condition, ToldStory>
  /** Of the leaves, in the order of the text. */
  readonly #details: NaiveDetail[]

  constructor(stories: ReadonlyMap<Condition, ToldStory>, details: readonly NaiveDetail[]) {
    this.#stories = stories
    this.#details = [...details]
  }

  part(condition: Condition): Explained {
    const items = itemsOf(condition).map((item) => this.part(item))
    const detail = items.length === 0 ? this.#details.shift() : undefined
    assert(items.length > 0 || detail?.leaf === condition, 'leaves are explained in the order of the text')
    const { since, until } = this.#stories.get(condition)!
    const positions = detail?.positions ?? []
    return {
      kind: condition.kind,
      text: conditionText(condition),
      reading: readPart(condition),
      truth: detail?.truth ?? joined(condition.kind, items),
      observed: detail?.observed ?? [],
      facts: positions.slice(-MAX_FACTS),
      factCount: positions.length,
      since,
      until,
      items,
    }
  }
}

function joined(kind: Condition['kind'], items: readonly Explained[]): Truth {
  assert(items.length > 0 && (kind === 'all' || kind === 'any' || kind === 'not'), 'only and, or and not join others')
  const truths = items.map(({ truth }) => truth)
  if (kind === 'not') return not(truths[0]!)
  return kind === 'all' ? truths.reduce(and) : truths.reduce(or)
}

/** `wanted`: whether the part should be true, or should not be. */
function needsOf(condition: Condition, explained: Explained, wanted: boolean): Need {
  const items = itemsOf(condition)
  if (condition.kind === 'not') return falseNeeds(items[0]!, explained.items[0]!, wanted)
  if (items.length === 0) return { kind: 'so', text: sentence(wanted ? condition : { kind: 'not', item: condition, span: condition.span }, explained) }
  const open = items.flatMap((item, i) => ((explained.items[i]!.truth === Truth.TRUE) === wanted ? [] : [needsOf(item, explained.items[i]!, wanted)]))
  return together((condition.kind === 'all') === wanted ? 'all' : 'any', open)
}

/** `wanted`: whether the part should be false, or should not be. A part that is unknown is neither true nor false. */
function falseNeeds(condition: Condition, explained: Explained, wanted: boolean): Need {
  const items = itemsOf(condition)
  if (condition.kind === 'not') return needsOf(items[0]!, explained.items[0]!, wanted)
  if (items.length === 0) return { kind: 'so', text: sentence(wanted ? { kind: 'not', item: condition, span: condition.span } : condition, explained) }
  const open = items.flatMap((item, i) => ((explained.items[i]!.truth === Truth.FALSE) === wanted ? [] : [falseNeeds(item, explained.items[i]!, wanted)]))
  return together((condition.kind === 'any') === wanted ? 'all' : 'any', open)
}

function together(kind: 'all' | 'any', items: readonly Need[]): Need {
  assert(items.length > 0, 'something has to change for another value')
  return items.length === 1 ? items[0]! : { kind, items }
}

function sentence(condition: Condition, { observed }: Explained): string {
  const now = observed.map(observedWords)
  return now.length === 0 ? readPart(condition) : `${readPart(condition)} (now ${now.join(' and ')})`
}

/** What was found, in few words: `3`, `"free"`, `2026-03-01 10:00 UTC`, `not known`. */
export function observedWords(observed: Observed): string {
  switch (observed.kind) {
    case 'value':
      return observed.value === undefined ? 'not known' : JSON.stringify(observed.value)
    case 'instant':
      return observed.instant === undefined ? 'never' : instantWords(observed.instant)
    case 'number':
      return observed.number === undefined ? 'not known' : String(observed.number)
    case 'zone':
      return observed.zone ?? 'no known zone'
  }
}
