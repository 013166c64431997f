// The list of facts as they come. Newest on top; whoever scrolls down stays with what they look at, and is told how much
// came above. It draws the rows in view and nothing else, so that ten thousand a second are as calm as ten.
import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { sourceNamesQuery } from '../../api/person.ts'
import table from '../../design/data-table.module.css'
import { formatCount } from '../../design/numbers.ts'
import { useLetterKeys } from '../../design/letter-keys.ts'
import { useListKeys } from '../../design/list-keys.ts'
import { formatExact, formatTime } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import type { LiveFact } from './fact-buffer.ts'
import classes from './live.module.css'

const words = text.data.live
const ROW = 32
const COLUMNS = ['at', 'type', 'event', 'person', 'source', 'position'] as const
const alignOf = (column: (typeof COLUMNS)[number]): 'end' | undefined => (column === 'person' || column === 'position' ? 'end' : undefined)

interface FactListProps {
  /** Oldest first. */
  readonly facts: readonly LiveFact[]
  /** Grows by each that is added. */
  readonly fitted: number
  readonly onOpen: (fact: LiveFact) => void
}

export function FactList({ facts, fitted, onOpen }: FactListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [letters] = useLetterKeys()
  const count = facts.length
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 6, scrollPaddingStart: ROW })
  const above = useStay(scroller, fitted)
  const { data: names } = useQuery(sourceNamesQuery)
  const at = (index: number): LiveFact => facts[count - 1 - index]
  const focusRow = (index: number): void => {
    virtual.scrollToIndex(index)
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }))
  }
  const keys = useListKeys({ count, letters, onMove: focusRow, onOpen: (index) => onOpen(at(index)) })
  return (
    <div className={table.table}>
      <div ref={scroller} className={`${table.scroller} ${classes.facts}`} role="grid" aria-label={words.list} aria-rowcount={count + 1} onKeyDown={keys.onKeyDown}>
        <div role="rowgroup" className={table.head}>
          <div role="row" aria-rowindex={1} className={table.headRow}>
            {COLUMNS.map((name) => (
              <div key={name} role="columnheader" className={table.headCell} data-align={alignOf(name)} children={words.column[name]} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={table.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <Row key={at(index).position} fact={at(index)} from={names?.get(at(index).source)} index={index} top={start} isReached={index === keys.at} onFocus={keys.setAt} onOpen={onOpen} />
          ))}
        </div>
      </div>
      {above === 0 ? null : (
        <Button className={classes.newer} size="compact-sm" leftSection={<IconArrowUp size={14} aria-hidden="true" />} aria-label={`${words.newer(formatCount(above))}. ${words.toNewest}`} onClick={() => scroller.current?.scrollTo({ top: 0 })} children={words.newer(formatCount(above))} />
      )}
    </div>
  )
}

/** Keeps what is looked at where it is while rows come above it. Gives how many came since the top was left. */
function useStay(scroller: React.RefObject<HTMLDivElement | null>, fitted: number): number {
  const before = useRef(fitted)
  // As the last scrolling left it: to ask the element would lay out the page, with each frame.
  const top = useRef(0)
  const [leftAt, setLeftAt] = useState<number>()
  useLayoutEffect(() => {
    const element = scroller.current
    const added = fitted - before.current
    before.current = fitted
    if (element === null || added === 0) return
    if (added < 0) element.scrollTop = 0
    else if (top.current > 0) element.scrollTop += added * ROW
  }, [scroller, fitted])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => {
      top.current = element.scrollTop
      setLeftAt((left) => (top.current <= 0 ? undefined : (left ?? before.current)))
    }
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [scroller])
  return leftAt === undefined ? 0 : Math.max(0, fitted - leftAt)
}

interface RowProps {
  readonly fact: LiveFact
  /** The name of its source, where it is known. */
  readonly from: string | undefined
  readonly index: number
  readonly top: number
  readonly isReached: boolean
  readonly onFocus: (index: number) => void
  readonly onOpen: (fact: LiveFact) => void
}

// Without tooltips of our own, which would be most of the work of a row: the browser's say the same.
function Row({ fact, from, index, top, isReached, onFocus, onOpen }: RowProps) {
  const { at, type, event, person, source, position } = fact
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-list-row={isReached || undefined}
      tabIndex={isReached ? 0 : -1}
      data-opens
      className={table.row}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => onFocus(index)}
      onClick={() => {
        if (getSelection()?.isCollapsed !== false) onOpen(fact)
      }}
    >
      <div role="gridcell" className={table.cell}>
        <time className="number" dateTime={new Date(at).toISOString()} title={formatExact(at)} children={formatTime(at)} />
      </div>
      <div role="gridcell" className={table.cell} children={type} />
      <div role="gridcell" className={table.cell}>
        {event === '' ? <span className={classes.none} children={words.noEvent} /> : <bdi className="clip" title={event} children={event} />}
      </div>
      <div role="gridcell" className={`number ${table.cell}`} data-align={alignOf('person')} children={person} />
      <div role="gridcell" className={table.cell}>
        <bdi className={from === undefined ? 'mono clip' : 'clip'} title={source} children={from ?? source} />
      </div>
      <div role="gridcell" className={`number ${table.cell}`} data-align={alignOf('position')} children={position} />
    </div>
  )
}
