import { Tooltip } from '@mantine/core'
import { useEffect, useReducer, useRef, useState } from 'react'
import type { Millis } from '@touchstone/base'
import { clock } from '../api/clock.ts'
import { formatDay, formatDayAndTime, formatExact, formatRelative, formatTime, nextChange } from './times.ts'

const AS = { relative: undefined, time: formatTime, day: formatDay, 'day-and-time': formatDayAndTime } as const

/**
 * An instant, in the reader's zone: relative by default, and the exact one on hover and for those who listen. A relative
 * time stays true by itself.
 */
export function Moment({ at, as = 'relative' }: { readonly at: Millis; readonly as?: keyof typeof AS }) {
  const format = AS[as]
  const element = useRef<HTMLTimeElement>(null)
  // A list has hundreds of them: the tooltip, which is most of the work, is made for the one that is pointed at.
  const [isPointedAt, setPointedAt] = useState(false)
  return (
    <>
      <time ref={element} className="number" dateTime={new Date(at).toISOString()} onPointerEnter={() => setPointedAt(true)}>
        {format === undefined ? <Relative at={at} /> : format(at)}
      </time>
      {isPointedAt ? <Tooltip target={element} label={formatExact(at)} defaultOpened /> : null}
    </>
  )
}

function Relative({ at }: { readonly at: Millis }) {
  const [, again] = useReducer((count: number) => count + 1, 0)
  const now = clock.now()
  useEffect(() => {
    const timer = setTimeout(again, Math.min(2 ** 31 - 1, nextChange(at, now)))
    return () => clearTimeout(timer)
  })
  return formatRelative(at, now)
}
