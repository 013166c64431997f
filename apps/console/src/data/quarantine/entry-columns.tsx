import type { QuarantineEntry } from '../../api/quarantine.ts'
import { Count } from '../../design/figures.tsx'
import { Moment } from '../../design/moment.tsx'
import { columnsOf } from '../../design/table-columns.ts'
import { SourceName } from '../../people/known-as.tsx'
import { text } from '../../text/index.ts'
import classes from './quarantine.module.css'
import { reasonOf } from './reason-of.ts'

const words = text.quarantine
const column = columnsOf<QuarantineEntry>()

export const COLUMNS = column.columns([
  column.accessor('receivedAt', { id: 'received', header: words.column.received, enableSorting: false, meta: { width: 120 }, cell: ({ row }) => <Moment at={row.original.receivedAt} /> }),
  column.accessor('reason', { header: words.column.reason, enableSorting: false, meta: { width: 170, grow: 1 }, cell: ({ row }) => <span className="clip" title={row.original.reason} children={reasonOf(row.original.reason)[0]} /> }),
  column.accessor('message', { header: words.column.message, enableSorting: false, meta: { width: 220, grow: 3 }, cell: ({ row }) => <bdi className={`clip ${classes.message}`} title={row.original.message} children={row.original.message} /> }),
  column.accessor('source', { header: words.column.source, enableSorting: false, meta: { width: 130, grow: 1 }, cell: ({ row }) => <span className="clip" children={<SourceName id={row.original.source} />} /> }),
  column.accessor('events', { header: words.column.events, enableSorting: false, meta: { width: 70, align: 'end' }, cell: ({ row }) => <Count value={row.original.events} /> }),
  column.accessor('state', { header: words.column.state, enableSorting: false, meta: { width: 100 }, cell: ({ row }) => <span className={classes.state} data-state={row.original.state} children={words.state[row.original.state]} /> }),
])
