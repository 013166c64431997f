// Aggregates, events, windows and filters as they could have been written.
import { assert } from '@touchstone/base'
import type { AggregateSyntax, FilterSyntax, PatternSyntax, StepSyntax, WindowSyntax } from '../syntax/tree.ts'
import { isoText } from './iso-text.ts'
import { NOWHERE, clockTest, durationOf, nameOf, negatable, syntaxOfTest, traitOf, zoneSyntax } from './syntax-of-test.ts'
import { type Aggregate, type Filter, type FilterElement, type FilterTest, LIST, type Path, type Pattern, type Window } from './tree.ts'

export function aggregateSyntax(aggregate: Aggregate): AggregateSyntax {
  const { events, path } = aggregate
  return { kind: 'aggregate', function: aggregate.function, pattern: patternSyntax(events), path: stepsOf(path), window: windowSyntax(events.window), span: NOWHERE }
}

export function patternSyntax({ event, filter }: Pattern): PatternSyntax {
  return { event: nameOf(event), filter: filter && filterSyntax(filter), span: NOWHERE }
}

export function stepsOf(path: Path): StepSyntax[] {
  return path.map((step) => ({ name: step === LIST ? undefined : step, span: NOWHERE }))
}

export function windowSyntax(window: Window): WindowSyntax | undefined {
  switch (window.kind) {
    case 'all-time':
      return undefined
    case 'rolling': {
      assert(0 <= window.until && window.until < window.length, 'a window starts before it ends')
      const from = durationOf(window.length)
      if (window.until === 0) return { kind: 'last', duration: from, span: NOWHERE }
      return { kind: 'ago', from, to: durationOf(window.until), span: NOWHERE }
    }
    case 'calendar':
      return { kind: 'calendar', which: window.which, period: window.period, zone: zoneSyntax(window.zone), span: NOWHERE }
    case 'absolute': {
      const { from, to } = window
      assert(from !== -Infinity || to !== Infinity, 'a window open on both sides is all time')
      return { kind: 'dates', from: from === -Infinity ? undefined : nameOf(isoText(from)), to: to === Infinity ? undefined : nameOf(isoText(to)), span: NOWHERE }
    }
  }
}

export function filterSyntax(filter: Filter): FilterSyntax {
  switch (filter.kind) {
    case 'all':
      return { kind: 'and', items: filter.items.map(filterSyntax), span: NOWHERE }
    case 'any':
      return { kind: 'or', items: filter.items.map(filterSyntax), span: NOWHERE }
    case 'not': {
      const negated = negatedTest(filter)
      if (negated !== undefined) return { kind: 'property', path: stepsOf(negated.path), test: syntaxOfTest(negated.test, true), span: NOWHERE }
      return { kind: 'not', item: filterSyntax(filter.item), span: NOWHERE }
    }
    case 'test':
      return { kind: 'property', path: stepsOf(filter.path), test: syntaxOfTest(filter.test, false), span: NOWHERE }
    case 'pair': {
      const test = { kind: 'compare' as const, operator: filter.operator, value: traitOf(filter.trait), span: NOWHERE }
      return { kind: 'property', path: stepsOf(filter.path), test, span: NOWHERE }
    }
    case 'clock':
      return { kind: 'clock', unit: filter.unit, zone: zoneSyntax(filter.zone), test: clockTest(filter), span: NOWHERE }
    case 'element':
      return elementSyntax(filter)
  }
}

/** Elements of elements are one path with `[]`, and so is a test of any element: `products[].sku = "A"`. */
function elementSyntax({ quantifier, path, filter }: FilterElement): FilterSyntax {
  assert(path.length > 0, 'a list is a property of something')
  let steps: Path = path
  let inner = filter
  while (inner.kind === 'element' && inner.quantifier === quantifier) {
    steps = [...steps, LIST, ...inner.path]
    inner = inner.filter
  }
  const asked = inner.kind === 'test' ? inner : negatedTest(inner)
  if (quantifier === 'any' && asked !== undefined) {
    return { kind: 'property', path: stepsOf([...steps, LIST, ...asked.path]), test: syntaxOfTest(asked.test, asked !== inner), span: NOWHERE }
  }
  return { kind: 'element', quantifier, path: stepsOf(steps), filter: filterSyntax(inner), span: NOWHERE }
}

/** The test that `filter` negates, where the negation can be written in the test itself. */
function negatedTest(filter: Filter): FilterTest | undefined {
  return filter.kind === 'not' && filter.item.kind === 'test' && negatable(filter.item.test) ? filter.item : undefined
}
