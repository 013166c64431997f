import { Tooltip } from '@mantine/core'
import type { SegmentsListSegmentsOutput } from '@touchstone/client'
import { IconAlertTriangle } from '@tabler/icons-react'
import { use } from 'react'
import { Count } from '../design/figures.tsx'
import { Freshness } from '../design/freshness.tsx'
import { Moment } from '../design/moment.tsx'
import { formatShare } from '../design/numbers.ts'
import { SegmentTile } from '../design/segment-tile.tsx'
import { columnsOf } from '../design/table-columns.ts'
import { text } from '../text/index.ts'
import { LitSegments } from './lit-segments.ts'
import classes from './segments.module.css'

export type Segment = SegmentsListSegmentsOutput['segments'][number]

const words = text.segments
const column = columnsOf<Segment>()

export const COLUMNS = column.columns([
  column.accessor('name', { header: words.column.name, sortFn: 'text', meta: { width: 220, grow: 3, always: true }, cell: ({ row }) => <Name segment={row.original} /> }),
  column.accessor('size', { header: words.column.size, sortDescFirst: true, meta: { width: 90, align: 'end' }, cell: ({ row }) => <Count value={row.original.size} /> }),
  column.accessor('state', { header: words.column.state, meta: { width: 150 }, cell: ({ row }) => <State segment={row.original} /> }),
  column.display({ id: 'freshness', header: words.column.freshness, meta: { width: 110 }, cell: ({ row }) => <Freshness lag={row.original.freshness.lagMs} /> }),
  column.accessor('where', { id: 'condition', header: words.column.condition, enableSorting: false, meta: { width: 180, grow: 4 }, cell: ({ row }) => <Condition where={row.original.where} /> }),
  column.accessor('createdAt', { id: 'created', header: words.column.created, meta: { width: 110 }, cell: ({ row }) => <Moment at={row.original.createdAt} /> }),
])

function Name({ segment }: { readonly segment: Segment }) {
  const { id, name, alarms } = segment
  const lit = use(LitSegments).has(id)
  return (
    <>
      <SegmentTile id={id} size={22} lit={lit} />
      <span className={`clip ${classes.name}`} title={name}>
        {name}
      </span>
      {alarms.length === 0 ? null : (
        <Tooltip label={alarms.map(({ message }) => message).join('\n')}>
          <span className={classes.alarm}>
            <IconAlertTriangle size={15} aria-hidden="true" />
            {words.alarms(alarms.length)}
          </span>
        </Tooltip>
      )}
    </>
  )
}

/** On its way to live it says how far; a version in the making says so too. */
function State({ segment: { state, progress, next } }: { readonly segment: Segment }) {
  const making = state === 'backfilling' || state === 'sweeping'
  return (
    <span className={classes.state} data-state={state} title={next === null ? undefined : words.next(next.version)}>
      {words.state[state]}
      {making ? <span className={`number ${classes.progress}`}>{formatShare(progress)}</span> : null}
      {next === null ? null : <span className={classes.next}>{`v${next.version}`}</span>}
    </span>
  )
}

function Condition({ where }: { readonly where: string }) {
  return (
    <span className={`clip mono ${classes.condition}`} title={where}>
      {where}
    </span>
  )
}
