import { s } from '@touchstone/governance'
import type { FieldRules } from '@touchstone/vocabulary'
import { maskHash, maskOverridden } from '../mask.ts'
import { millis } from '../shapes.ts'
import type { Account } from './account-reader.ts'

export const accountId = s.coerce.number({ error: 'expected the number of an account' }).int().min(1).max(Number.MAX_SAFE_INTEGER).describe('the number of an account')

/** An account's identifier as it is shown: a personal one is masked. */
export const accountName = { account: s.number(), type: s.string(), value: s.string(), personal: s.boolean() }

export const account = s.object({
  ...accountName,
  first: millis.describe('the first fact that named it'),
  last: millis,
  traits: s.record(s.string(), s.object({ value: s.unknown(), happened: millis })),
})

export function nameShown({ id, type, value }: Pick<Account, 'id' | 'type' | 'value'>) {
  const personal = value.startsWith('h:')
  return { account: id, type, value: personal ? maskHash(value) : value, personal }
}

/** Without the readable values of traits that staff have protected since: an account's traits are fields of events. */
export function accountShown(one: Account, rules: FieldRules) {
  const values = maskOverridden(Object.fromEntries(Object.entries(one.traits).map(([name, { value }]) => [name, value])), 'other', rules)
  return { ...nameShown(one), first: one.first, last: one.last, traits: Object.fromEntries(Object.entries(one.traits).map(([name, { happened }]) => [name, { value: values[name], happened }])) }
}
