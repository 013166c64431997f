// Syntax tree → text on one line, in the usual spelling: lower-case words, functions in full, parentheses where they are
// needed. print.ts decides what is broken over lines.
import { assert } from '@touchstone/base'
import { pathText, quoteText, stepsText, traitText } from './quote-text.ts'
import type {
  AggregateSyntax, ClockSyntax, DurationSyntax, EventSubjectSyntax, FilterSyntax, Literal, MeasureSyntax, MomentSyntax, Name, PatternSyntax, ScalarTestSyntax,
  SequenceSyntax, ShareSyntax, StepSyntax, SyntaxNode, TestSyntax, WindowSyntax, ZoneSyntax,
} from './tree.ts'

/** `node` on one line, whatever its length. */
export function printLine(node: SyntaxNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.items.map((item) => wrapLine(item, needsParentheses(item, node.kind))).join(` ${node.kind} `)
    case 'not':
      return `not ${wrapLine(node.item, needsParentheses(node.item, 'not'))}`
    case 'held':
      return `${wrapLine(node.item, needsParentheses(node.item, 'for'))} for ${printDuration(node.duration)}`
    case 'test':
      return printTested(node)
    case 'measure':
      return printMeasure(node)
    case 'did':
      return `did ${node.negated ? 'not ' : ''}${printPattern(node.pattern, node.times !== undefined)}${printTimes(node.times?.value)}${printWindow(node.window)}`
    case 'clock':
      return printClock(node)
    case 'anniversary':
      return `${traitText(node.trait.name)} anniversary ${node.duration === undefined ? 'today' : `in next ${printDuration(node.duration)}`}${printZone(node.zone)}`
    case 'sequence':
      return printSequence(node)
    case 'moved':
      return `${node.direction} ${wrapLine(node.item, node.item.kind !== 'segment')} in last ${printDuration(node.duration)}`
    case 'segment':
      return `segment(${quoteText(node.name.name)})`
    case 'share':
      return printShare(node)
    case 'rank':
      return `${node.end} ${node.percent.value}% by ${printAggregate(node.aggregate)}`
  }
}

/** `and` binds tighter than `or`, `for` tighter than `not`; a chain within a chain of its own kind keeps the parentheses it was written with. */
export function needsParentheses(item: { readonly kind: string }, within: 'and' | 'or' | 'not' | 'for'): boolean {
  if (item.kind === 'or' || (item.kind === 'and' && within !== 'or')) return true
  return within === 'for' && (item.kind === 'not' || item.kind === 'held')
}

export function wrapLine(node: SyntaxNode, needed: boolean): string {
  return needed ? `(${printLine(node)})` : printLine(node)
}

function printTested({ subject, test }: TestSyntax): string {
  return `${subject.kind === 'trait' ? traitText(subject.name) : printEventSubject(subject)} ${printTest(test)}`
}

export function printEventSubject({ which, rank, pattern, path, window, halfLife }: EventSubjectSyntax): string {
  const fading = halfLife === undefined ? '' : ` fading by half every ${printDuration(halfLife)}`
  return `${which}(${printArgument(pattern, path)}${rank === undefined ? '' : `, ${rank.value}`})${printWindow(window)}${fading}`
}

/** What stands behind the subject: `in ("DE", "AT")`. */
export function printTest(test: ScalarTestSyntax): string {
  const not = 'negated' in test && test.negated ? 'not ' : ''
  switch (test.kind) {
    case 'compare':
      return `${test.operator} ${'type' in test.value ? printLiteral(test.value) : `trait(${quoteText(test.value.name)})`}`
    case 'in':
      return `${not}in (${test.values.map(printLiteral).join(', ')})`
    case 'exists':
      return test.negated ? 'does not exist' : 'exists'
    case 'text':
      return `${not}${test.match === 'contains' ? 'contains' : `${test.match} with`} ${printLiteral(test.value)}`
    case 'list':
      return `${not}contains ${test.quantifier} (${test.values.map(printLiteral).join(', ')})`
    case 'moment':
      return `${test.side} ${printMoment(test.moment)}`
    case 'near':
      return `${not}in ${test.side} ${printDuration(test.duration)}`
  }
}

function printMoment(moment: MomentSyntax): string {
  if (moment.kind === 'date') return quoteText(moment.text)
  if (moment.kind === 'now') return 'now'
  return `${printDuration(moment.duration)} ${moment.kind === 'ago' ? 'ago' : 'from now'}`
}

function printMeasure({ left, divisor, operator, right }: MeasureSyntax): string {
  const number = divisor === undefined ? printAggregate(left) : `${printAggregate(left)} / ${printAggregate(divisor)}`
  if ('type' in right) return `${number} ${operator} ${printLiteral(right)}`
  return `${number} ${operator} ${right.factor === undefined ? '' : `${right.factor.value} * `}${printAggregate(right.aggregate)}`
}

