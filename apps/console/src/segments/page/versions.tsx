// Every version of a segment: what it said, when it was in force, and who would come and go if another took over.
import { Badge, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Millis } from '@touchstone/base'
import type { SegmentsListVersionsOutput } from '@touchstone/client'
import { useAtMostEvery } from '../../api/at-most-every.ts'
import { useFigures } from '../../api/live.tsx'
import { compareVersionsQuery, useCutOver, useRollBack, versionsQuery } from '../../api/segments.ts'
import type { Segment } from '../../api/segments.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount, formatShare } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { ConditionCode } from '../condition-code.tsx'
import classes from './page.module.css'
import { PeopleRow } from './people-then.tsx'
import own from './versions.module.css'

const words = text.segmentPage.versions
const ASK_AGAIN_EVERY: Millis = 500
type Version = SegmentsListVersionsOutput['versions'][number]

export function Versions({ segment }: { readonly segment: Segment }) {
  const answer = useQuery(versionsQuery(segment.id))
  if (answer.data === undefined) return answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.what} />
  return (
    <ol className={classes.versions}>
      {answer.data.versions.map((version) => (
        <VersionCard key={version.version} segment={segment} version={version} />
      ))}
    </ol>
  )
}

function VersionCard({ segment, version }: { readonly segment: Segment; readonly version: Version }) {
  const { version: number, where, role, size, progress, reason, createdAt, spoke } = version
  // Open by itself once it is ready, until somebody decides otherwise.
  const [chosen, setChosen] = useState<boolean>()
  const isComparing = chosen ?? role === 'ready'
  const isAlive = role === 'ready' || role === 'standby' || role === 'preparing'
  const period = spoke.at(-1)
  return (
    <li className={own.version} data-role={role}>
      <div className={own.versionHead}>
        <strong>{words.version(number)}</strong>
        <Badge variant={role === 'speaking' ? 'filled' : 'default'} tt="none" fw={500}>
          {words.role[role]}
          {role === 'preparing' ? ` ${formatShare(progress)}` : ''}
        </Badge>
        {role === 'archived' || role === 'pending' ? null : <span className="number">{words.size(formatCount(size))}</span>}
        <span className={classes.note}>
          {period === undefined ? (
            <Moment at={createdAt} as="day-and-time" />
          ) : (
            <>
              {words.spoke} <Moment at={period.from} as="day-and-time" /> {words.until} {period.to === null ? words.now : <Moment at={period.to} as="day-and-time" />}
            </>
          )}
        </span>
        <VersionActions segment={segment} version={version} isComparing={isComparing} onCompare={isAlive ? () => setChosen(!isComparing) : undefined} />
      </div>
      {reason === '' ? null : <p className={classes.note}>{reason}</p>}
      <ConditionCode where={where} />
      {isComparing && isAlive && number !== segment.version ? <Compared id={segment.id} from={segment.version} to={number} size={size} /> : null}
    </li>
  )
}

interface VersionActionsProps {
  readonly segment: Segment
  readonly version: Version
  readonly isComparing: boolean
  readonly onCompare: (() => void) | undefined
}

function VersionActions({ segment: { id, standby }, version: { version, role }, isComparing, onCompare }: VersionActionsProps) {
  const cutOver = useCutOver()
  const rollBack = useRollBack()
  const undo = (): void => rollBack.mutate(id)
  const done = (message: string): void => void notifications.show({ message: <Done message={message} onUndo={undo} />, autoClose: 15_000 })
  const error = cutOver.error ?? rollBack.error
  return (
    <div className={own.versionActions}>
      {role === 'standby' && standby !== null ? (
        <span className={classes.note}>
          {words.standby} <Moment at={standby.until} as="day-and-time" />
        </span>
      ) : null}
      {onCompare === undefined ? null : (
        <Button size="compact-sm" variant="default" aria-expanded={isComparing} onClick={onCompare}>
          {words.compare}
        </Button>
      )}
      {role === 'ready' ? (
        <Button size="compact-sm" loading={cutOver.isPending} onClick={() => cutOver.mutate({ id, version }, { onSuccess: () => done(words.done(version)) })}>
          {words.cutOver}
        </Button>
      ) : null}
      {role === 'standby' ? (
        <Button size="compact-sm" variant="default" loading={rollBack.isPending} onClick={() => rollBack.mutate(id, { onSuccess: () => done(words.done(version)) })}>
          {words.rollBack}
        </Button>
      ) : null}
      {error === null ? null : (
        <span className={classes.error} role="alert">
          {error.message}
        </span>
      )}
    </div>
  )
}

function Done({ message, onUndo }: { readonly message: string; readonly onUndo: () => void }) {
  return (
    <span className={classes.done}>
      {message}
      <Button size="compact-xs" variant="default" onClick={onUndo}>
        {words.undo}
      </Button>
    </span>
  )
}

/** `size`: asked again when it changes. */
function Compared({ id, from, to, size }: { readonly id: string; readonly from: number; readonly to: number; readonly size: number }) {
  const answer = useQuery({ ...compareVersionsQuery(id, from, to), queryKey: [...compareVersionsQuery(id, from, to).queryKey, size] })
  const figures = useFigures()
  const askAgain = useAtMostEvery(ASK_AGAIN_EVERY, () => void answer.refetch())
  const isFinal = answer.data?.isComplete !== false
  // History had not everything yet: with each sign of life of the platform it may.
  useEffect(() => {
    if (!isFinal && figures !== undefined) askAgain()
  }, [isFinal, figures, askAgain])
  if (answer.data === undefined) return answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.what} />
  const { stay, enter, leave, isComplete } = answer.data
  return (
    <section className={classes.compared} aria-label={words.compareTo(from)}>
      <p className={classes.note}>{words.compareTo(from)}</p>
      {isComplete ? null : <p className={classes.note}>{words.incomplete}</p>}
      <dl className={own.comparedParts}>
        <Part label={words.stay} count={stay} people={[]} kind="stay" />
        <Part label={words.enter} count={enter.count} people={enter.people} kind="enter" />
        <Part label={words.leave} count={leave.count} people={leave.people} kind="leave" />
      </dl>
    </section>
  )
}

function Part({ label, count, people, kind }: { readonly label: string; readonly count: number; readonly people: readonly number[]; readonly kind: string }) {
  return (
    <div className={own.comparedPart} data-kind={kind}>
      <dt>{label}</dt>
      <dd>
        <span className={`number ${own.comparedCount}`} data-compared={kind}>
          {formatCount(count)}
        </span>
        {people.length === 0 ? null : <PeopleRow people={people} />}
        {people.length === 0 || people.length === count ? null : <p className={classes.note}>{words.more(formatCount(count - people.length))}</p>}
      </dd>
    </div>
  )
}
