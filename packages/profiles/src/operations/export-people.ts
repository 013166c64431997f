import { ok } from '@touchstone/base'
import { download, operation, s } from '@touchstone/governance'
import { peopleAsCsv } from '../people/export-csv.ts'
import { columnNames, filterFields, readColumns } from '../people/list-shapes.ts'
import type { PeopleLists } from '../people/people-lists.ts'
import type { ProfilePorts } from '../ports.ts'

const DEFAULT_COLUMNS = ['person', 'firstSeen', 'lastSeen', 'facts']

export const exportPeople = (ports: ProfilePorts, lists: PeopleLists) =>
  operation({
    name: 'profiles.export-people',
    method: 'GET',
    path: 'profiles/people.csv',
    summary: 'The people of a list as a CSV file',
    description:
      'The same people in the same order as `profiles.list-people` has them: with its `list` those of that very list, otherwise those ' +
      'of the question given here. Values are those of the moment at which their line is made, instants in ISO 8601, lists and objects as ' +
      'JSON. UTF-8 with a byte order mark, lines as in RFC 4180, every text in quotes. A text that a spreadsheet would take for a formula ' +
      'has an apostrophe in front. Personal identifiers are masked, personal traits refused.',
    input: s.object({
      ...filterFields,
      list: s.string().max(60).optional().describe('the `list` of an answer of list-people; the question is not needed then'),
      columns: columnNames.default(DEFAULT_COLUMNS).describe('person, firstSeen, lastSeen, facts, identifiers, traits.<name>'),
    }),
    output: download('text/csv; charset=utf-8'),
    permission: 'profiles:read',
    audit: 'exported people',
    example: {
      input: { where: 'country = "DE"', sort: 'person', direction: 'ascending', columns: ['person', 'lastSeen', 'traits.plan'] },
      output: '"person","lastSeen","traits.plan"\r\n1042,"2026-03-01T09:30:00.000Z","free"\r\n',
    },
    async handler({ segment, where, search, sort, direction, list, columns }) {
      const { profiles, clock } = ports
      const asked = readColumns(ports, sort, direction, columns)
      if (!asked.ok) return asked
      const opened = list === undefined ? await lists.open({ segment, where, search, order: asked.value.order }) : lists.kept(list)
      if (!opened.ok) return opened
      const day = new Date(clock.now()).toISOString().slice(0, 10)
      return ok({ fileName: `people-${day}.csv`, chunks: peopleAsCsv(profiles, opened.value.people, asked.value.columns, () => clock.now()) })
    },
  })
