// Where facts come from. What is asked or set up stands in the address; a secret just issued never does: it is in this
// screen's memory, and gone with it.
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { sourcesQuery } from '../../api/sources.ts'
import type { Source } from '../../api/sources.ts'
import { formatCount } from '../../design/numbers.ts'
import { Empty, Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { DataPage } from '../data-page.tsx'
import { IssueKey } from './issue-key.tsx'
import type { Issued } from './issue-key.tsx'
import { RenameSource } from './rename-source.tsx'
import { RevokeKey } from './revoke-key.tsx'
import { FIRST_SDK } from './sdks.ts'
import { SetUp } from './set-up.tsx'
import { SourceCard } from './source-card.tsx'
import classes from './sources.module.css'
import { useArrivals } from './use-arrivals.ts'

const route = getRouteApi('/data/sources')
const words = text.data.sources

export function SourcesPage() {
  const answer = useQuery(sourcesQuery)
  const { source: id, sdk, issue, rename, revoke } = route.useSearch()
  const navigate = route.useNavigate()
  const [issued, setIssued] = useState<Issued>()
  const arrivals = useArrivals()
  const sources = answer.data
  const chosen = sources?.find((one) => one.id === id)
  const close = (): void => void navigate({ search: {} })
  const make = <Button leftSection={<IconPlus size={15} aria-hidden="true" />} onClick={() => void navigate({ search: { issue: true } })} children={words.make} />
  return (
    <DataPage
      title={words.title}
      actions={make}
      line={
        <>
          <span>{words.explain}</span>
          {sources === undefined ? null : <span className="number">{words.count(formatCount(sources.length))}</span>}
        </>
      }
    >
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : sources === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : sources.length === 0 ? (
        <Empty title={words.emptyTitle} action={make}>
          {words.empty}
        </Empty>
      ) : (
        <ul className={classes.sources} aria-label={words.list}>
          {sources.map((one) => (
            <SourceCard key={one.id} source={one} arrival={arrivals.get(one.id)} />
          ))}
        </ul>
      )}
      {sources === undefined ? null : (
        <>
          <IssueKey
            opened={issue === true}
            source={chosen}
            onClose={close}
            onIssued={(done) => {
              setIssued(done)
              void navigate({ search: { source: done.source, sdk: FIRST_SDK[done.kind] } })
            }}
          />
          <RenameSource source={rename === true ? chosen : undefined} onClose={close} />
          <RevokeKey source={keyHolder(sources, revoke)} id={revoke} onClose={close} />
          <SetUp
            source={issue === true || rename === true ? undefined : chosen}
            sdk={sdk}
            secret={issued?.source === id ? issued?.secret : undefined}
            arrival={id === undefined ? undefined : arrivals.get(id)}
            onSdk={(next) => void navigate({ search: (now) => ({ ...now, sdk: next }), replace: true })}
            onClose={close}
          />
        </>
      )}
    </DataPage>
  )
}

function keyHolder(sources: readonly Source[], key: string | undefined): Source | undefined {
  return sources.find(({ keys }) => keys.some(({ id, fixed, revokedAt }) => id === key && !fixed && revokedAt === null))
}
