import { assert } from '@touchstone/base'
import { RESERVED } from './words.ts'

/** `value` as a text of the language, in double quotes; control characters and line separators are escaped. */
export function quoteText(value: string): string {
  assert(value.isWellFormed(), 'a text of a condition holds whole characters')
  return `"${value.replace(/["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, escapeOne)}"`
}

function escapeOne(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  if (character === '\n') return '\\n'
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/

/** A trait as a condition names it: bare where possible. */
export function traitText(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name.toLowerCase()) ? name : `trait(${quoteText(name)})`
}

/** An event with a property path: `"Order Completed".cart."odd name"`. */
export function propertyText(event: string, path: readonly string[]): string {
  return [quoteText(event), ...path.map((name) => (PLAIN.test(name) ? name : quoteText(name)))].join('.')
}
