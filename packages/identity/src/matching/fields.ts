// The fields two records are compared by, and how alike two values can be: one level each. A level is a small number, so
// that all of a pair's levels fit into one number, the pattern, and pairs can be counted by pattern.
import { assert } from '@touchstone/base'

export const FIELDS = ['given', 'family', 'birth', 'postcode', 'phone', 'email'] as const
export type Field = (typeof FIELDS)[number]

/** The level of a field that one of the two records does not have: it says nothing, neither for nor against. */
export const MISSING = 0

// From least to most alike. 0 is kept for MISSING.
export const Given = { DIFFERENT: 1, ALIKE: 2, CLOSE: 3, SHORT: 4, SWAPPED: 5, SAME: 6 } as const
export const Family = { DIFFERENT: 1, ALIKE: 2, CLOSE: 3, PART: 4, SAME: 5 } as const
export const Birth = { DIFFERENT: 1, NEAR: 2, DIGIT: 3, SWAPPED: 4, SAME: 5 } as const
export const Postcode = { DIFFERENT: 1, AREA: 2, DIGIT: 3, SAME: 4 } as const
export const Phone = { DIFFERENT: 1, DIGIT: 2, SAME: 3 } as const
export const Email = { DIFFERENT: 1, CLOSE: 2, USER: 3, SAME: 4 } as const

/** In plain English, by level; what an answer says of a pair. */
const WORDS: Readonly<Record<Field, readonly string[]>> = {
  given: ['not in both', 'different given names', 'given names a little alike', 'given names but for a letter or two', 'a short form, initial or part of the given name', 'given and family name swapped', 'same given name'],
  family: ['not in both', 'different family names', 'family names a little alike', 'family names but for a letter or two', 'one part of a double family name', 'same family name'],
  birth: ['not in both', 'different dates of birth', 'dates of birth with two parts of three the same', 'dates of birth with one wrong digit', 'date of birth with day and month swapped', 'same date of birth'],
  postcode: ['not in both', 'different postcodes', 'postcodes of one area', 'postcodes with one wrong character', 'same postcode'],
  phone: ['not in both', 'different phone numbers', 'phone numbers with one wrong digit', 'same phone number'],
  email: ['not in both', 'different email addresses', 'email addresses but for a letter', 'same email name at another provider', 'same email address'],
}

/** Levels of a field, MISSING included. */
export const LEVELS: readonly number[] = FIELDS.map((field) => WORDS[field].length)
/** The level of each field at which both values are the same. */
export const SAME: readonly number[] = [Given.SAME, Family.SAME, Birth.SAME, Postcode.SAME, Phone.SAME, Email.SAME]
/** Patterns there can be. */
export const PATTERNS = LEVELS.reduce((product, levels) => product * levels, 1)

const STRIDES: readonly number[] = LEVELS.map((_, at) => LEVELS.slice(0, at).reduce((product, levels) => product * levels, 1))

/** All levels of a pair as one number below PATTERNS. */
export function patternOf(levels: ArrayLike<number>): number {
  assert(levels.length === FIELDS.length, 'a pair has a level for each field')
  let pattern = 0
  for (let i = 0; i < STRIDES.length; i++) pattern += levels[i]! * STRIDES[i]!
  return pattern
}

/** The level of the field number `at`. */
export function levelOf(pattern: number, at: number): number {
  return Math.floor(pattern / STRIDES[at]!) % LEVELS[at]!
}

/** Whether the level speaks of one and the same value, whose frequency then counts. */
export function isSame(at: number, level: number): boolean {
  return level === SAME[at]
}

export function wordsOf(at: number, level: number): string {
  return WORDS[FIELDS[at]!][level]!
}
