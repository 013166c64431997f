import { Anchor, Checkbox } from '@mantine/core'
import type { SegmentsListMoversOutput } from '@touchstone/client'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { use } from 'react'
import type { ListedSegment } from '../api/segments.ts'
import { Count } from '../design/figures.tsx'
import { Freshness } from '../design/freshness.tsx'
import { Hint } from '../design/hint.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { SegmentTile } from '../design/segment-tile.tsx'
import { columnsOf } from '../design/table-columns.ts'
import { text } from '../text/index.ts'
import { ListState } from './list-state.ts'
import { SegmentState } from './segment-state.tsx'
import classes from './segments.module.css'
import { Trend } from './trend.tsx'

type Movement = SegmentsListMoversOutput['movers'][number]

/** A segment with how it moved in the last day; null where that is not known. */
export interface SegmentRow extends ListedSegment {
  readonly moved: Pick<Movement, 'change' | 'entered' | 'left' | 'sizes'> | null
}

const words = text.segments
const column = columnsOf<SegmentRow>()

export const COLUMNS = column.columns([
  column.display({ id: 'chosen', header: () => <span className="only-heard">{words.column.chosen}</span>, meta: { width: 40, label: words.column.chosen, always: true }, cell: ({ row }) => <Chosen segment={row.original} /> }),
  column.accessor('name', { header: words.column.name, sortFn: 'text', meta: { width: 190, grow: 3, always: true }, cell: ({ row }) => <Name segment={row.original} /> }),
  column.accessor('size', { header: words.column.size, sortDescFirst: true, meta: { width: 95, align: 'end' }, cell: ({ row }) => <Count value={row.original.size} /> }),
  column.accessor(({ moved }) => moved?.change ?? 0, { id: 'change', header: words.column.change, sortDescFirst: true, meta: { width: 150, align: 'end' }, cell: ({ row }) => <Change segment={row.original} /> }),
  column.accessor('state', { header: words.column.state, meta: { width: 140 }, cell: ({ row }) => <SegmentState segment={row.original} /> }),
  column.display({ id: 'freshness', header: words.column.freshness, meta: { width: 95 }, cell: ({ row }) => <Freshness lag={row.original.freshness.lagMs} /> }),
  column.accessor('where', { id: 'condition', header: words.column.condition, enableSorting: false, meta: { width: 130, grow: 4 }, cell: ({ row }) => <Condition where={row.original.where} /> }),
  column.accessor('createdAt', { id: 'created', header: words.column.created, meta: { width: 105 }, cell: ({ row }) => <Moment at={row.original.createdAt} /> }),
])

function Chosen({ segment: { id, name } }: { readonly segment: SegmentRow }) {
  const { chosen, onChoose } = use(ListState)
  return <Checkbox size="xs" aria-label={words.choose(name)} checked={chosen.includes(id)} onChange={({ currentTarget }) => onChoose(id, currentTarget.checked)} />
}

function Name({ segment }: { readonly segment: SegmentRow }) {
  const { id, name, alarms } = segment
  const lit = use(ListState).lit.has(id)
  return (
    <>
      <SegmentTile id={id} size={22} lit={lit} />
      <Anchor component={Link} to={`/segments/${id}`} tabIndex={-1} className={`clip ${classes.name}`} title={name} c="inherit">
        {name}
      </Anchor>
      {alarms.length === 0 ? null : (
        <Hint label={alarms.map(({ message }) => message).join('\n')}>
          <span className={classes.alarm}>
            <IconAlertTriangle size={15} aria-hidden="true" />
            {words.alarms(alarms.length)}
          </span>
        </Hint>
      )}
    </>
  )
}

function Change({ segment: { moved, size } }: { readonly segment: SegmentRow }) {
  if (moved === null) return null
  const { change, entered, left, sizes } = moved
  return (
    <Hint label={words.moved(formatCount(entered), formatCount(left))}>
      <span className={`number ${classes.change}`} data-sign={Math.sign(change)}>
        <Trend sizes={[...(sizes.length > 0 ? sizes : [size - change]), size]} />
        <span className={classes.by}>{change > 0 ? `+${formatCount(change)}` : change < 0 ? `−${formatCount(-change)}` : '0'}</span>
      </span>
    </Hint>
  )
}

function Condition({ where }: { readonly where: string }) {
  return (
    <span className={`clip mono ${classes.condition}`} title={where}>
      {where}
    </span>
  )
}
