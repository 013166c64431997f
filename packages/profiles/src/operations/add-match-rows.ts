import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { MatchJobs } from '../matching/match-jobs.ts'
import { matchId } from '../matching/match-shapes.ts'

export const addMatchRows = (matches: MatchJobs) =>
  operation({
    name: 'profiles.add-match-rows',
    method: 'POST',
    path: 'profiles/matches/{id}/rows',
    summary: 'Add the next part of a list that is to be compared',
    description:
      'As CSV, the text cut anywhere (its first line has the names of the columns), or as objects by column name. Parts are numbered from 0 and come in order, since a body holds a megabyte; ' +
      'the last one may be sent again when its answer was lost. Rows are counted without the first line and without empty ones.',
    input: s.object({
      id: matchId,
      part: s.number().int().min(0).describe('from 0'),
      csv: s.string().min(1).optional(),
      rows: s.array(s.record(s.string(), s.union([s.string(), s.number(), s.null()]))).min(1).max(10_000).optional(),
    }),
    output: s.object({ rows: s.number().describe('rows so far') }),
    permission: 'profiles:reveal',
    audit: 'added part {part} to the list of comparison {id}',
    example: {
      input: { id: 'mt_7c1e0a94', part: 0, csv: 'First name;Last name;Date of birth\nAnna;Muster;17.5.1990\n' },
      output: { rows: 1 },
    },
    async handler({ id, part, csv, rows }) {
      if ((csv === undefined) === (rows === undefined)) return fail('profiles.match-rows', `expected either "csv" or "rows", got ${csv === undefined ? 'neither' : 'both'}`)
      const added = await matches.add(id, part, csv === undefined ? { rows: rows! } : { text: csv })
      return added.ok ? ok({ rows: added.value }) : added
    },
  })
