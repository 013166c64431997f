import { Truth } from '../truth.ts'

const KLEENE_AND: Readonly<Record<Truth, Readonly<Record<Truth, Truth>>>> = {
  [Truth.FALSE]: { [Truth.FALSE]: Truth.FALSE, [Truth.TRUE]: Truth.FALSE, [Truth.UNKNOWN]: Truth.FALSE },
  [Truth.TRUE]: { [Truth.FALSE]: Truth.FALSE, [Truth.TRUE]: Truth.TRUE, [Truth.UNKNOWN]: Truth.UNKNOWN },
  [Truth.UNKNOWN]: { [Truth.FALSE]: Truth.FALSE, [Truth.TRUE]: Truth.UNKNOWN, [Truth.UNKNOWN]: Truth.UNKNOWN },
}

export function and(a: Truth, b: Truth): Truth {
  return KLEENE_AND[a][b]
}

export function not(a: Truth): Truth {
  return { [Truth.FALSE]: Truth.TRUE, [Truth.TRUE]: Truth.FALSE, [Truth.UNKNOWN]: Truth.UNKNOWN }[a]
}

/** Or, by De Morgan. */
export function or(a: Truth, b: Truth): Truth {
  return not(and(not(a), not(b)))
}

export function known(value: boolean): Truth {
  return value ? Truth.TRUE : Truth.FALSE
}
