import { Anchor, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { demoQuery } from '../api/demo.ts'
import type { Demo } from '../api/demo.ts'
import { useFigures } from '../api/live.tsx'
import type { Figures as LiveFigures } from '../api/live-line.ts'
import { Count, Figure, Figures } from '../design/figures.tsx'
import { Freshness } from '../design/freshness.tsx'
import { NoLine } from '../design/line-states.tsx'
import { formatCount, formatNumber } from '../design/numbers.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { formatDuration } from '../design/times.ts'
import { text } from '../text/index.ts'
import { FirstSteps, ShowFirstSteps } from './first-steps.tsx'
import { FirstWow } from './first-wow.tsx'
import classes from './home-page.module.css'
import { Moved } from './moved.tsx'
import { Rate } from './rate-chart.tsx'

const route = getRouteApi('/')
const words = text.home

export function HomePage() {
  const figures = useFigures()
  const { data: demo } = useQuery(demoQuery)
  return (
    <Page>
      <PageHeader title={words.title} actions={<ShowFirstSteps />}>
        {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
      </PageHeader>
      {demo === undefined || demo === null ? null : <FirstWow demo={demo} />}
      {figures === undefined ? <NoLine what={words.waiting} /> : <Today figures={figures} demo={demo ?? undefined} />}
    </Page>
  )
}

function Today({ figures, demo }: { readonly figures: LiveFigures; readonly demo: Demo | undefined }) {
  const { span, moved = 'day' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Stack gap={24}>
      <FirstSteps figures={figures} demo={demo} />
      <Numbers figures={figures} />
      <Rate figures={figures} span={span} onSpan={(next) => void navigate({ search: (now) => ({ ...now, span: next }), replace: true, resetScroll: false })} />
      <Moved window={moved} segments={figures.segments.size} onWindow={(next) => void navigate({ search: (now) => ({ ...now, moved: next === 'day' ? undefined : next }), replace: true, resetScroll: false })} />
      <Stores stores={figures.stores} />
    </Stack>
  )
}

/** Each leads to what is behind it. */
function Numbers({ figures: { facts, people, segments, engine, at, warehouse, quarantined } }: { readonly figures: LiveFigures }) {
  const members = [...segments.values()].reduce((sum, { size }) => sum + size, 0)
  return (
    <Figures label={words.figures}>
      <Figure label={words.perSecond} note={words.perSecondNote(formatCount(facts.processed))}>
        <Anchor component={Link} to="/data/live" inherit>
          {formatNumber(facts.perSecond)}
        </Anchor>
      </Figure>
      <Figure label={words.people}>
        <Anchor component={Link} to="/people" inherit>
          <Count value={people} />
        </Anchor>
      </Figure>
      <Figure label={words.segments} note={<span className={classes.fresh}>{words.segmentsNote(formatCount(members))} <Freshness lag={engine.lagMs} at={at} /></span>}>
        <Anchor component={Link} to="/segments" inherit>
          <Count value={segments.size} />
        </Anchor>
      </Figure>
      <Figure label={words.warehouse} note={words.warehouseNote(formatCount(warehouse.behindFacts))}>
        {warehouse.behindFacts === 0 ? words.warehouseNow : formatDuration(warehouse.behindMillis)}
      </Figure>
      <Figure label={words.quarantine} note={words.quarantineNote}>
        <Anchor component={Link} to="/data/quarantine" inherit>
          {quarantined === null ? words.unknown : <Count value={quarantined} />}
        </Anchor>
      </Figure>
    </Figures>
  )
}

function Stores({ stores }: { readonly stores: LiveFigures['stores'] }) {
  return (
    <section aria-labelledby="stores-title">
      <div className={classes.chartTop}>
        <h2 id="stores-title" className={classes.heading} children={words.stores} />
        <Link to="/data/system" className={classes.link} children={words.toSystem} />
      </div>
      <ul className={classes.stores}>
        {stores.map(({ name, ready, reason }) => (
          <li key={name} className={classes.store} data-ready={ready}>
            <strong>{name}</strong> {ready ? words.storeReady : reason}
          </li>
        ))}
      </ul>
    </section>
  )
}
