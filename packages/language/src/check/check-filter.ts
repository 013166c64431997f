// `where (…)`: which events are taken in.
//
// A filter is static where the event alone decides it, once and for all, when it arrives. A comparison with a trait and
// a clock in the person's zone are not: they are asked again and again, for events long gone. One such part is allowed
// per filter, where it can be taken apart from the rest (see dynamic.ts), and none where the place says why.
import type { Span } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { FilterElementSyntax, FilterSyntax, FilterTestSyntax, PatternSyntax, StepSyntax } from '../syntax/tree.ts'
import { checkClockValues } from './check-clock.ts'
import { checkTest } from './check-test.ts'
import { checkZone } from './check-time.ts'
import type { CheckContext } from './context.ts'
import { type Filter, LIST, type Path, type Pattern } from './tree.ts'

/** What a place calls itself where it takes static filters only: `a sequence`. */
export type StaticPlace = string | undefined

/** Where in a filter a part stands: as itself or in its outermost `and`, deeper, or within elements of a list. */
type Standing = 'top' | 'nested' | 'element'

export function checkPattern(context: CheckContext, { event, filter }: PatternSyntax, place?: StaticPlace): Pattern | undefined {
  if (filter === undefined) return { event: event.name, filter: undefined }
  const checked = new FilterCheck(context, place).filter(filter, 0, 'top')
  return checked && { event: event.name, filter: checked }
}

export function checkPath(context: CheckContext, steps: readonly StepSyntax[], span: Span): Path | undefined {
  if (steps.length <= Limit.PATH) return steps.map(({ name }) => name ?? LIST)
  return context.refuse('language.deep_path', `a property path has at most ${Limit.PATH} steps, found ${steps.length}`, span)
}

/** For whatever looks at the person where the event alone has to decide. */
export function refuseDynamic(context: CheckContext, what: string, place: string, span: Span): undefined {
  return context.refuse('language.not_static', `${what} cannot be part of ${place}: there the event alone decides, when it arrives`, span)
}

class FilterCheck {
  readonly #context: CheckContext
  readonly #place: StaticPlace
  #tests = 0
  #dynamic = 0

  constructor(context: CheckContext, place: StaticPlace) {
    this.#context = context
    this.#place = place
  }

  filter(node: FilterSyntax, depth: number, standing: Standing): Filter | undefined {
    if (!this.#context.depthAllowed(depth, node.span)) return undefined
    const inner = standing === 'element' ? 'element' : 'nested'
    switch (node.kind) {
      case 'and':
      case 'or': {
        const items: Filter[] = []
        for (const part of node.items) {
          const item = this.filter(part, depth + 1, node.kind === 'and' && depth === 0 ? standing : inner)
          if (item === undefined) return undefined
          items.push(item)
        }
        return { kind: node.kind === 'and' ? 'all' : 'any', items }
      }
      case 'not': {
        const item = this.filter(node.item, depth + 1, inner)
        return item && { kind: 'not', item }
      }
      case 'element':
        return this.#element(node, depth)
    }
    if (++this.#tests > Limit.FILTER_TESTS) {
      return this.#context.refuse('language.long_filter', `one "where" has at most ${Limit.FILTER_TESTS} tests`, node.span)
    }
    if (node.kind === 'property') return this.#property(node, standing)
    if (standing === 'element') return this.#context.refuse('language.element_clock', 'an element of a list has no time of its own; ask for the hour or weekday of the event, outside of "any" and "all"', node.span)
    const zone = checkZone(this.#context, node.zone)
    if (zone === undefined) return undefined
    if (zone.kind === 'person' && !this.#dynamicAllowed("the person's zone", node.span, standing)) return undefined
    const values = checkClockValues(this.#context, node)
    return values && { kind: 'clock', unit: node.unit, zone, values }
  }

  #element({ quantifier, path, filter, span }: FilterElementSyntax, depth: number): Filter | undefined {
    const checked = checkPath(this.#context, path, span)
    const inner = checked && this.filter(filter, depth + 1, 'element')
    return inner && elementsOf(checked, quantifier, inner)
  }

  #property({ path, test, span }: FilterTestSyntax, standing: Standing): Filter | undefined {
    const checked = checkPath(this.#context, path, span)
    if (checked === undefined) return undefined
    if (test.kind === 'compare' && 'kind' in test.value) {
      if (standing === 'element' || checked.includes(LIST)) {
        return this.#context.refuse('language.element_trait', 'elements of a list are compared with values, not with a trait', test.value.span)
      }
      if (this.#context.computed(test.value.name) !== undefined) return refuseDynamic(this.#context, `the computed trait ${test.value.name}`, 'a filter', test.value.span)
      if (!this.#context.traitAllowed(test.value)) return undefined
      if (!this.#dynamicAllowed(`the trait ${test.value.name}`, test.value.span, standing)) return undefined
      return { kind: 'pair', path: checked, operator: test.operator, trait: test.value.name }
    }
    const result = checkTest(this.#context, test)
    if (result === undefined) return undefined
    if (result.test.kind === 'when' && result.test.base === 'now') {
      return refuseDynamic(this.#context, 'a time counted from now', 'a filter', test.span)
    }
    const last = checked.lastIndexOf(LIST)
    const tested: Filter = { kind: 'test', path: checked.slice(last + 1), test: result.test }
    // A negation belongs to the test: of `products[].sku not in (…)`, any product that is none of these is enough.
    const asked: Filter = result.negated ? { kind: 'not', item: tested } : tested
    return last === -1 ? asked : elementsOf(checked.slice(0, last), 'any', asked)
  }

  #dynamicAllowed(what: string, span: Span, standing: Standing): boolean {
    const context = this.#context
    this.#dynamic++
    if (this.#place !== undefined) refuseDynamic(context, what, this.#place, span)
    else if (this.#dynamic > 1) context.refuse('language.two_dynamic', `one "where" looks at the person once: at one trait, or at their zone; ${what} is the second`, span)
    else if (standing !== 'top') context.refuse('language.nested_dynamic', `${what} stands alone in a "where", or is joined to the rest of it with "and", outside of parentheses, "or" and "not"`, span)
    else return true
    return false
  }
}

/** `a[].b` reaches elements of `b` of elements of `a`. */
function elementsOf(path: Path, quantifier: 'any' | 'all', filter: Filter): Filter {
  const last = path.lastIndexOf(LIST)
  const innermost: Filter = { kind: 'element', quantifier, path: path.slice(last + 1), filter }
  return last === -1 ? innermost : elementsOf(path.slice(0, last), quantifier, innermost)
}
