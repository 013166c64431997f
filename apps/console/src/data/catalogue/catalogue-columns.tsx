import { Count } from '../../design/figures.tsx'
import { Hint } from '../../design/hint.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { columnsOf } from '../../design/table-columns.ts'
import { ClassBadge } from '../../people/class-badge.tsx'
import { text } from '../../text/index.ts'
import classes from './catalogue.module.css'
import type { Row } from './rows.ts'

const words = text.catalogue
const column = columnsOf<Row>()

const name = column.accessor('name', {
  header: words.column.name,
  sortFn: 'text',
  meta: { width: 190, grow: 2, always: true },
  cell: ({ row: { original } }) => (original.name === '' ? <span className={classes.soft} children={words.noName} /> : <bdi className={`clip ${classes.name}`} title={original.name} children={original.name} />),
})
const first = column.accessor('first', { header: words.column.first, meta: { width: 110 }, cell: ({ row }) => <Moment at={row.original.first} /> })
const last = column.accessor('last', { header: words.column.last, meta: { width: 110 }, cell: ({ row }) => <Moment at={row.original.last} /> })
const description = column.accessor('description', {
  header: words.column.description,
  enableSorting: false,
  meta: { width: 160, grow: 2 },
  cell: ({ row: { original } }) => <bdi className={`clip ${classes.soft}`} title={original.description ?? undefined} children={original.description} />,
})
const facts = (header: string) => column.accessor('facts', { header, sortDescFirst: true, meta: { width: 90, align: 'end' }, cell: ({ row }) => <Count value={row.original.facts} /> })

export const EVENT_COLUMNS = column.columns([
  name,
  column.accessor('type', { header: words.column.type, meta: { width: 90 }, cell: ({ row }) => row.original.type }),
  facts(words.column.facts),
  column.accessor('fields', { header: words.column.fields, sortDescFirst: true, meta: { width: 100, align: 'end' }, cell: ({ row }) => <Count value={row.original.fields ?? 0} /> }),
  first,
  last,
  description,
])

export const FIELD_COLUMNS = column.columns([
  name,
  column.accessor('class', { header: words.column.class, sortFn: 'text', meta: { width: 165 }, cell: ({ row }) => <Class row={row.original} /> }),
  column.display({ id: 'kinds', header: words.column.kinds, meta: { width: 120 }, cell: ({ row }) => <Kinds row={row.original} /> }),
  facts(words.column.readable),
  column.accessor('sealed', { header: words.column.sealed, enableSorting: false, meta: { width: 80, align: 'end' }, cell: ({ row }) => <Count value={row.original.sealed ?? 0} /> }),
  column.display({ id: 'example', header: words.column.example, meta: { width: 140, grow: 1 }, cell: ({ row }) => <Example row={row.original} /> }),
  first,
  last,
  description,
])

/** How protected it is, and why. */
function Class({ row: { class: given, origin } }: { readonly row: Row }) {
  if (given === undefined || origin === undefined) return null
  return (
    <span className={classes.class}>
      <ClassBadge of={given} />
      <Hint label={words.originWhy[origin]}>
        <span className={classes.origin} children={words.origin[origin]} />
      </Hint>
    </span>
  )
}

function Kinds({ row: { kinds = [] } }: { readonly row: Row }) {
  const shown = kinds.map(({ kind }) => words.kind[kind]).join(', ')
  return <span className="clip" title={kinds.map(({ kind, facts: count }) => `${words.kind[kind]}: ${formatCount(count)}`).join('\n')} children={shown} />
}

function Example({ row: { example } }: { readonly row: Row }) {
  if (typeof example === 'string') return <bdi className="mono clip" title={example} children={example} />
  return <span className={classes.soft} title={words.noExampleWhy} children={words.noExample} />
}
