// The favourite, by the definition: every occurrence of every text, weighed with BigInt.
import { assert } from '@touchstone/base'
import type { FavouriteSubject } from '../check/tree.ts'
import { isChosen } from './choose.ts'
import { type Moment, type NaiveFact, valuesOf } from './person.ts'
import { compareScalars } from './values.ts'

interface Occurrence {
  readonly text: string
  readonly half: number
}

export function favouriteOf(subject: FavouriteSubject, moment: Moment): string | undefined {
  const all = favouriteFacts(subject, moment).flatMap((fact) => occurrencesIn(subject, fact))
  const latest = all.at(-1)?.half ?? 0
  const texts = Map.groupBy(all, ({ half }) => half)
  const isNoise = (half: number): boolean => new Set(texts.get(half)!.map(({ text }) => text)).size > 200
  const counted = [...texts].filter(([half]) => latest - half <= 20 && !isNoise(half)).flatMap(([, ofHalf]) => ofHalf)
  let best: { text: string; weight: bigint } | undefined
  for (const text of new Set(counted.map((one) => one.text))) {
    const weight = counted.filter((one) => one.text === text).reduce((sum, { half }) => sum + 2n ** BigInt(20 - (latest - half)), 0n)
    if (best === undefined || weight > best.weight || (weight === best.weight && compareScalars(text, best.text)! < 0)) best = { text, weight }
  }
  assert(best === undefined || best.weight > 0n, 'what is told weighs something')
  return best?.text
}

/** The chosen facts with a text that counts. */
export function favouriteFacts(subject: FavouriteSubject, moment: Moment): NaiveFact[] {
  return moment.facts.filter((fact) => isChosen(subject.events, fact, moment) && occurrencesIn(subject, fact).length > 0)
}

function occurrencesIn({ path, halfLife }: FavouriteSubject, { properties, timestamp }: NaiveFact): Occurrence[] {
  const half = halfLife === Infinity ? 0 : Math.floor(timestamp / halfLife)
  return valuesOf(path, properties).flatMap((value) => (typeof value === 'string' && bytesOf(value) >= 1 && bytesOf(value) <= 100 ? [{ text: value, half }] : []))
}

/** Of UTF-8. */
function bytesOf(text: string): number {
  return Array.from(text, (character) => character.codePointAt(0)!).reduce((sum, point) => sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4), 0)
}
