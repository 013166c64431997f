import { s } from '@touchstone/governance'
import { millis } from '../shapes.ts'
import type { WholeHousehold } from './households.ts'

export const householdId = s.coerce.number({ error: 'expected the number of a household' }).int().min(1).max(Number.MAX_SAFE_INTEGER).describe('the number of a household')

export const household = s.object({
  household: s.number(),
  name: s.string(),
  why: s.string().describe('why it is one, as staff said'),
  createdAt: millis,
  createdBy: s.string(),
  members: s.array(s.number()).describe('who is in it now'),
  stays: s.array(
    s.object({ person: s.number(), from: millis, by: s.string(), to: millis.nullable().describe('null: still'), removedBy: s.string().nullable() }),
  ),
})

export const householdExample = {
  household: 3, name: 'Hauptstraße 5a', why: 'same address', createdAt: 1_760_000_000_000, createdBy: 'key_4f1a9c2be07d', members: [1042, 1107],
  stays: [
    { person: 1042, from: 1_760_000_000_000, by: 'key_4f1a9c2be07d', to: null, removedBy: null },
    { person: 1107, from: 1_760_000_000_000, by: 'key_4f1a9c2be07d', to: null, removedBy: null },
  ],
}

export function householdShown({ id, createdAt, subject, members, stays, ...rest }: WholeHousehold) {
  return { household: id, ...rest, createdAt, createdBy: subject, members: [...members], stays: stays.map((one) => ({ ...one })) }
}
