import { formatShare } from '../design/numbers.ts'
import type { ListedSegment } from '../api/segments.ts'
import { text } from '../text/index.ts'
import classes from './segments.module.css'

const words = text.segments

/** On its way to live it says how far; a version in the making says so too. */
export function SegmentState({ segment: { state, progress, next } }: { readonly segment: Pick<ListedSegment, 'state' | 'progress' | 'next'> }) {
  const making = state === 'backfilling' || state === 'sweeping'
  return (
    <span className={classes.state} data-state={state} title={next === null ? undefined : words.next(next.version)}>
      {words.state[state]}
      {making ? <span className={`number ${classes.progress}`}>{formatShare(progress)}</span> : null}
      {next === null ? null : <span className={classes.next}>{`v${next.version}`}</span>}
    </span>
  )
}
