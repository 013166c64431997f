// Rules in plain English, for people who ask why an identifier was set aside.
import { typeOf } from '@touchstone/identity'
import type { IdentifierLimit, IdentityRules } from '@touchstone/vocabulary'

const LIMITS = 'limits.'
const TYPES = 'hold.types.'

/** `rule` is the path of its place in the set, `blocked` or `apart`; figures are left out where the set is not known. */
export function ruleWords(rule: string, identifier: string, set: IdentityRules | undefined): string {
  const type = typeOf(identifier)
  if (rule.startsWith(LIMITS)) {
    const named = rule.slice(LIMITS.length)
    return `nobody gets more than ${limitWords(set?.limits[named])} of type ${named === '*' ? type : named}`
  }
  if (rule.startsWith(TYPES)) {
    const named = rule.slice(TYPES.length)
    return `the two together have more than ${set?.hold.types[named] ?? 'so many'} identifiers of type ${named}`
  }
  switch (rule) {
    case 'blocked':
      return 'its value identifies nobody'
    case 'apart':
      return 'somebody decided that the two are not the same person'
    case 'caps.merges':
      return `at most ${set?.caps.merges ?? 'so many'} people become one`
    case 'caps.identifiers':
      return `nobody has more than ${set?.caps.identifiers ?? 'so many'} identifiers`
    case 'hold.shared':
      return `${type} by itself would bring along what is known of it: several people may use it`
    case 'hold.weaker':
      return `${type} by itself would bring stronger names together`
    case 'hold.identifiers':
      return `the two together have more than ${set?.hold.identifiers ?? 'so many'} identifiers`
    case 'hold.growth':
      return `the two together got more than ${limitWords(set?.hold.growth ?? undefined)} within a short time`
    default:
      return `the rule ${rule}`
  }
}

function limitWords(limit: IdentifierLimit | undefined): string {
  if (limit === undefined) return 'so many identifiers'
  const identifiers = limit.most === 1 ? '1 identifier' : `${limit.most} identifiers`
  return limit.per === 'ever' ? identifiers : `${identifiers} a ${limit.per}`
}
