import type { Millis } from '@touchstone/base'
import { useLineState } from '../api/live.tsx'
import { text } from '../text/index.ts'
import classes from './freshness.module.css'
import { Hint } from './hint.tsx'
import { formatDuration, formatTime } from './times.ts'

/** Below this a figure counts as of now. */
const NOW: Millis = 1_000

/**
 * How fresh a figure is. `lag`: how far its source is behind what was sent. Without the live line it says since when it
 * may be out of date: nothing on screen may look truer than it is.
 */
export function Freshness({ lag, at }: { readonly lag: Millis; readonly at?: Millis }) {
  const line = useLineState()
  if (line.state === 'lost' || line.state === 'refused') return <Mark kind="stale" words={text.freshness.stale(formatTime(line.since))} why={text.freshness.staleWhy} />
  if (lag > NOW) return <Mark kind="behind" words={text.freshness.behind(formatDuration(lag))} why={text.freshness.behindWhy} />
  return <Mark kind="live" words={text.freshness.live} why={at === undefined ? text.freshness.liveWhy : text.freshness.liveAt(formatTime(at))} />
}

function Mark({ kind, words, why }: { readonly kind: string; readonly words: string; readonly why: string }) {
  return (
    <Hint label={why}>
      <span className={classes.mark} data-kind={kind}>
        {words}
      </span>
    </Hint>
  )
}
