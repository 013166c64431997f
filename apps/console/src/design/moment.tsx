import { useEffect, useReducer } from 'react'
import type { Millis } from '@touchstone/base'
import { clock } from '../api/clock.ts'
import { Hint } from './hint.tsx'
import { formatDay, formatDayAndTime, formatExact, formatRelative, formatTime, nextChange } from './times.ts'

const AS = { relative: undefined, time: formatTime, day: formatDay, 'day-and-time': formatDayAndTime } as const

/**
 * An instant, in the reader's zone: relative by default, and the exact one on hover and for those who listen. A relative
 * time stays true by itself.
 */
export function Moment({ at, as = 'relative' }: { readonly at: Millis; readonly as?: keyof typeof AS }) {
  const format = AS[as]
  return (
    <Hint label={() => formatExact(at)}>
      <time className="number" dateTime={new Date(at).toISOString()}>
        {format === undefined ? <Relative at={at} /> : format(at)}
      </time>
    </Hint>
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
