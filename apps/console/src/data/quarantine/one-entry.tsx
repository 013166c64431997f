import { Button } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { quarantineEntryQuery, readQuarantined } from '../../api/quarantine.ts'
import type { QuarantineEntry } from '../../api/quarantine.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { SourceName } from '../../people/known-as.tsx'
import { text } from '../../text/index.ts'
import { Notice } from '../notice.tsx'
import { CodeBlock } from '../code-block.tsx'
import frame from '../data.module.css'
import { Pair, Pairs } from '../pair.tsx'
import { reasonOf } from './reason-of.ts'
import { Replay } from './replay.tsx'
import classes from './quarantine.module.css'

const words = text.quarantine.entry

/** What was refused and why; the event itself on demand, for that is recorded; and the way to bring it in. */
export function OneEntry({ id }: { readonly id: number }) {
  const answer = useQuery(quarantineEntryQuery(id))
  // Revealed text is this component's, and goes with it.
  const reveal = useMutation({ mutationFn: () => readQuarantined(id), gcTime: 0 })
  if (answer.isPending) return <Loading what={words.what} />
  if (answer.data === undefined) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />
  if (answer.data === null) return <p className={frame.small} children={words.missing} />
  const pretty = reveal.data === undefined ? undefined : prettyOf(reveal.data)
  return (
    <>
      <Why entry={answer.data} />
      <About entry={answer.data} />
      <section className={frame.section}>
        {pretty === undefined ? (
          <>
            <p className={frame.small} children={words.revealWhy} />
            <div>
              <Button variant="default" size="xs" leftSection={<IconEye size={15} aria-hidden="true" />} loading={reveal.isPending} onClick={() => reveal.mutate()} children={words.reveal} />
            </div>
          </>
        ) : (
          <>
            <h3 className={frame.heading} children={words.shown} />
            <CodeBlock code={pretty} label={words.shown} />
            <div>
              <Button variant="subtle" size="compact-xs" leftSection={<IconEyeOff size={15} aria-hidden="true" />} onClick={() => reveal.reset()} children={words.hide} />
            </div>
          </>
        )}
        {reveal.error === null ? null : <Notice kind="bad" title={text.states.failed} children={reveal.error.message} />}
      </section>
      <Replay entry={answer.data} shown={pretty} onReveal={() => reveal.mutateAsync().then(prettyOf)} />
    </>
  )
}

function Why({ entry: { reason, message } }: { readonly entry: QuarantineEntry }) {
  const [title, what] = reasonOf(reason)
  return (
    <section className={frame.section}>
      <h3 className={frame.heading} children={words.why} />
      <div className={classes.why}>
        <strong>{title}</strong>
        <p>
          <bdi>{message}</bdi>
        </p>
        {what === '' ? null : <p className={frame.small} children={what} />}
      </div>
    </section>
  )
}

function About({ entry: { id, reason, source, receivedAt, messageId, events, cut, state, replayedAt } }: { readonly entry: QuarantineEntry }) {
  return (
    <section className={frame.section}>
      <h3 className={frame.heading} children={words.about} />
      <Pairs>
        <Pair name={words.code}>
          <code className="mono">{reason}</code>
        </Pair>
        <Pair name={words.received}>
          <Moment at={receivedAt} as="day-and-time" />
        </Pair>
        <Pair name={words.source}>
          <SourceName id={source} />
        </Pair>
        {messageId === undefined ? null : <Pair name={words.message} children={<bdi className="mono">{messageId}</bdi>} />}
        <Pair name={words.events}>{formatCount(events)}</Pair>
        <Pair name={words.state}>
          {text.quarantine.state[state]} {replayedAt === undefined ? null : <Moment at={replayedAt} />}
        </Pair>
        <Pair name={words.record}>
          <Link to="/data/live" search={{ record: id }} className={frame.link} children={formatCount(id)} />
        </Pair>
      </Pairs>
      {cut ? <p className={frame.small} children={words.cut} /> : null}
    </section>
  )
}

/** Laid out to be read; what is no whole JSON (its text was cut) as it is. */
function prettyOf(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2)
  } catch {
    return json
  }
}
