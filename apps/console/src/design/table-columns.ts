// Which of TanStack Table our tables use, and what a column of ours may say about itself.
import { columnVisibilityFeature, createColumnHelper, createSortedRowModel, metaHelper, rowSortingFeature, sortFns, tableFeatures } from '@tanstack/react-table'
import type { CellData, ColumnDef, RowData } from '@tanstack/react-table'

export interface ColumnLook {
  /** Width in pixels, at least. */
  readonly width?: number
  /** Its part of what is left; 0 keeps the width as it is. */
  readonly grow?: number
  readonly align?: 'end'
  /** Words for the choice of columns where the header is none. */
  readonly label?: string
  /** Cannot be left out. */
  readonly always?: true
}

export const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
  columnMeta: metaHelper<ColumnLook>(),
})

export type Column<Row extends RowData> = ColumnDef<typeof features, Row, CellData>

/** `columnsOf<Row>().accessor('name', { header: …, cell: …, meta: { grow: 1 } })` */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<typeof features, Row>()
}
