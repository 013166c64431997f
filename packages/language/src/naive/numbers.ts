// Numbers made of events, by the definition: sums are BigInt millionths, doubles are made of them only at the end.
import { assert } from '@touchstone/base'
import type { Aggregate } from '../check/tree.ts'
import { isChosen, zoneAt } from './choose.ts'
import { type Moment, valuesOf } from './person.ts'

const LARGEST = 1e12

/** A whole number, or a number of millionths, and for an average how many values made it; for a gap the days. */
export type AggregateNumber = { readonly unit: 'whole' | 'millionths'; readonly number: bigint } | { readonly unit: 'average'; readonly number: bigint; readonly values: number } | { readonly unit: 'days'; readonly number: number }

/** Undefined where it is unknown: without a value where it needs one, and over a window of an unknown zone. */
export function aggregateOf(aggregate: Aggregate, moment: Moment): AggregateNumber | undefined {
  const { window } = aggregate.events
  if (window.kind === 'calendar' && zoneAt(window.zone, moment) === undefined) return undefined
  const chosen = moment.facts.filter((fact) => isChosen(aggregate.events, fact, moment))
  if (aggregate.function === 'count') return { unit: 'whole', number: BigInt(chosen.length) }
  if (aggregate.function === 'gap') {
    const times = chosen.map(({ timestamp }) => timestamp)
    return times.length < 2 ? undefined : { unit: 'days', number: (times.at(-1)! - times[0]!) / (times.length - 1) / 86_400_000 }
  }
  const values = chosen.flatMap((fact) => valuesOf(aggregate.path, fact.properties))
  if (aggregate.function === 'distinct') {
    const scalars = values.filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { unit: 'whole', number: BigInt(new Set(scalars).size) }
  }
  const numbers = values.filter((value) => typeof value === 'number' && value >= -LARGEST && value <= LARGEST).map((value) => millionths(value as number))
  const sum = numbers.reduce((total, number) => total + number, 0n)
  if (aggregate.function === 'sum') return { unit: 'millionths', number: sum }
  if (numbers.length === 0) return undefined
  switch (aggregate.function) {
    case 'average':
      return { unit: 'average', number: sum, values: numbers.length }
    case 'minimum':
      return { unit: 'millionths', number: numbers.reduce((least, number) => (number < least ? number : least)) }
    case 'maximum':
      return { unit: 'millionths', number: numbers.reduce((most, number) => (number > most ? number : most)) }
  }
}

/** The two sides of a comparison with a literal. */
export function asComparable(number: AggregateNumber, literal: number): [bigint, bigint] | [number, number] {
  switch (number.unit) {
    case 'whole':
      return [number.number, BigInt(literal)]
    case 'millionths':
      return [number.number, millionths(literal)]
    case 'average':
      assert(number.values > 0, 'an average is of something')
      return [double(number.number) / number.values, Math.floor(literal * 1e6 + 0.5)]
    case 'days':
      return [number.number, literal]
  }
}

export function asDouble(number: AggregateNumber): number {
  switch (number.unit) {
    case 'whole':
      return Number(number.number)
    case 'millionths':
      return double(number.number) / 1e6
    case 'average':
      return double(number.number) / number.values / 1e6
    case 'days':
      return number.number
  }
}

function millionths(value: number): bigint {
  return BigInt(Math.floor(value * 1e6 + 0.5))
}

/** Of a whole number of any size, in two parts, as the definition has it. */
function double(whole: bigint): number {
  const low = BigInt.asUintN(32, whole)
  return Number((whole - low) / 2n ** 32n) * 2 ** 32 + Number(low)
}
