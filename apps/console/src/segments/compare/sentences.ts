// A comparison in plain words.
import type { SegmentsCompareSegmentsOutput, SegmentsRankDifferencesOutput } from '@touchstone/client'
import { formatNumber } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import { ratioOf } from './ratio.ts'

const words = text.segmentCompare

type Difference = SegmentsRankDifferencesOutput['differences'][number]
export type Interval = { readonly low: number; readonly high: number } | null

const tenths = new Intl.NumberFormat(navigator.language, { maximumFractionDigits: 1 })
const two = new Intl.NumberFormat(navigator.language, { maximumSignificantDigits: 2 })

export const pointsOf = (share: number): string => tenths.format(share * 100)
/** −1 to 1, as how many of 100 pairs. */
const pairsOf = (delta: number): string => tenths.format(((delta + 1) / 2) * 100)

/** A row of the list of differences. */
export function inShort({ kind, effect, signed }: Difference): string {
  if (kind === 'category' || signed === null) return words.sentence.spread(`${pointsOf(effect)} %`)
  if (kind === 'number') return words.sentence.higher(pairsOf(signed))
  return signed >= 0 ? words.sentence.more(pointsOf(signed)) : words.sentence.less(pointsOf(-signed))
}

/** "3 times as likely (95 % interval 2.1 to 4.2)". */
export function sentenceOf({ kind, shares, numbers, categories }: SegmentsCompareSegmentsOutput): string {
  if (kind === 'share' && shares?.a && shares.b) return sharesSentence(shares.a, shares.b)
  if (kind === 'number' && numbers?.cliffsDelta) {
    const { value, interval } = numbers.cliffsDelta
    return words.sentence.larger(pairsOf(value), interval === null ? words.sentence.few : words.interval(pairsOf(interval.low), pairsOf(interval.high)))
  }
  if (kind === 'category' && categories !== null && categories.nA > 0 && categories.nB > 0) return words.sentence.elsewhere(`${pointsOf(elsewhere(categories))} %`)
  return words.sentence.few
}

function sharesSentence(a: { readonly count: number; readonly n: number }, b: { readonly count: number; readonly n: number }): string {
  const ratio = ratioOf(a, b)
  if (ratio === undefined) return a.count === 0 ? words.sentence.neither : words.sentence.nobody
  const interval = words.interval(two.format(ratio.low), two.format(ratio.high))
  if (ratio.low <= 1 && ratio.high >= 1) return words.sentence.same(interval)
  if (ratio.value > 1) return words.sentence.times(words.sentence.first, two.format(ratio.value), interval)
  // "3 times as likely" is easier to grasp than "0.33 times".
  const back = ratioOf(b, a)
  return back === undefined ? words.sentence.times(words.sentence.first, '0', interval) : words.sentence.times(words.sentence.second, two.format(back.value), words.interval(two.format(back.low), two.format(back.high)))
}

/** Half the sum of the differences of the shares: how many would have to move. */
function elsewhere({ listed, others, nA, nB }: NonNullable<SegmentsCompareSegmentsOutput['categories']>): number {
  const parts = [...listed.map(({ a, b }) => [a, b]), [others.a, others.b]]
  return parts.reduce((sum, [a, b]) => sum + Math.abs(a / nA - b / nB), 0) / 2
}

export const signedNumber = (value: number): string => (value > 0 ? `+${formatNumber(value)}` : formatNumber(value))
