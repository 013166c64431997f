import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { accountName, nameShown } from '../accounts/account-shapes.ts'
import { readBelonging } from '../accounts/belonging.ts'
import { findPersonById } from '../find-person.ts'
import type { ProfilePorts } from '../ports.ts'
import { millis, personId } from '../shapes.ts'

export const getPersonAccounts = ({ profiles, queryHistory, historyThrough }: ProfilePorts) =>
  operation({
    name: 'profiles.get-person-accounts',
    method: 'GET',
    path: 'profiles/{personId}/accounts',
    summary: 'The accounts that one person belongs to, and when they did',
    description:
      'Several at once and one after the other. `belongs` is how it is now, by the newest word about it; `periods` are told by ' +
      'everything that was said, in the order in which it happened, up to the log position `through`: a word that came late has its place.',
    input: s.object({ personId }),
    output: s.object({
      person: s.number(),
      through: s.number(),
      accounts: s.array(
        s.object({
          ...accountName,
          belongs: s.boolean(),
          said: millis.describe('when that was last said'),
          periods: s.array(s.object({ from: millis, to: millis.nullable().describe('null: still') })),
        }),
      ),
    }),
    permission: 'profiles:read',
    audit: 'read the accounts of person {personId}',
    example: {
      input: { personId: 1042 },
      output: {
        person: 1042,
        through: 2304,
        accounts: [{ account: 17, type: 'group_id', value: 'acme', personal: false, belongs: true, said: 1_760_000_000_000, periods: [{ from: 1_750_000_000_000, to: 1_755_000_000_000 }, { from: 1_760_000_000_000, to: null }] }],
      },
    },
    async handler(input) {
      const person = findPersonById(profiles, input.personId)
      if (!person.ok) return person
      const through = historyThrough()
      const words = profiles.accounts.wordsOf(person.value)!
      const periods = await readBelonging(queryHistory, profiles.idsOf(person.value)!)
      if (!periods.ok) return periods
      const accounts = words.flatMap(({ account, belongs, happened }) => {
        const id = profiles.accounts.numberOf(account)
        const known = id === undefined ? undefined : profiles.accounts.account(id)
        return known === undefined ? [] : [{ ...nameShown(known), belongs, said: happened, periods: periods.value.get(account) ?? [] }]
      })
      return ok({ person: person.value, through, accounts })
    },
  })
