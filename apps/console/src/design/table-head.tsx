import { flexRender } from '@tanstack/react-table'
import type { Header, RowData } from '@tanstack/react-table'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import classes from './data-table.module.css'
import type { features } from './table-columns.ts'

const SPOKEN = { asc: 'ascending', desc: 'descending' } as const

/** Stays in sight while rows pass below it. A header that sorts is a button and says how it sorts. */
export function TableHead<Row extends RowData>({ headers }: { readonly headers: readonly Header<typeof features, Row, unknown>[] }) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {headers.map((header) => (
          <Cell key={header.id} header={header} />
        ))}
      </div>
    </div>
  )
}

function Cell<Row extends RowData>({ header }: { readonly header: Header<typeof features, Row, unknown> }) {
  const { column } = header
  const { meta } = column.columnDef
  const sorted = column.getIsSorted()
  const words = flexRender(column.columnDef.header, header.getContext())
  return (
    <div role="columnheader" className={classes.headCell} data-align={meta?.align} aria-sort={sorted === false ? undefined : SPOKEN[sorted]}>
      {column.getCanSort() ? (
        <button type="button" className={classes.sort} onClick={() => column.toggleSorting()}>
          <span className="clip">{words}</span>
          {sorted === 'asc' ? <IconArrowUp size={13} aria-hidden="true" /> : sorted === 'desc' ? <IconArrowDown size={13} aria-hidden="true" /> : null}
        </button>
      ) : (
        <span className="clip">{words}</span>
      )}
    </div>
  )
}
