// What a comparison found, for people.
import { printable } from '../terminal.ts'

export interface MatchState {
  readonly id: string
  readonly state: string
  readonly rows: number
  readonly known: number
  readonly compared: number
  readonly failure: { readonly code: string; readonly message: string } | null
}

interface Side {
  readonly row: number | null
  readonly id: string | null
  readonly person: number | null
}

export interface FoundMatch {
  readonly match: MatchState
  readonly summary: {
    readonly expected: number
    readonly recommended: number
    readonly thresholds: readonly { readonly threshold: number; readonly pairs: number; readonly precision: number; readonly recall: number }[]
  } | null
}

export interface FoundPairs {
  readonly pairs: readonly { readonly place: number; readonly a: Side; readonly b: Side; readonly probability: number; readonly evidence: readonly { readonly says: string }[] }[]
}

export function matchText({ match, summary, pairs }: FoundMatch & FoundPairs): string {
  const thresholds = summary?.thresholds ?? []
  return [
    `${match.rows} rows and ${match.known} known people: ${match.compared} pairs compared, about ${Math.round(summary?.expected ?? 0)} of one person`,
    ...(thresholds.length === 0 ? [] : ['', 'from probability     pairs  expected precision  expected recall']),
    ...thresholds.map(({ threshold, pairs: count, precision, recall }) =>
      `${threshold === summary?.recommended ? '→' : ' '} ${threshold.toFixed(3).padEnd(14)} ${String(count).padStart(9)} ${share(precision).padStart(19)} ${share(recall).padStart(16)}`),
    ...(pairs.length === 0 ? [] : ['']),
    ...pairs.map(({ place, a, b, probability, evidence }) => `${String(place).padStart(6)}  ${probability.toFixed(4)}  ${sideText(a)} = ${sideText(b)}: ${evidence.map(({ says }) => says).join(', ')}`),
    '',
    `Kept for a day as ${match.id}. All pairs: touchstone profiles list-match-pairs ${match.id}; one is accepted with profiles accept-match.`,
    '',
  ].join('\n')
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}

function sideText({ row, id, person }: Side): string {
  return person === null ? `row ${row}${id === null ? '' : ` (${printable(id)})`}` : `person ${person}`
}
