// Who entered or left, when and why: by which fact, or because their time was over; and when whoever is in it will leave.
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react'
import { Anchor, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { demoQuery } from '../../api/demo.ts'
import { recordQuery } from '../../api/person.ts'
import { endsQuery } from '../../api/segments.ts'
import type { Segment } from '../../api/segments.ts'
import { Countdown } from '../../design/countdown.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { PersonLink } from '../person-link.tsx'
import classes from './page.module.css'
import { keyOf } from './use-moves.ts'
import type { Move, Moves } from './use-moves.ts'

const words = text.segmentPage.moves
/** Of the newest, it is also told by which fact and until when. */
const TOLD = 8
const SHOWN = 5

/** What just happened, near the top: the reason to keep the page open. */
export function JustNow({ segment, moves }: { readonly segment: Segment; readonly moves: Moves }) {
  return (
    <section className={classes.justNow} aria-labelledby="just-now">
      <Title order={2} size="h3" id="just-now">
        {words.title}
      </Title>
      {moves.moves.length === 0 ? (
        <p className={classes.note}>{moves.isPending ? null : words.none}</p>
      ) : (
        <ul className={classes.moves} aria-live="polite">
          {moves.moves.slice(0, SHOWN).map((move, index) => (
            <MoveRow key={keyOf(move)} move={move} segment={segment} isTold hasLeft={hasLeftSince(moves, index)} />
          ))}
        </ul>
      )}
      <Shop />
    </section>
  )
}

export function MovesList({ segment, moves }: { readonly segment: Segment; readonly moves: Moves }) {
  if (moves.error !== null) return <Failed error={moves.error} />
  if (moves.isPending) return <Loading what={words.what} />
  if (moves.moves.length === 0) return <p className={classes.note}>{words.none}</p>
  return (
    <>
      <ul className={classes.moves}>
        {moves.moves.map((move, index) => (
          <MoveRow key={keyOf(move)} move={move} segment={segment} isTold={index < TOLD} hasLeft={hasLeftSince(moves, index)} />
        ))}
      </ul>
      {moves.missed === 0 ? null : <p className={classes.note}>{words.missed(formatCount(moves.missed))}</p>}
    </>
  )
}

/** Newest first: whoever is in a later row has left by now, or come anew. */
const hasLeftSince = ({ moves }: Moves, index: number): boolean => moves.slice(0, index).some(({ person }) => person === moves[index].person)

/** In the demo world one can be a customer. */
function Shop() {
  const { data } = useQuery(demoQuery)
  if (data === undefined || data === null) return null
  return (
    <Anchor href={data.shop} target="_blank" rel="noreferrer" size="sm" className={classes.shop}>
      {words.shop}
    </Anchor>
  )
}

interface MoveRowProps {
  readonly move: Move
  readonly segment: Segment
  readonly isTold: boolean
  readonly hasLeft: boolean
}

function MoveRow({ move, segment, isTold, hasLeft }: MoveRowProps) {
  const { person, entered, at, isNew, isCalm } = move
  const Icon = entered ? IconArrowUpRight : IconArrowDownLeft
  return (
    <li className={classes.move} data-entered={entered} data-new={isNew || undefined}>
      <Icon size={16} aria-hidden="true" />
      <PersonLink person={person} />
      <span className={classes.what}>{entered ? words.entered : words.left}</span>
      <span className={classes.why}>
        <Cause move={move} isTold={isTold && isCalm} />
        {entered && isTold && isCalm && !hasLeft ? <Until id={segment.id} move={move} /> : null}
      </span>
      <Moment at={at} as="time" />
    </li>
  )
}

/** The fact by its name, for those there is time to ask about. */
function Cause({ move: { cause, position, entered }, isTold }: { readonly move: Move; readonly isTold: boolean }) {
  const byFact = cause === 'fact'
  const { data } = useQuery({ ...recordQuery(position), enabled: byFact && isTold })
  const fact = data?.fact
  if (byFact && fact) return <span>{fact.event === '' ? (words.byKind[fact.type as keyof typeof words.byKind] ?? words.cause['fact']) : words.by(fact.event)}</span>
  return <span>{cause === 'time' && entered ? words.enteredByTime : (words.cause[cause] ?? cause)}</span>
}

/** When somebody who is in it now will leave by time alone. */
function Until({ id, move: { person, position } }: { readonly id: string; readonly move: Move }) {
  const { data } = useQuery(endsQuery(id, person, position))
  if (data === undefined || data === 'left') return null
  return <span className={classes.ends}>{data === null ? words.stays : <>{words.ends} <Countdown to={data} /></>}</span>
}
