// Who was in a segment at the end of a stretch, and who came and went in it: the people behind one point of the chart.
import { CloseButton, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Millis } from '@touchstone/base'
import { combinedQuery, movedQuery } from '../../api/segments.ts'
import { formatCount } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { formatDayAndTime } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import { PersonLink } from '../person-link.tsx'
import classes from './page.module.css'

const words = text.segmentPage.then
/** People who are named. */
const NAMED = 200

export function PeopleThen({ id, from, to, onClose }: { readonly id: string; readonly from: Millis; readonly to: Millis; readonly onClose: () => void }) {
  // The end of a stretch is not in it.
  const answer = useQuery(combinedQuery(id, to - 1, NAMED))
  const moved = useQuery(movedQuery(id, from, to))
  const time = formatDayAndTime(to)
  return (
    <section className={classes.then} aria-label={words.title(time)}>
      <header className={classes.sectionHead}>
        <Title order={3} size="h3">
          {words.title(time)}
        </Title>
        <CloseButton aria-label={words.close} onClick={onClose} />
      </header>
      {answer.isError ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.data === undefined ? (
        <Loading what={words.what} />
      ) : (
        <>
          <p className={classes.thenCount} data-then={answer.data.size}>
            {words.count(formatCount(answer.data.size))}
          </p>
          {answer.data.sample.length < answer.data.size ? <p className={classes.note}>{words.first(formatCount(answer.data.sample.length), formatCount(answer.data.size))}</p> : null}
          <PeopleRow people={answer.data.sample} />
        </>
      )}
      {moved.data === undefined || moved.data.changes.length === 0 ? null : <Moved changes={moved.data.changes} />}
    </section>
  )
}

function Moved({ changes }: { readonly changes: readonly { readonly person: number; readonly entered: boolean }[] }) {
  const entered = changes.filter((one) => one.entered)
  return (
    <>
      <p className={classes.note}>{words.moved(formatCount(entered.length), formatCount(changes.length - entered.length))}</p>
      <PeopleRow people={[...new Set(changes.map(({ person }) => person))].slice(0, NAMED)} />
    </>
  )
}

export function PeopleRow({ people }: { readonly people: readonly number[] }) {
  if (people.length === 0) return <p className={classes.note}>{words.nobody}</p>
  return (
    <ul className={classes.people}>
      {people.map((person) => (
        <li key={person}>
          <PersonLink person={person} />
        </li>
      ))}
    </ul>
  )
}
