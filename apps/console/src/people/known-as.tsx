import { Badge, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { originsQuery, sourceNamesQuery } from '../api/person.ts'
import type { Origin, Origins } from '../api/person.ts'
import { Hint } from '../design/hint.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import classes from './person.module.css'
import { Identifier } from './value.tsx'

const words = text.person.known

/** By which identifiers the person is known, and which fact brought each. */
export function KnownAs({ person }: { readonly person: number }) {
  const answer = useQuery(originsQuery(person))
  return (
    <section aria-labelledby="person-known" className={classes.section}>
      <Title order={2} id="person-known" children={words.title} />
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : answer.data === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <>
          <ul className={classes.lines}>
            {answer.data.identifiers.map(({ reason, origin, ...one }) => (
              <li key={`${one.type}:${one.value}`} className={classes.line}>
                <Identifier {...one} />
                <FromFact origin={origin} reason={reason === null ? undefined : (words.reason[reason] ?? reason)} />
              </li>
            ))}
          </ul>
          <Sources sources={answer.data.sources} />
        </>
      )}
    </section>
  )
}

/** Where something came from: the fact, its source, when (unless that stands beside it). The fact opens. */
export function FromFact({ origin, reason, isTimed = false }: { readonly origin: Origin; readonly reason?: string | undefined; readonly isTimed?: boolean }) {
  if (origin === null) return <span className={classes.from} children={words.onItsWay} />
  const { position, happened, source, type, event } = origin
  return (
    <span className={classes.from}>
      {reason === undefined ? null : <span>{reason}</span>}
      <Link from="/people/$person" to="." search={(now) => ({ ...now, fact: position })} resetScroll={false} className={classes.factLink} title={words.fact}>
        {event === '' ? type : event}
      </Link>
      <SourceName id={source} />
      {isTimed ? null : <Moment at={happened} />}
    </span>
  )
}

/** By the name that staff gave it, or its id. */
export function SourceName({ id }: { readonly id: string }) {
  const { data } = useQuery(sourceNamesQuery)
  const name = data?.get(id)
  if (name === undefined) return <bdi className="mono" children={id} />
  return (
    <Hint label={id}>
      <bdi>{name}</bdi>
    </Hint>
  )
}

function Sources({ sources }: { readonly sources: Origins['sources'] }) {
  const bySource = Map.groupBy(sources, ({ source }) => source)
  if (bySource.size === 0) return null
  return (
    <>
      <h3 className={classes.subtitle} children={words.sources} />
      <ul className={classes.lines} aria-label={words.sources}>
        {[...bySource].map(([source, each]) => (
          <li key={source} className={classes.line}>
            <span className={classes.sourceName}>
              <SourceName id={source} />
            </span>
            <span className={classes.from}>
              {each.map(({ type, facts }) => (
                <Badge key={type} variant="default" size="sm" tt="none" fw={400}>
                  {words.sourceFacts(formatCount(facts), type)}
                </Badge>
              ))}
              <Moment at={Math.max(...each.map(({ last }) => last))} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
