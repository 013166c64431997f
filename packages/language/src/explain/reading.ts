// A condition in plain English, for those who have to agree that it says what they meant.
//
// `not` is carried down to the parts: "not (a and b)" is "not a, or not b", which three-valued logic allows, and a part
// that is not so has words of its own. What is joined is one sentence where that is short, else a list.
import { assert } from '@touchstone/base'
import type { Anniversary, Condition, Held, Moved, Rank, Sequence, Share, ValueTest } from '../check/tree.ts'
import { computedName } from '../check/computed-names.ts'
import { aggregateWords, countWords, eventsWords, favouriteWords, nameWords, pairWords, pathWords, patternWords } from './words-of-events.ts'
import { numberWords, opposite, relationWords, testWords } from './words-of-tests.ts'
import { clockWords, counted, lengthWords, stretchOf, whenWords, windowWords, zoneWords } from './words-of-time.ts'

/** Longer sentences become lists. */
const SENTENCE = 200

/** A main clause, or several. `their plan is "free"`; after "people" it is `whose plan is "free"`. */
type Reading = Clause | Joined

interface Clause {
  readonly kind: 'clause'
  readonly subject: 'they' | 'their' | ''
  readonly text: string
  /** What was or became true, where the clause is about a condition. */
  readonly of: Reading | undefined
}

interface Joined {
  readonly kind: 'all' | 'any'
  readonly items: readonly Reading[]
}

/**
 * Who the members are: `People whose plan is "free", and who did "Order Completed" at least 3 times in the last 90
 * days`, or a list with a line per part where that is clearer.
 */
export function readCondition(condition: { readonly root: Condition }): string {
  const reading = read(condition.root, false)
  const sentence = sentenceOf(reading)
  if (sentence !== undefined && sentence.length <= SENTENCE) return sentence
  if (reading.kind === 'clause') return ['People for whom this is true:', ...linesOf(reading, '')].join('\n')
  return [`People for whom ${jointOf(reading.kind)} true:`, ...reading.items.flatMap((item) => linesOf(item, ''))].join('\n')
}

/** One part as a statement on one line: `their plan is "free"`. */
export function readPart(condition: Condition): string {
  return inline(read(condition, false), false)
}

/** Undefined for what is no sentence: joined parts within joined parts. */
function sentenceOf(reading: Reading): string | undefined {
  const items = reading.kind === 'clause' ? [reading] : reading.items
  const clauses = items.filter((item) => item.kind === 'clause')
  if (clauses.length < items.length || clauses.some(({ of }) => of !== undefined && of.kind !== 'clause')) return undefined
  return `People ${clauses.map(relative).join(reading.kind === 'any' ? ', or ' : ', and ')}`
}

function relative(clause: Clause): string {
  const pronoun = { they: 'who', their: 'whose', '': 'for whom' }[clause.subject]
  return `${pronoun} ${clause.text}${clause.of === undefined ? '' : ` that ${inline(clause.of, true)}`}`
}

function inline(reading: Reading, nested: boolean): string {
  if (reading.kind === 'clause') return `${statement(reading)}${reading.of === undefined ? '' : ` that ${inline(reading.of, true)}`}`
  const text = reading.items.map((item) => inline(item, true)).join(reading.kind === 'all' ? ' and ' : ' or ')
  return nested ? `(${text})` : text
}

function statement({ subject, text }: Clause): string {
  return subject === '' ? text : `${subject} ${text}`
}

function linesOf(reading: Reading, indent: string): string[] {
  if (reading.kind !== 'clause') return [`${indent}- ${jointOf(reading.kind)} true:`, ...reading.items.flatMap((item) => linesOf(item, `${indent}  `))]
  const { of } = reading
  if (of === undefined || of.kind === 'clause') return [`${indent}- ${inline(reading, false)}`]
  return [`${indent}- ${statement(reading)} that ${jointOf(of.kind)} true:`, ...of.items.flatMap((item) => linesOf(item, `${indent}  `))]
}

function jointOf(kind: 'all' | 'any'): string {
  return kind === 'all' ? 'all of these are' : 'at least one of these is'
}

function clause(subject: Clause['subject'], text: string, of?: Reading): Clause {
  return { kind: 'clause', subject, text, of }
}

/** What was named by a computed trait is read with that name. */
function read(condition: Condition, negated: boolean): Reading {
  const name = computedName(condition)
  const reading = readUnnamed(condition, negated)
  if (name === undefined || reading.kind !== 'clause') return reading
  return clause('', `${statement(reading)} (${nameWords(name)})`, reading.of)
}