/** `sum("Order Completed".total where price > 3) in last 7 days`. */
export function printAggregate(aggregate: AggregateSyntax): string {
  return `${aggregate.function}(${printArgument(aggregate.pattern, aggregate.path)})${printWindow(aggregate.window)}`
}

/** In the parentheses of a call a filter needs none of its own. */
function printArgument({ event, filter }: PatternSyntax, path: readonly StepSyntax[]): string {
  return `${quoteText(event.name)}${stepsText(path)}${filter === undefined ? '' : ` where ${printFilter(filter)}`}`
}

/** `"Order Completed" where total > 50`. With `apart`, the filter stands in parentheses even where it need not: a number follows. */
export function printPattern({ event, filter }: PatternSyntax, apart = false): string {
  return `${quoteText(event.name)}${filter === undefined ? '' : ` where ${wrapFilter(filter, apart || ['and', 'or', 'not'].includes(filter.kind))}`}`
}

/** A whole filter, on one line. */
export function printFilter(filter: FilterSyntax): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.items.map((item) => wrapFilter(item, needsParentheses(item, filter.kind))).join(` ${filter.kind} `)
    case 'not':
      return `not ${wrapFilter(filter.item, needsParentheses(filter.item, 'not'))}`
    case 'property':
      return `${pathText(filter.path, false)} ${printTest(filter.test)}`
    case 'element':
      return `${filter.quantifier} ${pathText(filter.path, true)} (${printFilter(filter.filter)})`
    case 'clock':
      return printClock(filter)
  }
}

function wrapFilter(filter: FilterSyntax, needed: boolean): string {
  return needed ? `(${printFilter(filter)})` : printFilter(filter)
}

function printTimes(times: number | undefined): string {
  return times === undefined ? '' : ` ${times} ${times === 1 ? 'time' : 'times'}`
}

function printClock({ unit, zone, test }: ClockSyntax): string {
  return `${unit}(${zone === undefined ? '' : printZoneName(zone)}) ${printTest(test)}`
}

function printSequence({ steps, absences, window }: SequenceSyntax): string {
  const step = ({ pattern, within, without }: SequenceSyntax['steps'][number]): string =>
    `${printPattern(pattern)}${within === undefined ? '' : ` within ${printDuration(within)}`}${without === undefined ? '' : ` without ${printPattern(without)}`}`
  const absence = ({ pattern, within }: SequenceSyntax['absences'][number]): string => ` and not ${printPattern(pattern)} within ${printDuration(within)} after`
  assert(steps.length + absences.length >= 2, 'a sequence has two parts')
  return `${steps.map(step).join(' then ')}${absences.map(absence).join('')}${printWindow(window)}`
}

function printShare({ from, to, salt }: ShareSyntax): string {
  return `random share ${from === undefined ? '' : `${from.value}% to `}${to.value}% of ${quoteText(salt.name)}`
}

/** `7 days`. */
export function printDuration({ amount, unit }: DurationSyntax): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

/** ` in last 7 days`, with its space; empty for all time. */
export function printWindow(window: WindowSyntax | undefined): string {
  if (window === undefined) return ''
  switch (window.kind) {
    case 'last':
      return ` in last ${printDuration(window.duration)}`
    case 'ago':
      return ` from ${printDuration(window.from)} ago to ${printDuration(window.to)} ago`
    case 'calendar':
      return ` ${window.period === 'day' ? (window.which === 'this' ? 'today' : 'yesterday') : `${window.which} ${window.period}`}${printZone(window.zone)}`
    case 'dates':
      return printDates(window.from, window.to)
  }
}

function printDates(from: Name | undefined, to: Name | undefined): string {
  if (from === undefined) {
    assert(to !== undefined, 'a window of dates has a border')
    return ` until ${quoteText(to.name)}`
  }
  return to === undefined ? ` since ${quoteText(from.name)}` : ` between ${quoteText(from.name)} and ${quoteText(to.name)}`
}

function printZone(zone: ZoneSyntax | undefined): string {
  if (zone === undefined) return ''
  return zone.kind === 'named' ? ` in zone ${quoteText(zone.zone.name)}` : ` in ${printZoneName(zone)}`
}

/** As in the parentheses of a clock. */
function printZoneName(zone: ZoneSyntax): string {
  if (zone.kind === 'named') return quoteText(zone.zone.name)
  return `their zone${zone.otherwise === undefined ? '' : ` else ${quoteText(zone.otherwise.name)}`}`
}

function printLiteral(literal: Literal): string {
  return literal.type === 'string' ? quoteText(literal.value) : String(literal.value)
}
