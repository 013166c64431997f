// Numbers made of events, as SQL over whatever holds them: columns, or in the past the elements of aligned arrays. Sums
// are whole millionths (Int128) and become doubles only to be compared with other numbers; the double of a whole number
// is made of two parts of 32 bits, as the definition has it, because engines round wide integers in ways of their own.
import type { Comparison } from '../check/tree.ts'
import { asked, compared, every, YES } from './logic.ts'
import type { Parameters } from './parameters.ts'

export interface Quantity {
  /** Whether it has a value. */
  readonly known: string
  /** What a literal is compared with. */
  readonly plain: string
  /** What the literal is turned into for that. */
  readonly unit: 'whole' | 'micros' | 'double micros' | 'double'
  /** What another quantity is compared with. */
  readonly double: string
}

/** Of a count or of distinct values. */
export function wholeQuantity(number: string, known: string = YES): Quantity {
  return { known, plain: number, unit: 'whole', double: `toFloat64(${number})` }
}

/** Of a sum, a minimum or a maximum: `micros` is a whole number of at most 128 bits. */
export function microsQuantity(micros: string, known: string = YES): Quantity {
  return { known, plain: micros, unit: 'micros', double: `(${doubleOf(micros)} / 1e6)` }
}

export function averageQuantity(sum: string, count: string, known: string = YES): Quantity {
  const plain = `(${doubleOf(sum)} / toFloat64(${count}))`
  return { known: every([known, `${count} > 0`]), plain, unit: 'double micros', double: `(${plain} / 1e6)` }
}

/** Of the mean time between `count` events, in days: `first` and `last` are when the earliest and the latest happened. */
export function gapQuantity(count: string, first: string, last: string, known: string = YES): Quantity {
  const plain = `((toFloat64(${last}) - toFloat64(${first})) / (toFloat64(${count}) - 1.) / 86400000.)`
  return { known: every([known, `${count} > 1`]), plain, unit: 'double', double: plain }
}

function doubleOf(whole: string): string {
  const wide = `toInt128(${whole})`
  return `(toFloat64(toInt64(bitShiftRight(${wide}, 32))) * 4294967296. + toFloat64(toInt64(bitAnd(${wide}, 4294967295))))`
}

/** Against a literal: whether it is true, or, unless `wanted`, whether it is false. */
export function measureHolds({ known, plain, unit }: Quantity, operator: Comparison, value: number, wanted: boolean, parameters: Parameters): string {
  return every([known, compared(plain, asked(operator, wanted), literalOf(unit, value, parameters))])
}

function literalOf(unit: Quantity['unit'], value: number, parameters: Parameters): string {
  switch (unit) {
    case 'whole':
      return parameters.count(value)
    case 'micros':
      return parameters.micros(microsOf(value))
    case 'double micros':
      return parameters.double(Math.floor(value * 1e6 + 0.5))
    case 'double':
      return parameters.double(value)
  }
}

/** Millionths of a literal. */
export function microsOf(value: number): bigint {
  return BigInt(Math.floor(value * 1e6 + 0.5))
}

/** left (op) factor × right. */
export function relationHolds(left: Quantity, operator: Comparison, factor: number, right: Quantity, wanted: boolean, parameters: Parameters): string {
  const scaled = factor === 1 ? right.double : `(${parameters.double(factor)} * ${right.double})`
  return every([left.known, right.known, compared(left.double, asked(operator, wanted), scaled)])
}

/** numerator / denominator (op) value; nothing where the denominator is 0. */
export function ratioHolds(numerator: Quantity, denominator: Quantity, operator: Comparison, value: number, wanted: boolean, parameters: Parameters): string {
  const ratio = `(${numerator.double} / ${denominator.double})`
  return every([numerator.known, denominator.known, `${denominator.double} != 0`, compared(ratio, asked(operator, wanted), parameters.double(value))])
}
