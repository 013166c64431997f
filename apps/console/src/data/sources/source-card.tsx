import { Badge, Button } from '@mantine/core'
import { IconCode, IconKey, IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Source, WriteKey } from '../../api/sources.ts'
import { Hint } from '../../design/hint.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { text } from '../../text/index.ts'
import type { Arrival } from './use-arrivals.ts'
import classes from './sources.module.css'

const words = text.data.sources

/** One source with its keys; what came from it is true now, also while one looks. */
export function SourceCard({ source, arrival }: { readonly source: Source; readonly arrival: Arrival | undefined }) {
  const { id, name, kind, createdAt, keys, facts } = source
  const lastFactAt = Math.max(arrival?.at ?? 0, source.lastFactAt ?? 0)
  const [revokedToo, setRevokedToo] = useState(false)
  const revoked = keys.filter(({ revokedAt }) => revokedAt !== null)
  const shown = revokedToo ? keys : keys.filter(({ revokedAt }) => revokedAt === null)
  return (
    <li className={classes.card} aria-label={name}>
      <div className={classes.top}>
        <div className={classes.who}>
          <h2 className={classes.name}>
            <bdi className="clip" title={name} children={name} />
            <Badge className={classes.kind} variant="default" size="sm" tt="none" fw={500} children={words.kind[kind]} />
          </h2>
          <div className={classes.figures}>
            <span className="number">
              {facts === null ? words.factsUnknown : words.facts(formatCount(facts))}
              {arrival === undefined ? null : <span className={classes.news}> {words.since(formatCount(arrival.facts))}</span>}
            </span>
            <span>
              {lastFactAt === 0 ? words.never : <>{words.lastFact} <Moment at={lastFactAt} /></>}
            </span>
            <span>
              {words.created} <Moment at={createdAt} as="day" />
            </span>
            <span>
              {words.id} <bdi className="mono" children={id} />
            </span>
            <Link to="/data/live" search={{ source: [id] }} className={classes.link} aria-label={`${words.showFacts}: ${name}`} children={words.showFacts} />
          </div>
        </div>
        <div className={classes.actions}>
          <Action icon={<IconCode size={15} aria-hidden="true" />} label={words.setUp} of={words.setUpOf(name)} search={{ source: id }} />
          <Action icon={<IconKey size={15} aria-hidden="true" />} label={words.addKey} of={words.addKeyTo(name)} search={{ source: id, issue: true }} />
          <Action icon={<IconPencil size={15} aria-hidden="true" />} label={words.rename} of={words.renameOne(name)} search={{ source: id, rename: true }} />
        </div>
      </div>
      <ul className={classes.keys} aria-label={words.key.list(name)}>
        {shown.map((key) => (
          <KeyLine key={key.id} of={key} />
        ))}
      </ul>
      {revoked.length === 0 ? null : (
        <Button variant="subtle" color="gray" size="compact-xs" aria-expanded={revokedToo} onClick={() => setRevokedToo(!revokedToo)} children={words.key.showRevoked(formatCount(revoked.length))} />
      )}
    </li>
  )
}

function Action({ icon, label, of, search }: { readonly icon: React.ReactNode; readonly label: string; readonly of: string; readonly search: { readonly source: string; readonly issue?: true; readonly rename?: true } }) {
  return (
    <Button renderRoot={(props) => <Link to="/data/sources" search={search} {...props} />} variant="default" size="xs" leftSection={icon} aria-label={of}>
      {label}
    </Button>
  )
}

function KeyLine({ of: { id, name, fixed, createdAt, lastUsedAt, revokedAt } }: { readonly of: WriteKey }) {
  return (
    <li className={classes.key} data-revoked={revokedAt !== null || undefined}>
      <bdi className={`clip ${classes.keyName}`} title={name} children={name} />
      <span className={classes.keyWhen}>
        {words.key.made} <Moment at={createdAt} as="day" />
      </span>
      <span className={classes.keyWhen}>{lastUsedAt === null ? words.key.neverUsed : <>{words.key.used} <Moment at={lastUsedAt} /></>}</span>
      {revokedAt !== null ? (
        <span className={classes.keyWhen}>
          {words.key.revoked} <Moment at={revokedAt} />
        </span>
      ) : fixed ? (
        <Hint label={words.key.fixedWhy}>
          <span className={classes.keyWhen} tabIndex={0} children={words.key.fixed} />
        </Hint>
      ) : (
        <Button renderRoot={(props) => <Link to="/data/sources" search={{ revoke: id }} {...props} />} variant="subtle" color="red" size="compact-xs" className={classes.revoke} aria-label={words.key.revokeOne(name)} children={words.key.revoke} />
      )}
    </li>
  )
}
