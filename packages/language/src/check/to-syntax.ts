// Checked tree → syntax tree, so that there is one printer. What has several spellings gets one: `did` for counts of at
// least 1, `not in` and `does not exist` for their negations, days, hours, minutes or seconds for lengths of time.
import { assert } from '@touchstone/base'
import type { EventSubjectSyntax, ScalarTestSyntax, SequenceSyntax, SyntaxNode, TraitSyntax } from '../syntax/tree.ts'
import { aggregateSyntax, patternSyntax, stepsOf, windowSyntax } from './syntax-of-events.ts'
import { NOWHERE, clockTest, durationOf, literalOf, nameOf, negatable, numberOf, syntaxOfTest, traitOf, zoneSyntax } from './syntax-of-test.ts'
import type { Anniversary, Condition, Measure, Rank, Relation, Sequence, Share, Subject } from './tree.ts'

/** The condition as it could have been written; its nodes keep their spans. Checking it gives the same condition. */
export function toSyntax(condition: Condition): SyntaxNode {
  const { span } = condition
  switch (condition.kind) {
    case 'all':
      return { kind: 'and', items: condition.items.map(toSyntax), span }
    case 'any':
      return { kind: 'or', items: condition.items.map(toSyntax), span }
    case 'not': {
      const { item } = condition
      if (item.kind === 'test' && negatable(item.test)) return { kind: 'test', subject: subjectSyntax(item.subject), test: syntaxOfTest(item.test, true), span }
      return { kind: 'not', item: toSyntax(item), span }
    }
    case 'test':
      return { kind: 'test', subject: subjectSyntax(condition.subject), test: syntaxOfTest(condition.test, false), span }
    case 'pair': {
      const test: ScalarTestSyntax = { kind: 'compare', operator: condition.operator, value: traitOf(condition.right), span: NOWHERE }
      return { kind: 'test', subject: traitOf(condition.left), test, span }
    }
    case 'measure':
      return measureSyntax(condition)
    case 'relation':
      return relationSyntax(condition)
    case 'ratio': {
      const { numerator, denominator, operator, value } = condition
      return { kind: 'measure', left: aggregateSyntax(numerator), divisor: aggregateSyntax(denominator), operator, right: numberOf(value), span }
    }
    case 'clock':
      return { kind: 'clock', unit: condition.unit, zone: zoneSyntax(condition.zone), test: clockTest(condition), span }
    case 'anniversary':
      return anniversarySyntax(condition)
    case 'sequence':
      return sequenceSyntax(condition)
    case 'held':
      return { kind: 'held', item: toSyntax(condition.item), duration: durationOf(condition.duration), span }
    case 'moved':
      return { kind: 'moved', direction: condition.direction, item: toSyntax(condition.item), duration: durationOf(condition.duration), span }
    case 'share':
      return shareSyntax(condition)
    case 'rank':
      return rankSyntax(condition)
  }
}

export function subjectSyntax(subject: Subject): TraitSyntax | EventSubjectSyntax {
  if (subject.kind === 'trait') return traitOf(subject.trait)
  const { events } = subject
  const shared = { kind: 'event-subject' as const, pattern: patternSyntax(events), window: windowSyntax(events.window), halfLife: undefined, span: NOWHERE }
  if (subject.kind === 'favourite') {
    return { ...shared, which: 'favourite', rank: undefined, path: stepsOf(subject.path), halfLife: subject.halfLife === Infinity ? undefined : durationOf(subject.halfLife) }
  }
  if (subject.kind === 'event-value') return { ...shared, which: subject.which, rank: undefined, path: stepsOf(subject.path) }
  if (subject.rank === 1) return { ...shared, which: subject.from, rank: undefined, path: [] }
  assert(subject.from === 'first', 'the nth event is counted from the first')
  return { ...shared, which: 'nth', rank: numberOf(subject.rank), path: [] }
}

function measureSyntax({ aggregate, operator, value, span }: Measure): SyntaxNode {
  const { events } = aggregate
  if (aggregate.function === 'count' && operator === '>=' && value === 1) {
    return { kind: 'did', negated: false, pattern: patternSyntax(events), times: undefined, window: windowSyntax(events.window), span }
  }
  return { kind: 'measure', left: aggregateSyntax(aggregate), divisor: undefined, operator, right: literalOf(value), span }
}

function relationSyntax({ left, operator, factor, right, span }: Relation): SyntaxNode {
  const scaled = { kind: 'scaled' as const, factor: factor === 1 ? undefined : numberOf(factor), aggregate: aggregateSyntax(right), span: NOWHERE }
  return { kind: 'measure', left: aggregateSyntax(left), divisor: undefined, operator, right: scaled, span }
}

function anniversarySyntax({ trait, days, zone, span }: Anniversary): SyntaxNode {
  const duration = days === 0 ? undefined : { amount: days, unit: 'day' as const, span: NOWHERE }
  return { kind: 'anniversary', trait: traitOf(trait), duration, zone: zoneSyntax(zone), span }
}

function sequenceSyntax({ steps, absences, window, span }: Sequence): SequenceSyntax {
  return {
    kind: 'sequence',
    steps: steps.map(({ pattern, within, without }) => ({
      pattern: patternSyntax(pattern),
      within: within === Infinity ? undefined : durationOf(within),
      without: without && patternSyntax(without),
    })),
    absences: absences.map(({ pattern, within }) => ({ pattern: patternSyntax(pattern), within: durationOf(within), span: NOWHERE })),
    window: windowSyntax(window),
    span,
  }
}

function shareSyntax({ salt, from, to, span }: Share): SyntaxNode {
  return { kind: 'share', from: from === 0 ? undefined : numberOf(from / 100), to: numberOf(to / 100), salt: nameOf(salt), span }
}

function rankSyntax({ end, share, aggregate, span }: Rank): SyntaxNode {
  return { kind: 'rank', end, percent: numberOf(Math.round(share * 10_000) / 100), aggregate: aggregateSyntax(aggregate), span }
}
