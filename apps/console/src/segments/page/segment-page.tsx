// One segment: what it means, who is in it now, how it moved, and what can be done with it. It follows the live line.
import { Anchor, Button, Tabs, Title } from '@mantine/core'
import { IconChartDonut, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { Suspense } from 'react'
import { segmentQuery } from '../../api/segments.ts'
import type { Segment } from '../../api/segments.ts'
import { Freshness } from '../../design/freshness.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatCount, formatShare } from '../../design/numbers.ts'
import { Page, PageHeader } from '../../design/page-header.tsx'
import { SegmentTile } from '../../design/segment-tile.tsx'
import { Failed, Loading } from '../../design/states.tsx'
import { later } from '../../shell/later.ts'
import { text } from '../../text/index.ts'
import { ConditionCode } from '../condition-code.tsx'
import { useLitSegments } from '../lit-segments.ts'
import type { TABS } from '../routes.ts'
import { SegmentState } from '../segment-state.tsx'
import { Members } from './members.tsx'
import { JustNow, MovesList } from './moves.tsx'
import classes from './page.module.css'
import { SizeSection } from './size-section.tsx'
import { useFollow } from './use-follow.ts'
import { useMoves } from './use-moves.ts'

const route = getRouteApi('/segments/$id')
const words = text.segmentPage
type Tab = (typeof TABS)[number]

// What is opened, and what has to know the language of conditions, comes after the screen.
const Reading = later(() => import('./reading.tsx'), 'Reading')
const Versions = later(() => import('./versions.tsx'), 'Versions')
const Settings = later(() => import('./settings.tsx'), 'Settings')

export function SegmentPage() {
  const { id } = route.useParams()
  const answer = useQuery(segmentQuery(id))
  if (answer.data === undefined) return <Page>{answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.what} />}</Page>
  return <Whole key={id} segment={answer.data} />
}

function Whole({ segment }: { readonly segment: Segment }) {
  const { id, name, description, state, progress, size, where, archivedAt } = segment
  const lit = useLitSegments().has(id)
  const moves = useMoves(id)
  useFollow(segment)
  const isOver = archivedAt !== null
  return (
    <Page>
      <PageHeader title={name} face={<SegmentTile id={id} size={44} lit={lit} />} actions={isOver ? null : <Actions id={id} />}>
        {state === 'live' && segment.next === null ? null : <SegmentState segment={segment} />}
        <Freshness lag={segment.freshness.lagMs} />
        <span>
          {words.made} <Moment at={segment.createdAt} />
        </span>
        {isOver ? (
          <span>
            {words.archivedOn} <Moment at={archivedAt} />
          </span>
        ) : null}
        <span className="mono">{id}</span>
      </PageHeader>
      {description === '' ? null : <p className={classes.description}>{description}</p>}
      {state === 'backfilling' || state === 'sweeping' ? (
        <p className={classes.preparing} role="status">
          {words.preparing(formatShare(progress))}
        </p>
      ) : null}
      <div className={classes.top}>
        <section className={classes.now} data-lit={lit || undefined}>
          <output className={`number ${classes.size}`} data-size={size}>
            {formatCount(size)}
          </output>
          <span>{size === 1 ? words.person : words.people}</span>
          {isOver ? null : (
            <Anchor renderRoot={(given: object) => <Link to="/people" search={{ segment: id }} {...given} />} size="sm">
              {words.asList}
            </Anchor>
          )}
        </section>
        <Condition where={where} />
      </div>
      <JustNow segment={segment} moves={moves} />
      <SizeSection segment={segment} />
      <Parts segment={segment} moves={moves} />
    </Page>
  )
}

function Actions({ id }: { readonly id: string }) {
  return (
    <>
      <Button renderRoot={(given: object) => <Link to="/segments/overlap" search={{ ids: [id] }} {...given} />} variant="default" leftSection={<IconChartDonut size={15} aria-hidden="true" />}>
        {words.overlap}
      </Button>
      <Button component={Link} to={`/segments/${id}/edit`} leftSection={<IconPencil size={15} aria-hidden="true" />}>
        {words.edit}
      </Button>
    </>
  )
}

function Condition({ where }: { readonly where: string }) {
  return (
    <section className={classes.condition} aria-labelledby="condition-title">
      <Title order={2} size="h3" id="condition-title">
        {words.condition}
      </Title>
      <ConditionCode where={where} />
      <Suspense>
        <Reading where={where} />
      </Suspense>
    </section>
  )
}

function Parts({ segment, moves }: { readonly segment: Segment; readonly moves: ReturnType<typeof useMoves> }) {
  const { tab = 'members' } = route.useSearch()
  const navigate = route.useNavigate()
  const open = (next: string | null): void => void navigate({ search: (now) => ({ ...now, tab: next === 'members' ? undefined : (next as Tab) }), replace: true, resetScroll: false })
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List>
        {(['members', 'moves', 'versions', 'settings'] as const).map((one) => (
          <Tabs.Tab key={one} value={one}>
            {words.tabs[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="members" pt={12}>
        <Members segment={segment} />
      </Tabs.Panel>
      <Tabs.Panel value="moves" pt={12}>
        <MovesList moves={moves} segment={segment} />
      </Tabs.Panel>
      <Tabs.Panel value="versions" pt={12}>
        <Suspense fallback={<Loading what={words.what} />}>
          <Versions segment={segment} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="settings" pt={12}>
        <Suspense fallback={<Loading what={words.what} />}>
          <Settings segment={segment} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  )
}
