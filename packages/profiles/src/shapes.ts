import { s } from '@touchstone/governance'

/** The number of a person in a path. */
export const personId = s.coerce.number({ error: 'expected the number of a person' }).int().min(1).max(Number.MAX_SAFE_INTEGER).describe('the number of a person, also one that was merged into another')

export const millis = s.number().describe('milliseconds since 1970 UTC')

/** Where facts came from: as the sender said, or as the network of their address tells. */
export const location = s.object({ country: s.string(), region: s.string().describe('empty where only the country is known') })

export const idType = s.string().min(1).max(64).describe('user_id, anonymous_id, email, phone, a custom type, or person for a person number')
export const idValue = s.string().min(1).max(500).describe('the identifier as the sender wrote it')

/** A computed trait of a person. */
export const computedTrait = s.object({
  name: s.string(),
  value: s.union([s.string(), s.number(), s.boolean()]).nullable(),
  count: s.number().nullable(),
  happened: millis.nullable().describe('when the event of a first or last value happened'),
  version: s.number(),
  position: s.number(),
  state: s.enum(['backfilling', 'live']),
})

/** An identifier as it is shown: a personal one is masked. */
export const identifier = s.object({ type: s.string(), value: s.string(), personal: s.boolean() })
