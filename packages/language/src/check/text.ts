// The canonical text of a part of a checked tree: equal parts have equal texts, different parts different ones, and
// checking a text gives the part again. Keys of state, of queries and of thresholds are made of them.
import { printAggregate, printFilter, printLine, printPattern, printTest, printWindow } from '../syntax/print-line.ts'
import { aggregateSyntax, filterSyntax, patternSyntax, windowSyntax } from './syntax-of-events.ts'
import { syntaxOfTest } from './syntax-of-test.ts'
import { toSyntax } from './to-syntax.ts'
import type { Aggregate, Condition, Events, Filter, Pattern, Rank, Test, Window } from './tree.ts'

export { toSyntax } from './to-syntax.ts'

/** On one line, whatever its length. */
export function conditionText(condition: Condition): string {
  return printLine(toSyntax(condition))
}

/** `sum("Order Completed".total where price > 3) in last 7 days`. */
export function aggregateText(aggregate: Aggregate): string {
  return printAggregate(aggregateSyntax(aggregate))
}

/** `"Order Completed" where (total > 50) in last 7 days`: as behind `did`. */
export function eventsText(events: Events): string {
  return `${patternText(events)}${windowText(events.window)}`
}

/** `"Order Completed" where (total > 50)`. */
export function patternText({ event, filter }: Pattern): string {
  return printPattern(patternSyntax({ event, filter }))
}

/** ` in last 7 days`, with its space; empty for all time. */
export function windowText(window: Window): string {
  return printWindow(windowSyntax(window))
}

export function filterText(filter: Filter): string {
  return printFilter(filterSyntax(filter))
}

/** What stands behind the subject: `in ("DE", "AT")`. */
export function testText(test: Test): string {
  return printTest(syntaxOfTest(test, false))
}

/** `top 5% by sum("Order Completed".revenue)`. */
export function rankText(rank: Rank): string {
  return conditionText(rank)
}
