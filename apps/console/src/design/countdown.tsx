import { useEffect, useReducer } from 'react'
import { HOUR, SECOND } from '@touchstone/base'
import type { Millis } from '@touchstone/base'
import { clock } from '../api/clock.ts'
import { text } from '../text/index.ts'
import { Hint } from './hint.tsx'
import { formatDuration, formatExact } from './times.ts'

/** How long until an instant, to the second; by the server's clock, so that it is there when what it announces happens. */
export function Countdown({ to }: { readonly to: Millis }) {
  const [, again] = useReducer((count: number) => count + 1, 0)
  const left = to - clock.now()
  useEffect(() => {
    if (left <= 0) return
    // Far away it changes with the minute.
    const step = left > 2 * HOUR ? 60 * SECOND : SECOND
    const timer = setTimeout(again, Math.max(20, left % step || step))
    return () => clearTimeout(timer)
  })
  return (
    <Hint label={() => formatExact(to)}>
      <time className="number" dateTime={new Date(to).toISOString()}>
        {left <= 0 ? text.figures.now : formatDuration(Math.ceil(left / SECOND) * SECOND)}
      </time>
    </Hint>
  )
}
