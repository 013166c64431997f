import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { LIMITS } from '../matching/limits.ts'
import { MATCH_FIELDS } from '../matching/match-fields.ts'
import type { MatchJobs } from '../matching/match-jobs.ts'

const column = s.string().min(1).max(200).optional()

export const beginMatch = (matches: MatchJobs) =>
  operation({
    name: 'profiles.begin-match',
    method: 'POST',
    path: 'profiles/matches',
    summary: 'Begin to compare a list that shares no keys: with itself, and with the people who are known',
    description:
      `Finds who is likely the same person by names, date of birth, postcode, phone and email. It only proposes: nothing is merged. The list (at most ${LIMITS.ROWS} rows) comes with profiles.add-match-rows in parts, then profiles.run-match starts. ` +
      'To compare it with known people, their personal values are opened in small slices; they and the list stay in the memory of a thread of its own, which ends with the comparison. ' +
      `A list to which nothing is added for ${LIMITS.IDLE / 60_000} minutes is thrown away; at most ${LIMITS.OPEN} are under way at a time.`,
    input: s.object({
      columns: s.object({ given: column, family: column, name: column, birth: column, postcode: column, phone: column, email: column, id: column }).describe('by field the name of its column; `name` is a full name, instead of the two; `id` is what the list calls a row'),
      against: s.enum(['list', 'people', 'both']).default('both').describe('list: duplicates within it; people: only matches with known people'),
      delimiter: s.string().length(1).default(',').describe('between the cells of CSV'),
      dates: s.enum(['day-first', 'month-first']).default('day-first').describe('how 03/04/1990 is meant; 1990-04-03 and 3.4.1990 need no telling'),
    }),
    output: s.object({ id: s.string() }),
    permission: 'profiles:reveal',
    audit: 'began to compare a list against {against}',
    example: {
      input: { columns: { given: 'First name', family: 'Last name', birth: 'Date of birth', postcode: 'ZIP', email: 'E-mail', id: 'Customer no' }, against: 'both', delimiter: ';', dates: 'day-first' },
      output: { id: 'mt_7c1e0a94' },
    },
    async handler({ columns, against, delimiter, dates }, caller) {
      if (!MATCH_FIELDS.some((field) => columns[field] !== undefined)) return fail('profiles.match-columns', `expected the column of at least one of ${MATCH_FIELDS.join(', ')}, got none`)
      const given = Object.fromEntries(Object.entries(columns).filter(([, name]) => name !== undefined))
      const begun = matches.begin(caller.subject, { columns: given, delimiter, dates }, { within: against !== 'people', across: against !== 'list' })
      return begun.ok ? ok({ id: begun.value }) : begun
    },
  })
