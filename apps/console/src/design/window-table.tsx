// The table of a list that is far longer than what of it is here: rows come in windows as one looks at them, and the scroll
// bar is that of the whole list. Order, filter and columns belong to the screen; the server sorts. Looks and keys are those
// of DataTable, which is for lists that are here as a whole or grow at their end.
import { useTable } from '@tanstack/react-table'
import type { RowData } from '@tanstack/react-table'
import { useEffect, useMemo, useRef } from 'react'
import type { CSSProperties } from 'react'
import { text } from '../text/index.ts'
import { ColumnChoice } from './column-choice.tsx'
import classes from './data-table.module.css'
import type { Sort } from './data-table.tsx'
import { useFarVirtualizer } from './far-virtualizer.ts'
import { useLetterKeys } from './letter-keys.ts'
import { useListKeys } from './list-keys.ts'
import { features } from './table-columns.ts'
import type { Column } from './table-columns.ts'
import { TableHead } from './table-head.tsx'

export interface WindowTableProps<Row extends RowData> {
  readonly label: string
  /** Stable: at module level or memoised. */
  readonly columns: readonly Column<Row>[]
  /** How many rows there are. */
  readonly total: number
  /** Undefined while it is on its way. Stable as long as the rows are the same. */
  readonly rowAt: (index: number) => Row | undefined
  /** What is looked at, with some rows around it. */
  readonly onLook: (first: number, last: number) => void
  readonly onOpen: (row: Row) => void
  readonly sort: Sort | undefined
  readonly onSort: (sort: Sort | undefined) => void
  readonly hidden: readonly string[]
  readonly onHide: (hidden: readonly string[]) => void
  /** Changes when another list begins, which is looked at from its start. */
  readonly list: string
  readonly isAsking: boolean
}

const ROW = 40
const HEAD = 35
const WIDTH = 120
const AROUND = 48

export function WindowTable<Row extends RowData>({ label, columns, total, rowAt, onLook, onOpen, sort, onSort, hidden, onHide, list, isAsking }: WindowTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [letters] = useLetterKeys()
  const far = useFarVirtualizer(scroller, total, ROW)
  const first = far.rows[0]?.index ?? 0
  const last = far.rows.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= first) onLook(first, last)
  }, [first, last, onLook])
  // An order that was taken anew is another list: the eye begins at its start.
  useEffect(() => void scroller.current?.scrollTo({ top: 0 }), [list])
  const here = useMemo(() => rowsHere(first, last, rowAt), [first, last, rowAt])
  const sorting = useMemo(() => (sort === undefined ? [] : [{ id: sort.by, desc: sort.descending }]), [sort])
  const table = useTable({
    features,
    columns: columns as Column<Row>[],
    data: useMemo(() => here.map(({ row }) => row), [here]),
    manualSorting: true,
    enableSortingRemoval: true,
    state: { sorting, columnVisibility: useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]) },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sorting) : update
      onSort(next && { by: next.id, descending: next.desc })
    },
  })
  const leaves = table.getVisibleLeafColumns()
  const drawn = new Map(table.getRowModel().rows.map((row, i) => [here[i].index, row]))
  const focusRow = (index: number): void => {
    far.show(index, HEAD)
    // The row is drawn with the next frame, when the view has moved there.
    requestAnimationFrame(() => requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true })))
  }
  const open = (index: number): void => openRow(rowAt(index), onOpen)
  const keys = useListKeys({ count: total, letters, onMove: focusRow, onOpen: open })
  // The row that the Tab key reaches is one that is drawn.
  const at = Math.min(last, Math.max(first, keys.at))
  return (
    <div className={classes.table}>
      <div ref={scroller} className={classes.scroller} data-choice role="grid" aria-label={label} aria-rowcount={total + 1} aria-busy={isAsking} style={styleOf(leaves)} onKeyDown={keys.onKeyDown}>
        <TableHead headers={table.getHeaderGroups()[0].headers} />
        <div role="rowgroup" className={classes.body} style={{ height: far.height }}>
          {far.rows.map(({ index, top }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              data-index={index}
              data-list-row={index === at || undefined}
              data-opens={drawn.has(index) || undefined}
              tabIndex={index === at ? 0 : -1}
              className={classes.row}
              style={{ transform: `translateY(${top}px)` }}
              onFocus={() => keys.setAt(index)}
              onClick={(event) => {
                if ((event.target as HTMLElement).closest('a, button, input') === null && getSelection()?.isCollapsed !== false) open(index)
              }}
            >
              {drawn.get(index)?.getVisibleCells().map((cell) => (
                <div key={cell.id} role="gridcell" className={classes.cell} data-align={cell.column.columnDef.meta?.align}>
                  <table.FlexRender cell={cell} />
                </div>
              )) ?? <OnItsWay ids={leaves.map(({ id }) => id)} />}
            </div>
          ))}
        </div>
      </div>
      <ColumnChoice columns={table.getAllLeafColumns().map(({ id, columnDef }) => ({ id, label: columnDef.meta?.label ?? String(columnDef.header), always: columnDef.meta?.always === true }))} hidden={hidden} onHide={onHide} />
    </div>
  )
}

function rowsHere<Row>(first: number, last: number, rowAt: (index: number) => Row | undefined): { readonly index: number; readonly row: Row }[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({ index: first + i, row: rowAt(first + i) })).filter((one): one is { index: number; row: Row } => one.row !== undefined)
}

function openRow<Row>(row: Row | undefined, onOpen: (row: Row) => void): void {
  if (row !== undefined) onOpen(row)
}

/** A row whose values have not come yet. */
function OnItsWay({ ids }: { readonly ids: readonly string[] }) {
  return ids.map((id, at) => (
    <div key={id} role="gridcell" className={classes.cell}>
      {at === 0 ? <span className="only-heard" children={text.table.onItsWay} /> : null}
      <span className={classes.blank} />
    </div>
  ))
}

function styleOf(leaves: readonly { readonly columnDef: { readonly meta?: { readonly width?: number; readonly grow?: number } } }[]): CSSProperties {
  const tracks = leaves.map(({ columnDef: { meta } }) => (meta?.grow ? `minmax(${meta.width ?? WIDTH}px, ${meta.grow}fr)` : `${meta?.width ?? WIDTH}px`))
  const least = leaves.reduce((sum, { columnDef: { meta } }) => sum + (meta?.width ?? WIDTH), AROUND)
  return { '--columns': tracks.join(' '), '--least': `${least}px` }
}
