// One event, property or trait: what was seen of it, what is said of it, and how protected it is. A change of class says
// before it is made what it does and what it does not.
import { Button, Group, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { definitionsQuery, useDefine } from '../../api/catalogue.ts'
import type { Definition, FieldClass, Subject } from '../../api/catalogue.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { Notice } from '../notice.tsx'
import frame from '../data.module.css'
import { Pair, Pairs } from '../pair.tsx'
import type { Row } from './rows.ts'
import classes from './catalogue.module.css'

const words = text.catalogue.edit
const CLASSES: readonly FieldClass[] = ['public', 'internal', 'personal', 'sensitive', 'payment', 'secret']
const BY_NAME = 'by-name'

export function OneSubject({ row, subject }: { readonly row: Row; readonly subject: Subject }) {
  const versions = useQuery(definitionsQuery(subject))
  return (
    <>
      <Seen row={row} />
      {versions.isPending ? (
        <Loading what={text.catalogue.what} />
      ) : versions.data === undefined ? (
        <Failed error={versions.error} onRetry={() => void versions.refetch()} />
      ) : (
        <>
          <Edit row={row} subject={subject} said={versions.data[0]} />
          <Versions versions={versions.data} hasClass={subject.place !== 'event'} />
        </>
      )}
      {subject.place === 'event' ? (
        <nav className={classes.links} aria-label={row.name}>
          <Link to="/data/catalogue" search={{ of: 'properties', event: row.name }} className={frame.link} children={words.properties} />
          <Link to="/segments/new" search={{ where: `did ${JSON.stringify(row.name)} in last 30 days` }} className={frame.link} children={words.segment} />
          <Link to="/data/live" search={{ event: [row.name] }} className={frame.link} children={words.live} />
        </nav>
      ) : null}
    </>
  )
}

function Seen({ row: { type, facts, fields, sealed, kinds = [], example, class: given, origin, first, last } }: { readonly row: Row }) {
  const { column, kind, origin: origins } = text.catalogue
  return (
    <section className={frame.section}>
      <h3 className={frame.heading} children={words.seen} />
      <Pairs>
        {type === undefined ? null : <Pair name={column.type}>{type}</Pair>}
        <Pair name={type === undefined ? column.readable : column.facts}>{formatCount(facts)}</Pair>
        {sealed === undefined ? null : <Pair name={column.sealed}>{formatCount(sealed)}</Pair>}
        {fields === undefined ? null : <Pair name={column.fields}>{formatCount(fields)}</Pair>}
        {kinds.length === 0 ? null : <Pair name={column.kinds}>{kinds.map((one) => `${kind[one.kind]} (${formatCount(one.facts)})`).join(', ')}</Pair>}
        {typeof example === 'string' ? <Pair name={column.example} children={<bdi className="mono">{example}</bdi>} /> : null}
        {given === undefined || origin === undefined ? null : (
          <Pair name={column.class}>
            {text.fieldClasses.name[given]}, {origins[origin]}
          </Pair>
        )}
        <Pair name={column.first}>
          <Moment at={first} as="day-and-time" />
        </Pair>
        <Pair name={column.last}>
          <Moment at={last} as="day-and-time" />
        </Pair>
      </Pairs>
    </section>
  )
}

function Edit({ row, subject, said }: { readonly row: Row; readonly subject: Subject; readonly said: Definition | undefined }) {
  const define = useDefine()
  const wasDescription = said?.description ?? row.description ?? ''
  const wasClass = said?.class ?? BY_NAME
  const [description, setDescription] = useState(wasDescription)
  const [given, setGiven] = useState<string>(wasClass)
  const chosen = CLASSES.find((one) => one === given) ?? null
  const changesClass = given !== wasClass
  const changes = { ...(description === wasDescription ? {} : { description }), ...(changesClass ? { class: chosen } : {}) }
  const isChanged = Object.keys(changes).length > 0
  const byName = row.origin === 'override' || row.class === undefined ? words.byNameWhatever : words.byName(text.fieldClasses.name[row.class])
  const names = text.fieldClasses.name
  return (
    <section className={frame.section}>
      <Textarea label={words.description} description={words.descriptionHint} value={description} maxLength={2_000} autosize minRows={2} maxRows={8} onChange={(event) => setDescription(event.currentTarget.value)} />
      {subject.place === 'event' ? null : (
        <>
          <Select
            label={words.class}
            description={subject.place === 'trait' ? words.scopeTrait : words.scope}
            data={[{ value: BY_NAME, label: byName }, ...CLASSES.map((value) => ({ value, label: names[value] }))]}
            value={given}
            allowDeselect={false}
            onChange={(value) => setGiven(value ?? BY_NAME)}
          />
          {chosen === null ? null : <p className={frame.small} children={text.fieldClasses.why[chosen]} />}
          {changesClass ? <Effect to={chosen} /> : null}
        </>
      )}
      <Group gap={12}>
        <Button size="xs" disabled={!isChanged} loading={define.isPending} onClick={() => define.mutate({ ...subject, ...changes })}>
          {changesClass ? words.confirm(chosen === null ? words.byNameWhatever : names[chosen]) : words.save}
        </Button>
        {isChanged ? null : <span className={frame.small} children={define.isSuccess ? words.saved : words.unchanged} />}
      </Group>
      {define.error === null ? null : <Notice kind="bad" title={text.states.failed} children={define.error.message} />}
      {define.data !== undefined && define.data.past !== null && !isChanged ? (
        <Notice kind="good" title={words.tookEffect(formatCount(define.data.definition.position ?? 0))} children={define.data.past} />
      ) : null}
    </section>
  )
}

/** What another class does from now on, and that the past stays as it is. */
function Effect({ to }: { readonly to: FieldClass | null }) {
  const { effect } = words
  const opens = to === 'public' || to === 'internal'
  return (
    <div className={classes.effect}>
      <h4>{words.does}</h4>
      <p>{to === null ? words.byNameWhatever : to === 'secret' ? effect.secret : opens ? effect.open : effect.sealed}</p>
      <h4>{words.doesNot}</h4>
      <p>{opens ? effect.notPastOpen : effect.notPast}</p>
    </div>
  )
}

function Versions({ versions, hasClass }: { readonly versions: readonly Definition[]; readonly hasClass: boolean }) {
  return (
    <section className={frame.section}>
      <h3 className={frame.heading} children={words.versions} />
      {versions.length === 0 ? <p className={frame.small} children={words.noVersions} /> : null}
      <ul className={classes.versions}>
        {versions.map(({ version, description, class: given, position, createdAt, subject }) => (
          <li key={version} className={classes.version}>
            <strong className="number">{words.version(version)}</strong>
            {hasClass ? <span>{given === null ? words.versionByName : words.versionClass(text.fieldClasses.name[given])}</span> : null}
            {position === null ? null : <span className={classes.soft}>{words.from(formatCount(position))}</span>}
            <Moment at={createdAt} />
            <span className={classes.soft}>{subject}</span>
            {description === '' ? null : <p>{description}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
