// The segments of a person: which, since when, until when, and why. It changes with the second; what is read out is only that
// somebody entered or left, never the seconds.
import { Title, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { HOUR } from '@touchstone/base'
import { clock } from '../api/clock.ts'
import { useFigures } from '../api/live.tsx'
import { membershipsQuery } from '../api/person.ts'
import type { Membership } from '../api/person.ts'
import { Countdown } from '../design/countdown.tsx'
import { Freshness } from '../design/freshness.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { SegmentTile } from '../design/segment-tile.tsx'
import { Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import { useLitSegments } from '../segments/lit-segments.ts'
import own from './memberships.module.css'
import classes from './person.module.css'
import { Why } from './why.tsx'

const route = getRouteApi('/people/$person')
const words = text.person.member

export function Memberships({ person }: { readonly person: number }) {
  const answer = useQuery(membershipsQuery(person))
  const all = answer.data
  const heard = useChanges(all)
  return (
    <section aria-labelledby="person-segments" className={classes.section}>
      <div className={classes.sectionHead}>
        <Title order={2} id="person-segments" children={words.title} />
        {all === undefined ? null : <EngineFreshness />}
      </div>
      <p className="only-heard" role="status" children={heard} />
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : all === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : all.length === 0 ? (
        <p className={classes.quiet} children={words.noSegments} />
      ) : (
        <Lists person={person} memberships={all} />
      )}
    </section>
  )
}

function EngineFreshness() {
  const figures = useFigures()
  return figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />
}

/** Says who came and went, for those who listen. */
function useChanges(now: readonly Membership[] | undefined): string {
  const before = useRef<ReadonlyMap<string, boolean>>(undefined)
  const [heard, setHeard] = useState('')
  useEffect(() => {
    if (now === undefined) return
    const known = before.current
    before.current = new Map(now.map(({ segment, value }) => [segment, value === true]))
    if (known === undefined) return
    const changed = now.filter(({ segment, value }) => (known.get(segment) ?? false) !== (value === true))
    if (changed.length > 0) setHeard(changed.map(({ name, value }) => (value === true ? words.entered(name) : words.left(name))).join('. '))
  }, [now])
  return heard
}

function Lists({ person, memberships }: { readonly person: number; readonly memberships: readonly Membership[] }) {
  const members = memberships.filter(({ value }) => value === true).sort((a, b) => (b.since ?? 0) - (a.since ?? 0))
  const others = memberships.filter(({ value }) => value !== true).sort((a, b) => a.name.localeCompare(b.name))
  const lit = useLitSegments()
  const { why = [] } = route.useSearch()
  // Somebody who looks at why it is not so sees it, wherever it is.
  const [opened, setOpened] = useState(() => others.some(({ segment }) => why.includes(segment)))
  return (
    <>
      {members.length === 0 ? <p className={classes.quiet} children={words.none} /> : null}
      <ul className={own.members} aria-label={words.in}>
        {members.map((one) => (
          <Member key={one.segment} person={person} membership={one} lit={lit.has(one.segment)} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <>
          <UnstyledButton className={own.fold} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            <IconChevronRight size={15} aria-hidden="true" />
            {words.notIn(formatCount(others.length))}
          </UnstyledButton>
          {opened ? (
            <ul className={own.members} aria-label={words.notIn(formatCount(others.length))}>
              {others.map((one) => (
                <Member key={one.segment} person={person} membership={one} lit={false} />
              ))}
            </ul>
          ) : null}
        </>
      )}
    </>
  )
}

function Member({ person, membership, lit }: { readonly person: number; readonly membership: Membership; readonly lit: boolean }) {
  const { segment, name, value, since } = membership
  const { why = [] } = route.useSearch()
  const navigate = route.useNavigate()
  const opened = why.includes(segment)
  const toggle = (): void =>
    void navigate({ search: (now) => ({ ...now, why: opened ? why.filter((one) => one !== segment) : [...why, segment] }), replace: true, resetScroll: false })
  return (
    <li className={own.member} data-in={value === true || undefined}>
      <div className={own.memberRow}>
        <SegmentTile id={segment} size={28} lit={lit} />
        <div className={own.memberWords}>
          <span className={own.memberName} title={name}>
            {name}
          </span>
          <span className={own.memberTimes}>
            {value === null ? <span title={words.unknownWhy} children={words.unknown} /> : null}
            {value === true && since !== null ? (
              <span>
                {words.since} <Moment at={since} />
              </span>
            ) : null}
            {value === true ? <Ends membership={membership} /> : null}
          </span>
        </div>
        <UnstyledButton className={own.whyButton} aria-expanded={opened} aria-label={words.why(name)} onClick={toggle}>
          {text.person.why.button}
          <IconChevronRight size={15} aria-hidden="true" />
        </UnstyledButton>
      </div>
      {opened ? (
        <div className={own.whyBody}>
          <Why person={person} segment={segment} isMember={value === true} />
          <Link to="/segments/$id" params={{ id: segment }} className={classes.smallLink} children={words.open} />
        </div>
      ) : null}
    </li>
  )
}

function Ends({ membership: { ends, holdsUntil } }: { readonly membership: Membership }) {
  if (ends !== null) {
    return (
      <span className={own.ends} data-soon={ends - clock.now() < HOUR || undefined}>
        {words.ends} <Countdown to={ends} />
      </span>
    )
  }
  if (holdsUntil === undefined) return <span children={words.endsNever} />
  return (
    <span>
      {words.holdsUntil} <Moment at={holdsUntil} as="day-and-time" />
    </span>
  )
}
