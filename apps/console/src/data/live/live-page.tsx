import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense, useMemo } from 'react'
import { useFigures, useLineState } from '../../api/live.tsx'
import { Freshness } from '../../design/freshness.tsx'
import { NoLine } from '../../design/line-states.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Empty, Loading } from '../../design/states.tsx'
import { useCommands } from '../../shell/commands.ts'
import { later } from '../../shell/later.ts'
import { text } from '../../text/index.ts'
import { DataPage } from '../data-page.tsx'
import { SideDrawer } from '../side-drawer.tsx'
import { MOST_KEPT } from './fact-buffer.ts'
import type { BufferView, FactFilter } from './fact-buffer.ts'
import { FactList } from './fact-list.tsx'
import { LiveFilters } from './live-filters.tsx'
import classes from './live.module.css'
import { useFacts } from './use-facts.ts'

const route = getRouteApi('/data/live')
const words = text.data.live
const OneRecord = later(() => import('../../people/record-view.tsx'), 'OneRecord')

export function LivePage() {
  const { paused = false, record, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const figures = useFigures()
  const { state } = useLineState()
  const view = useFacts(filter, paused)
  const setPaused = (next: boolean): void => void navigate({ search: (now) => ({ ...now, paused: next ? true : undefined }), replace: true })
  const setFilter = (change: FactFilter): void => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  useCommands(useMemo(() => [{ id: 'pause-live', group: text.shell.palette.do, label: paused ? words.resume : words.pause, hint: words.title, icon: paused ? IconPlayerPlay : IconPlayerPause, run: () => setPaused(!paused) }], [paused]))
  return (
    <DataPage
      title={words.title}
      fill
      line={
        <>
          <span>{words.explain}</span>
          {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
        </>
      }
      actions={
        <Button variant={paused ? 'filled' : 'default'} leftSection={paused ? <IconPlayerPlay size={15} aria-hidden="true" /> : <IconPlayerPause size={15} aria-hidden="true" />} onClick={() => setPaused(!paused)} children={paused ? words.resume : words.pause} />
      }
    >
      {state === 'refused' || (state === 'lost' && view.kept === 0) ? (
        <NoLine what={words.title} />
      ) : (
        <>
          <LiveFilters filter={filter} onFilter={setFilter} />
          <Status view={view} paused={paused} />
          {view.facts.length === 0 ? <Nothing view={view} paused={paused} /> : <FactList facts={view.facts} fitted={view.fitted} onOpen={({ position }) => void navigate({ search: (now) => ({ ...now, record: position }) })} />}
        </>
      )}
      <SideDrawer title={record === undefined ? undefined : text.person.record.title(record)} onClose={() => void navigate({ search: (now) => ({ ...now, record: undefined }) })}>
        {record === undefined ? null : <Suspense fallback={<Loading what={text.person.record.what} />} children={<OneRecord key={record} position={record} />} />}
      </SideDrawer>
    </DataPage>
  )
}

function Status({ view: { facts, kept, passed, passedFit, missed }, paused }: { readonly view: BufferView; readonly paused: boolean }) {
  return (
    <div className={`number ${classes.status}`} role={paused ? 'status' : undefined}>
      {paused ? (
        <span className={classes.paused}>
          <strong>{words.paused}.</strong> {words.passed(formatCount(passed))} {passedFit === passed ? null : words.passedFit(formatCount(passedFit))}
        </span>
      ) : null}
      <span title={words.kept(formatCount(MOST_KEPT))}>{words.shown(formatCount(Math.min(facts.length, kept)), formatCount(kept))}</span>
      {missed === 0 ? null : <span>{words.tooFast(formatCount(missed))}</span>}
    </div>
  )
}

function Nothing({ view: { kept }, paused }: { readonly view: BufferView; readonly paused: boolean }) {
  if (kept > 0) return <Empty title={words.nothingTitle} children={words.nothing} />
  return paused ? <Empty title={words.pausedTitle} children={words.pausedEmpty} /> : <Empty title={words.waitingTitle} children={words.waiting} />
}
