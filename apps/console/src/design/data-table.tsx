// The table of every list. It draws only the rows in view, asks for more before the end is reached, keeps its header in
// sight, and is walked with the keyboard. Sorting and the choice of columns belong to the screen, which keeps them in the
// URL. With `onMore` the server sorts and pages, for lists of any length; without it, all rows are here and are sorted here.
import { useTable } from '@tanstack/react-table'
import type { RowData } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { text } from '../text/index.ts'
import { ColumnChoice } from './column-choice.tsx'
import classes from './data-table.module.css'
import { useLetterKeys } from './letter-keys.ts'
import { useListKeys } from './list-keys.ts'
import { features } from './table-columns.ts'
import type { Column, ColumnLook } from './table-columns.ts'
import { TableHead } from './table-head.tsx'

export interface Sort {
  readonly by: string
  readonly descending: boolean
}

export interface DataTableProps<Row extends RowData> {
  /** What the list holds, for those who listen. */
  readonly label: string
  /** Stable: at module level or memoised. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  /** Whether there is anything to open: every row unless given. */
  readonly opens?: (row: Row) => boolean
  readonly sort?: Sort | undefined
  readonly onSort?: (sort: Sort | undefined) => void
  /** Ids of columns that are left out. */
  readonly hidden?: readonly string[]
  readonly onHide?: (hidden: readonly string[]) => void
  /** How many there are on the server, where that is known. */
  readonly total?: number
  /** Asks for the next page; absent when all rows are here. */
  readonly onMore?: (() => void) | undefined
  readonly isAsking?: boolean
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode
}

const ROW = 40
/** Rows before the end at which the next page is asked for. */
const AHEAD = 30
const NONE: readonly string[] = []
/** Of a column that says nothing about itself, and of the padding at both ends of a row. In pixels. */
const WIDTH = 120
const AROUND = 48

export function DataTable<Row extends RowData>({ columns, rows, idOf, sort, onSort, hidden = NONE, onHide, onMore, empty, ...rest }: DataTableProps<Row>) {
  const table = useTable({
    features,
    columns: columns as Column<Row>[],
    data: rows as Row[],
    getRowId: idOf,
    manualSorting: onMore !== undefined,
    enableSortingRemoval: true,
    state: {
      sorting: useMemo(() => (sort === undefined ? [] : [{ id: sort.by, desc: sort.descending }]), [sort]),
      columnVisibility: useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]),
    },
    onSortingChange: (update) => {
      const next = typeof update === 'function' ? update(sort === undefined ? [] : [{ id: sort.by, desc: sort.descending }]) : update
      onSort?.(next[0] === undefined ? undefined : { by: next[0].id, descending: next[0].desc })
    },
  })
  const leaves = table.getVisibleLeafColumns()
  const template = leaves.map(({ columnDef }) => trackOf(columnDef.meta)).join(' ')
  const least = leaves.reduce((sum, { columnDef }) => sum + (columnDef.meta?.width ?? WIDTH), AROUND)
  if (rows.length === 0 && empty !== undefined) return empty
  return (
    <div className={classes.table}>
      <Grid table={table} style={{ '--columns': template, '--least': `${least}px` }} onMore={onMore} hasChoice={onHide !== undefined} {...rest} />
      {onHide === undefined ? null : (
        <ColumnChoice
          columns={table.getAllLeafColumns().map(({ id, columnDef }) => ({ id, label: columnDef.meta?.label ?? String(columnDef.header), always: columnDef.meta?.always === true }))}
          hidden={hidden}
          onHide={onHide}
        />
      )}
    </div>
  )
}

function trackOf({ width = WIDTH, grow = 0 }: ColumnLook = {}): string {
  return grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`
}

type Table<Row extends RowData> = ReturnType<typeof useTable<typeof features, Row>>
type GridProps<Row extends RowData> = Pick<DataTableProps<Row>, 'label' | 'onOpen' | 'opens' | 'total' | 'onMore' | 'isAsking'> & { readonly table: Table<Row>; readonly style: CSSProperties; readonly hasChoice: boolean }

function Grid<Row extends RowData>({ table, style, label, onOpen, opens = () => onOpen !== undefined, total, onMore, isAsking = false, hasChoice }: GridProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [letters] = useLetterKeys()
  const { rows } = table.getRowModel()
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12, scrollPaddingStart: ROW, getItemKey: (index) => rows[index].id })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (!isAsking && last >= rows.length - AHEAD) onMore?.()
  }, [last, rows.length, isAsking, onMore])
  const focusRow = (index: number): void => {
    virtual.scrollToIndex(index)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }))
  }
  const open = (row: Row): void => {
    if (opens(row)) onOpen?.(row)
  }
  const keys = useListKeys({ count: rows.length, letters, onMove: focusRow, onOpen: (index) => open(rows[index].original) })
  return (
    <div ref={scroller} className={classes.scroller} data-choice={hasChoice || undefined} role="grid" aria-label={label} aria-rowcount={(total ?? rows.length) + 1} aria-busy={isAsking} style={style} onKeyDown={keys.onKeyDown}>
      <TableHead headers={table.getHeaderGroups()[0].headers} />
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 2}
            data-index={index}
            data-list-row={index === keys.at || undefined}
            tabIndex={index === keys.at ? 0 : -1}
            className={classes.row}
            style={{ transform: `translateY(${start}px)` }}
            onFocus={() => keys.setAt(index)}
            onClick={(event) => {
              if ((event.target as HTMLElement).closest('a, button, input') === null && getSelection()?.isCollapsed !== false) open(rows[index].original)
            }}
            data-opens={opens(rows[index].original) || undefined}
          >
            {rows[index].getVisibleCells().map((cell) => (
              <div key={cell.id} role="gridcell" className={classes.cell} data-align={cell.column.columnDef.meta?.align}>
                <table.FlexRender cell={cell} />
              </div>
            ))}
          </div>
        ))}
      </div>
      {isAsking ? <div className={classes.asking} role="status" children={text.table.asking} /> : null}
    </div>
  )
}
