import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { USUAL_SORT } from './question.ts'
import type { ListedPerson, Trait } from '../api/people.ts'
import { Count } from '../design/figures.tsx'
import { Moment } from '../design/moment.tsx'
import { columnsOf } from '../design/table-columns.ts'
import type { Column } from '../design/table-columns.ts'
import { text } from '../text/index.ts'
import classes from './people.module.css'
import { Identifier, Value } from './value.tsx'

const words = text.people.column
const column = columnsOf<ListedPerson>()

const OWN = [
  column.accessor('person', { header: words.person, sortDescFirst: true, meta: { width: 130, always: true }, cell: ({ row }) => <Person of={row.original} /> }),
  column.accessor('identifiers', { header: words.identifiers, enableSorting: false, meta: { width: 220, grow: 3 }, cell: ({ row }) => <KnownAs of={row.original} /> }),
  column.accessor('lastSeen', { header: words.lastSeen, sortDescFirst: true, meta: { width: 120 }, cell: ({ row }) => <Moment at={row.original.lastSeen} /> }),
  column.accessor('firstSeen', { header: words.firstSeen, sortDescFirst: true, meta: { width: 120 }, cell: ({ row }) => <Moment at={row.original.firstSeen} /> }),
  column.accessor('facts', { header: words.facts, sortDescFirst: true, meta: { width: 90, align: 'end' }, cell: ({ row }) => <Count value={row.original.facts} /> }),
]

export const OWN_COLUMNS = ['person', 'identifiers', 'lastSeen', 'firstSeen', 'facts'] as const
const SHOWN_TRAITS = 2

/** Traits that may stand in a list, the most frequent first. What is personal stays with the person; parts of objects come as a whole. */
export function listableTraits(traits: readonly Trait[]): readonly Trait[] {
  return traits.filter((one) => (one.class === 'internal' || one.class === 'public') && !one.field.includes('.') && one.sealedFacts < one.facts)
}

/** What is shown where the address says nothing of it. */
export function usualColumns(traits: readonly Trait[]): readonly string[] {
  return [...OWN_COLUMNS, ...traits.slice(0, SHOWN_TRAITS).map(({ field }) => `traits.${field}`)]
}

export function columnsFor(traits: readonly Trait[]): readonly Column<ListedPerson>[] {
  return column.columns([...OWN, ...traits.map(traitColumn)])
}

function traitColumn({ field, kinds }: Trait) {
  const isNumber = kinds[0]?.kind === 'number'
  return column.accessor((row) => row.traits[field], {
    id: `traits.${field}`,
    header: field,
    sortDescFirst: isNumber,
    meta: { width: 130, grow: 1, ...(isNumber ? { align: 'end' as const } : {}) },
    cell: ({ row }) => <Value value={row.original.traits[field]} />,
  })
}

/** Whether the list is as it is without anybody's choice. */
export function isUsual(sort: string | undefined, up: boolean): boolean {
  return (sort === undefined || sort === USUAL_SORT) && !up
}

function Person({ of: { person, mergedInto } }: { readonly of: ListedPerson }) {
  return (
    <>
      <Anchor component={Link} to={`/people/${person}`} tabIndex={-1} className="number" fw={500} inherit>
        {person}
      </Anchor>
      {mergedInto === null ? null : <span className={classes.merged}>{text.people.nowPerson(mergedInto)}</span>}
    </>
  )
}

function KnownAs({ of: { identifiers } }: { readonly of: ListedPerson }) {
  // What the sender calls a person says more than what a browser calls itself.
  const [first, ...others] = identifiers.toSorted((a, b) => Number(b.type === 'user_id') - Number(a.type === 'user_id'))
  return (
    <>
      {first === undefined ? null : <Identifier {...first} />}
      {others.length === 0 ? null : (
        <span className={classes.others} title={others.map(({ type, value }) => `${type}: ${value}`).join('\n')}>
          {text.people.more(others.length)}
        </span>
      )}
    </>
  )
}
