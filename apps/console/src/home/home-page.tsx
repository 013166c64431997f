import { Anchor, Group, Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFigures } from '../api/live.tsx'
import type { Figures as LiveFigures } from '../api/live-line.ts'
import { Count, Figure, Figures } from '../design/figures.tsx'
import { Freshness } from '../design/freshness.tsx'
import { formatCount, formatNumber } from '../design/numbers.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { Loading } from '../design/states.tsx'
import { formatDuration } from '../design/times.ts'
import { text } from '../text/index.ts'
import classes from './home-page.module.css'
import { RateChart } from './rate-chart.tsx'

const words = text.home

export function HomePage() {
  const figures = useFigures()
  return (
    <Page>
      <PageHeader title={words.title}>{figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}</PageHeader>
      {figures === undefined ? <Loading what={words.waiting} /> : <Today figures={figures} />}
    </Page>
  )
}

function Today({ figures }: { readonly figures: LiveFigures }) {
  const { facts, people, segments, warehouse, quarantined, stores } = figures
  return (
    <Stack gap={24}>
      <Figures label={words.figures}>
        <Figure label={words.perSecond} note={words.perSecondNote(formatCount(facts.processed))}>
          {formatNumber(facts.perSecond)}
        </Figure>
        <Figure label={words.people}>
          <Count value={people} />
        </Figure>
        <Figure label={words.segments}>
          <Anchor component={Link} to="/segments" inherit>
            <Count value={segments.size} />
          </Anchor>
        </Figure>
        <Figure label={words.warehouse} note={words.warehouseNote(formatCount(warehouse.behindFacts))}>
          {warehouse.behindFacts === 0 ? words.warehouseNow : formatDuration(warehouse.behindMillis)}
        </Figure>
        <Figure label={words.quarantine} note={words.quarantineNote}>
          <Count value={quarantined} />
        </Figure>
      </Figures>
      <section>
        <Title order={2} mb={4}>
          {words.rate}
        </Title>
        <RateChart figures={figures} />
      </section>
      <section>
        <Title order={2} mb={8}>
          {words.stores}
        </Title>
        <Group gap={8}>
          {stores.map(({ name, ready, reason }) => (
            <span key={name} className={classes.store} data-ready={ready}>
              <strong>{name}</strong> {ready ? words.storeReady : reason}
            </span>
          ))}
        </Group>
      </section>
    </Stack>
  )
}