function readUnnamed(condition: Condition, negated: boolean): Reading {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: (condition.kind === 'all') !== negated ? 'all' : 'any', items: condition.items.map((item) => read(item, negated)) }
    case 'not':
      return read(condition.item, !negated)
    case 'test':
      return readTest(condition, negated)
    case 'pair':
      return clause('their', pairWords(condition.operator, negated, nameWords(condition.left), `their ${nameWords(condition.right)}`))
    case 'measure': {
      const { aggregate, value } = condition
      const operator = negated ? opposite(condition.operator) : condition.operator
      if (aggregate.function === 'count') return clause('they', countWords(aggregate.events, operator, value))
      return clause('', `${aggregateWords(aggregate)} is ${numberWords(operator, value)}`)
    }
    case 'relation': {
      const { left, factor, right } = condition
      const operator = negated ? opposite(condition.operator) : condition.operator
      const is = operator === '!=' ? 'is different from' : relationWords(operator)
      return clause('', `${aggregateWords(left)} ${is} ${factor === 1 ? '' : `${factor} times `}${aggregateWords(right)}`)
    }
    case 'ratio': {
      const { numerator, denominator, value } = condition
      const operator = negated ? opposite(condition.operator) : condition.operator
      return clause('', `${aggregateWords(numerator)}, divided by ${aggregateWords(denominator)}, is ${numberWords(operator, value)}`)
    }
    case 'clock':
      return clause('', `the ${condition.unit} now is ${clockWords(condition, negated)} (${zoneWords(condition.zone)})`)
    case 'anniversary':
      return readAnniversary(condition, negated)
    case 'sequence':
      return clause('they', sequenceWords(condition, negated))
    case 'held':
    case 'moved':
      return readOverTime(condition, negated)
    case 'share':
      return clause('they', shareWords(condition, negated))
    case 'rank':
      return clause('they', rankWords(condition, negated))
  }
}

function readTest({ subject, test }: ValueTest, negated: boolean): Clause {
  if (subject.kind === 'trait') return clause('their', `${nameWords(subject.trait)} ${testWords(test, negated)}`)
  const { events } = subject
  if (subject.kind === 'favourite') return clause('', `${favouriteWords(subject)} ${testWords(test, negated)}`)
  if (subject.kind === 'event-value') {
    return clause('', `${pathWords(subject.path)} in the ${subject.which} ${eventsWords(events, ' of all time')} (of those that have it) ${testWords(test, negated)}`)
  }
  const { rank, from } = subject
  const which = rank === 1 ? from : `${ordinal(rank)}${from === 'first' ? '' : ' to last'}`
  // The rank-th event is there when there are as many.
  if (test.kind === 'exists') return clause('they', countWords(events, negated ? '<' : '>=', rank))
  return clause('their', `${which} ${patternWords(events)} was ${test.kind === 'when' ? whenWords(test, negated) : `a time that ${testWords(test, negated)}`}`)
}

function ordinal(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13
  return `${rank}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th')}`
}

function readAnniversary({ trait, days, zone }: Anniversary, negated: boolean): Clause {
  const when = days === 0 ? 'today' : `today or in the next ${days === 1 ? 'day' : counted(days, 'day')}`
  return clause('their', `${nameWords(trait)} is a day with its anniversary ${negated ? 'not ' : ''}${when} (${zoneWords(zone)})`)
}

/** Never unknown, so what was not true of it may also have been unknown. */
function readOverTime(condition: Held | Moved, negated: boolean): Clause {
  const length = stretchOf(condition.duration)
  const of = read(condition.item, false)
  if (condition.kind === 'held') {
    return clause('', negated ? `it has not been true at every moment of the last ${length}` : `it has been true at every moment of the last ${length}`, of)
  }
  const stopped = condition.direction === 'entered' ? 'became' : 'stopped being'
  const never = condition.direction === 'entered' ? 'did not become' : 'did not stop being'
  return clause('', `it ${negated ? never : stopped} true in the last ${length}`, of)
}

function sequenceWords({ steps, absences, window }: Sequence, negated: boolean): string {
  const parts = steps.map(({ pattern, within, without }, index) => {
    assert(index > 0 || (within === Infinity && without === undefined), 'nothing comes before the first step')
    const limit = within === Infinity ? '' : ` within ${lengthWords(within)}`
    return `${index === 0 ? '' : ', then '}${patternWords(pattern)}${limit}${without === undefined ? '' : ` without ${patternWords(without)} in between`}`
  })
  const ends = absences.map(({ pattern, within }, index) => `${index === 0 ? ', with no' : ' and no'} ${patternWords(pattern)} in the ${stretchOf(within)} after`)
  const starts = window.kind === 'all-time' ? '' : `, beginning${windowWords(window)}`
  return `${negated ? 'did not do this in this order: ' : 'did '}${parts.join('')}${ends.join('')}${starts}`
}

function shareWords({ salt, from, to }: Share, negated: boolean): string {
  const bounds = from === 0 ? `first ${to / 100}%` : `part from ${from / 100}% to ${to / 100}%`
  return `are ${negated ? 'not ' : ''}in the ${bounds} of the random order ${JSON.stringify(salt)}`
}

function rankWords({ end, share, aggregate }: Rank, negated: boolean): string {
  return `are ${negated ? 'not ' : ''}among the ${end} ${Math.round(share * 10_000) / 100}% of people by ${aggregateWords(aggregate)}`
}
