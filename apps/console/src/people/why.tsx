// Why somebody is in a segment or not, as the server explains it: every part of the condition in the order of its text, with
// what was found, since when and until when; and what would have to happen. When a part ends by time alone, the explanation
// is asked again at that instant.
import { IconCheck, IconHelp, IconMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { HOUR } from '@touchstone/base'
import { clock } from '../api/clock.ts'
import { explanationQuery } from '../api/person.ts'
import type { Explanation } from '../api/person.ts'
import { Countdown } from '../design/countdown.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import classes from './why.module.css'

type Part = Explanation['parts'][number]

const words = text.person.why
const ICONS = { true: IconCheck, false: IconMinus, unknown: IconHelp } as const
/** A timer of a browser reaches no further, in milliseconds. */
const FURTHEST = 2 ** 31 - 1
/** What ends at an instant has ended just after it. */
const AFTER = 20

export function Why({ person, segment, isMember }: { readonly person: number; readonly segment: string; readonly isMember: boolean }) {
  const answer = useQuery(explanationQuery(person, segment))
  const { data, refetch } = answer
  const next = data === undefined ? undefined : nextEnd(data)
  useEffect(() => {
    if (next === undefined) return
    const timer = setTimeout(() => void refetch(), Math.min(FURTHEST, Math.max(0, next - clock.now()) + AFTER))
    return () => clearTimeout(timer)
  }, [next, refetch])
  if (answer.isPending) return <Loading what={words.what} />
  if (data === undefined) return <Failed error={answer.error} onRetry={() => void refetch()} />
  return (
    <>
      {(data.truth === 'true') === isMember ? null : <p className={classes.follows} children={words.follows} />}
      <Explained explanation={data} />
    </>
  )
}

/** When the first of the parts ends by time alone. */
function nextEnd({ asOf, parts }: Explanation): number | undefined {
  const ends = parts.flatMap(({ until }) => (until !== null && until > asOf ? [until] : []))
  return ends.length === 0 ? undefined : Math.min(...ends)
}

function Explained({ explanation: { truth, parts, needs, asOf, through } }: { readonly explanation: Explanation }) {
  return (
    <div className={classes.why} data-truth={truth}>
      <h3 className={classes.heading}>{truth === 'true' ? words.because : words.becauseNot}</h3>
      <ul className={classes.parts}>
        {parts.map((part, index) => (
          <PartLine key={index} part={part} />
        ))}
      </ul>
      {needs.length === 0 ? null : (
        <>
          <h3 className={classes.heading}>{truth === 'true' ? words.toLeave : words.toEnter}</h3>
          <ul className={classes.needs}>
            {needs.map(({ depth, text: need }, index) => (
              <li key={index} className={classes.need} style={{ '--depth': depth }} data-joins={JOINS[need] !== undefined || undefined}>
                {JOINS[need] ?? need}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.asOf}>
        {words.asOf} <Moment at={asOf} as="time" />, {words.through(String(through))}
      </p>
    </div>
  )
}

/** Lines of `needs` that only say how the ones below belong together. */
const JOINS: Readonly<Record<string, string>> = { 'all of': words.allOf, 'any of': words.anyOf }
/** Parts that only join others. */
const JOINING: Readonly<Record<string, string>> = { all: words.all, any: words.any, not: words.not }

function PartLine({ part }: { readonly part: Part }) {
  const { depth, kind, text: condition, reading, truth, found, since, until, facts, factCount } = part
  const Icon = ICONS[truth]
  const joins = JOINING[kind]
  return (
    <li className={classes.part} style={{ '--depth': depth }} data-truth={truth}>
      <span className={classes.truth}>
        <Icon size={14} stroke={2.2} aria-hidden="true" />
        <span className="only-heard">{words.truth[truth]}</span>
      </span>
      <div className={classes.partWords}>
        <span className={joins === undefined ? classes.reading : classes.joins} title={condition} children={joins ?? reading} />
        <span className={classes.details}>
          {found.length === 0 ? null : (
            <span>
              {words.now} <bdi className="mono" children={found.join(', ')} />
            </span>
          )}
          {since === null ? null : (
            <span>
              {words.since} <Moment at={since} />
            </span>
          )}
          {until === null ? null : (
            <span className={classes.until} data-soon={until - clock.now() < HOUR || undefined}>
              {words.ends} <Countdown to={until} />
            </span>
          )}
          {factCount === 0 ? null : (
            <span>
              {words.facts(formatCount(factCount))}, {words.latest}{' '}
              <Link from="/people/$person" to="." search={(now) => ({ ...now, fact: facts.at(-1) })} resetScroll={false} className={classes.fact} children={facts.at(-1)} />
            </span>
          )}
        </span>
      </div>
    </li>
  )
}
