import { assert } from '@touchstone/base'
import type { StepSyntax } from './tree.ts'
import { RESERVED, TEST_WORDS } from './words.ts'

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

/** The steps behind an event or a first property: `.cart."odd name"[]`. */
export function stepsText(steps: readonly StepSyntax[]): string {
  return steps.map(({ name }) => (name === undefined ? '[]' : `.${PLAIN.test(name) ? name : quoteText(name)}`)).join('')
}

/** A path that starts with a property, as filters have it; after `any` and `all` (`quantified`) fewer names can stand bare. */
export function pathText([first, ...rest]: readonly StepSyntax[], quantified: boolean): string {
  assert(first?.name !== undefined, 'a path of a filter starts with a property')
  const word = first.name.toLowerCase()
  const bare = PLAIN.test(first.name) && !RESERVED.has(word) && !(quantified && TEST_WORDS.includes(word))
  return `${bare ? first.name : quoteText(first.name)}${stepsText(rest)}`
}
