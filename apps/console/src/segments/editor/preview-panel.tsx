// Who is in the condition, while it is written: exact count, some of them, how fresh, and what it costs.
import { Loader, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Millis } from '@touchstone/base'
import { CallFailed } from '../../api/client.ts'
import { useFigures, useLineState } from '../../api/live.tsx'
import { Freshness } from '../../design/freshness.tsx'
import { Hint } from '../../design/hint.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatBytes, formatCount, formatShare } from '../../design/numbers.ts'
import { Failed } from '../../design/states.tsx'
import { formatDayAndTime } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import { InstantField } from '../instant-field.tsx'
import { PersonLink } from '../person-link.tsx'
import classes from './editor.module.css'
import { MovedLine } from './moved-line.tsx'
import type { Preview } from './use-preview.ts'

const words = text.segmentEditor.preview

interface PreviewPanelProps {
  readonly preview: Preview
  readonly isEmpty: boolean
  /** The text as it stands makes no sense. */
  readonly isWrong: boolean
  readonly asOf: Millis | undefined
  readonly onAsOf: (asOf: Millis | undefined) => void
}

export function PreviewPanel({ preview, isEmpty, isWrong, asOf, onAsOf }: PreviewPanelProps) {
  const { data, error, isCounting } = preview
  return (
    <section className={classes.preview} aria-labelledby="preview-title">
      <header className={classes.previewHead}>
        <Title order={2} size="h3" id="preview-title">
          {words.title}
        </Title>
        {isCounting && !isEmpty ? <Loader size={14} aria-hidden="true" /> : null}
      </header>
      {isEmpty ? (
        <p className={classes.note}>{words.empty}</p>
      ) : error !== null && !isRefusal(error) ? (
        <Failed error={error} onRetry={preview.retry} />
      ) : data === undefined ? (
        <p className={classes.note}>{isWrong ? words.empty : words.counting}</p>
      ) : (
        <Counted data={data} preview={preview} isWrong={isWrong} asOf={asOf} />
      )}
      <InstantField label={words.asOf} placeholder={words.asOfPlaceholder} clear={words.backToNow} value={asOf} onChange={onAsOf} />
    </section>
  )
}

/** What the server says against the condition stands beside the text, not here. */
export function isRefusal(error: unknown): boolean {
  return error instanceof CallFailed && error.code.startsWith('language.')
}

type CountedProps = { readonly data: NonNullable<Preview['data']>; readonly preview: Preview; readonly isWrong: boolean; readonly asOf: Millis | undefined }

function Counted({ data, preview, isWrong, asOf }: CountedProps) {
  const figures = useFigures()
  const { count, sample, tookMs, isComplete, cost, knownAt } = data
  const share = figures === undefined || figures.people === 0 ? undefined : formatShare(Math.min(1, count / figures.people))
  return (
    <>
      <div className={classes.count} data-other={preview.isOther || undefined}>
        <output className={`number ${classes.bigCount}`} data-count={count} aria-live="polite">
          {formatCount(count)}
        </output>
        <span className={classes.countOf}>{asOf !== undefined ? `${words.people(formatCount(count))} ${words.then(formatDayAndTime(asOf))}` : share === undefined ? words.people(formatCount(count)) : words.now(share)}</span>
      </div>
      {isWrong ? <p className={classes.note}>{words.wrong}</p> : null}
      {asOf === undefined ? <MovedLine points={preview.moved} /> : null}
      <p className={classes.how}>
        <CountFreshness asOf={asOf} knownAt={knownAt} lag={isComplete ? 0 : undefined} />
        <span className="number">{words.took(formatCount(tookMs))}</span>
        <span>{isComplete ? words.through : words.catching}</span>
      </p>
      <Sample people={sample} />
      <dl className={classes.cost}>
        <dt>{words.cost}</dt>
        <dd>{words.costOf(cost.leaves, formatBytes(cost.state), formatCount(cost.work))}</dd>
      </dl>
    </>
  )
}

function CountFreshness({ asOf, knownAt, lag }: { readonly asOf: Millis | undefined; readonly knownAt: Millis; readonly lag: number | undefined }): ReactNode {
  const line = useLineState()
  if (asOf !== undefined) return <Hint label={words.past}><span><Moment at={asOf} as="day-and-time" /></span></Hint>
  if (line.state !== 'up') return <Freshness lag={0} />
  return (
    <Hint label={words.live}>
      <span>{lag === 0 ? <Freshness lag={0} at={knownAt} /> : <Moment at={knownAt} as="time" />}</span>
    </Hint>
  )
}

function Sample({ people }: { readonly people: readonly number[] }) {
  return (
    <div className={classes.sample}>
      <Title order={3} size="h3" fz={12} c="dimmed" fw={500}>
        {words.sample}
      </Title>
      {people.length === 0 ? (
        <p className={classes.note}>{words.nobody}</p>
      ) : (
        <ul>
          {people.map((person) => (
            <li key={person}>
              <PersonLink person={person} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
