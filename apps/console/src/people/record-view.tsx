// A fact as the record of the log that it is: what is stored, with personal values masked, and what became of it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { StreamInspectRecordOutput } from '@touchstone/client'
import { recordQuery } from '../api/person.ts'
import { Moment } from '../design/moment.tsx'
import { formatBytes } from '../design/numbers.ts'
import { SegmentTile } from '../design/segment-tile.tsx'
import { Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import { SourceName } from './known-as.tsx'
import classes from './record.module.css'
import { ClassBadge } from './class-badge.tsx'
import { Identifier, Value } from './value.tsx'

const words = text.person.record

/** Any room may show it, in a drawer of its own. */
export function OneRecord({ position }: { readonly position: number }) {
  const answer = useQuery(recordQuery(position))
  if (answer.isPending) return <Loading what={words.what} />
  if (answer.data === undefined) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <div className={classes.record}>
      <Outcome position={position} outcome={answer.data.outcome} />
      <Stored record={answer.data} />
    </div>
  )
}

function Outcome({ position, outcome: { state, person, personNow, duplicateOf, dropped, links, merges, changes } }: { readonly position: number; readonly outcome: StreamInspectRecordOutput['outcome'] }) {
  const isQuiet = links.length + merges.length + changes.length + dropped.length === 0
  return (
    <section aria-labelledby="record-became">
      <h3 id="record-became" className={classes.heading} children={words.became} />
      <dl className={classes.pairs}>
        <Pair name={words.state[state]}>{person === null ? null : <>{words.person} <PersonLink person={personNow ?? person} fact={position} /></>}</Pair>
        {duplicateOf === null ? null : <Pair name={words.duplicateOf}>{words.title(duplicateOf)}</Pair>}
        {links.length === 0 ? null : <Pair name={words.links}>{links.map(({ identifier, reason }) => <span key={identifier} className={classes.item}><bdi className="mono" children={identifier} /> <span className={classes.soft} children={text.person.known.reason[reason] ?? reason} /></span>)}</Pair>}
        {dropped.length === 0 ? null : <Pair name={words.dropped}>{dropped.map(({ identifier, reason }) => <span key={identifier} className={classes.item}><bdi className="mono" children={identifier} /> <span className={classes.soft} children={reason} /></span>)}</Pair>}
        {merges.length === 0 ? null : <Pair name={words.merges}>{merges.map(({ loser, survivor }) => <span key={loser} className={classes.item} children={words.mergedInto(loser, survivor)} />)}</Pair>}
      </dl>
      {changes.length === 0 ? null : (
        <>
          <h4 className={classes.heading} children={words.changes} />
          <ul className={classes.changes}>
            {changes.map(({ segment, name, entered, at }, index) => (
              <li key={index} className={classes.change}>
                <SegmentTile id={segment} size={20} />
                <span className="clip" title={name ?? segment} children={name ?? segment} />
                <span className={classes.soft}>
                  {entered ? words.entered : words.left} <Moment at={at} as="time" />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {isQuiet && state === 'counted' ? <p className={classes.soft} children={words.nothing} /> : null}
    </section>
  )
}

/** To the person's page, with this record still open. */
function PersonLink({ person, fact }: { readonly person: number; readonly fact: number }) {
  return <Link to="/people/$person" params={{ person }} search={{ fact }} className={classes.link} children={text.person.page.title(person).toLowerCase()} />
}

function Stored({ record: { appended, bytes, fact } }: { readonly record: StreamInspectRecordOutput }) {
  return (
    <section aria-labelledby="record-stored">
      <h3 id="record-stored" className={classes.heading} children={words.stored} />
      <dl className={classes.pairs}>
        {fact === null ? null : (
          <>
            <Pair name={words.type}>{fact.type}</Pair>
            {fact.event === '' ? null : <Pair name={words.event}><Value value={fact.event} whole /></Pair>}
            <Pair name={words.happened}><Moment at={fact.happened} as="day-and-time" /></Pair>
            <Pair name={words.received}><Moment at={fact.received} as="day-and-time" /></Pair>
            <Pair name={words.source}><SourceName id={fact.source} /></Pair>
            <Pair name={words.message}><Value value={fact.messageId} whole /></Pair>
          </>
        )}
        <Pair name={words.appended}><Moment at={appended} as="day-and-time" /></Pair>
        <Pair name={words.bytes}>{formatBytes(bytes)}</Pair>
      </dl>
      {fact === null ? null : (
        <>
          <Group title={words.identifiers}>{fact.identifiers.map((one) => <div key={`${one.type}:${one.value}`} className={classes.item}><Identifier {...one} /></div>)}</Group>
          <Fields title={words.traits} fields={fact.traits} />
          <Fields title={words.properties} fields={fact.properties} />
          {fact.sealed.length === 0 ? null : (
            <Group title={words.sealed}>
              <p className={classes.soft} children={words.sealedWhy} />
              {fact.sealed.map((one) => (
                <div key={one.path} className={classes.sealed}>
                  <IconLock size={14} aria-hidden="true" />
                  <bdi className="mono" children={one.path} />
                  <ClassBadge of={one.class} />
                </div>
              ))}
            </Group>
          )}
          <Fields title={words.context} fields={fact.context} />
        </>
      )}
    </section>
  )
}

function Fields({ title, fields }: { readonly title: string; readonly fields: Readonly<Record<string, unknown>> }) {
  const all = Object.entries(fields)
  if (all.length === 0) return null
  return (
    <Group title={title}>
      <dl className={classes.pairs}>
        {all.map(([name, value]) => (
          <Pair key={name} name={name}>
            <Value value={value} whole />
          </Pair>
        ))}
      </dl>
    </Group>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h4 className={classes.heading} children={title} />
      {children}
    </>
  )
}

function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.pair}>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
