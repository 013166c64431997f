import type { Comparison } from '../check/tree.ts'
import { Truth } from '../truth.ts'

/** Whether a comparison holds, given the sign of left − right. */
export type SignTest = (sign: number) => boolean

const TESTS: Readonly<Record<Comparison, SignTest>> = {
  '=': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
}

export function signTest(operator: Comparison): SignTest {
  return TESTS[operator]
}

/** −1, 0 or 1; also where left − right is not a number, as for infinities. */
export function signOf(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0
}

export function truthOf(holds: boolean): Truth {
  return holds ? Truth.TRUE : Truth.FALSE
}
