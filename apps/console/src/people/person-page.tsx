import { Alert, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, getRouteApi } from '@tanstack/react-router'
import { Suspense } from 'react'
import { isMissing } from '../api/client.ts'
import { useFollowPerson } from '../api/person-live.ts'
import { profileQuery } from '../api/person.ts'
import type { Profile } from '../api/person.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { Empty, Failed, Loading } from '../design/states.tsx'
import { later } from '../shell/later.ts'
import { text } from '../text/index.ts'
import { Devices } from './devices.tsx'
import { KnownAs } from './known-as.tsx'
import { AllPeople } from './known-by.tsx'
import { Memberships } from './memberships.tsx'
import classes from './person.module.css'
import { PersonHeader } from './person-header.tsx'
import { RecordDrawer } from './record-drawer.tsx'
import { Traits } from './traits.tsx'

const route = getRouteApi('/people/$person')
const words = text.person.page

const Timeline = later(() => import('./timeline.tsx'), 'Timeline')

export function PersonPage() {
  const { person } = route.useParams()
  if (!Number.isSafeInteger(person)) return <Unknown named={words.notANumber} />
  return <KnownPerson key={person} person={person} />
}

function KnownPerson({ person }: { readonly person: number }) {
  const answer = useQuery(profileQuery(person))
  if (answer.isSuccess) {
    // Who was merged is at home under the number of the survivor.
    if (answer.data.person !== person) return <Navigate from="/people/$person" to="/people/$person" params={{ person: answer.data.person }} search={(now) => ({ ...now, was: person })} replace />
    return <ThisPerson profile={answer.data} />
  }
  if (isMissing(answer.error)) return <Unknown named={String(person)} />
  return (
    <Page>
      <PageHeader title={words.title(person)} />
      {answer.isPending ? <Loading what={words.what} /> : <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
    </Page>
  )
}

function Unknown({ named }: { readonly named: string }) {
  return (
    <Page>
      <PageHeader title={words.unknownTitle} />
      <Empty title={words.unknownTitle} action={<AllPeople />}>
        {words.unknown(named)}
      </Empty>
    </Page>
  )
}

function ThisPerson({ profile }: { readonly profile: Profile }) {
  const { person, lastSeen } = profile
  const { tab, was } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page>
      <Follow person={person} lastSeen={lastSeen} />
      {was === undefined || !profile.mergedPeople.includes(was) ? null : (
        <Alert variant="light" withCloseButton closeButtonLabel={words.mergedClose} onClose={() => void navigate({ search: (now) => ({ ...now, was: undefined }), replace: true })} classNames={{ root: classes.notice, message: classes.ink }}>
          {words.merged(was, person)}
        </Alert>
      )}
      <PersonHeader profile={profile} />
      <Tabs value={tab ?? 'overview'} onChange={(next) => void navigate({ search: (now) => ({ ...now, tab: next === 'timeline' ? 'timeline' : undefined }) })} keepMounted={false}>
        <Tabs.List aria-label={words.sections}>
          <Tabs.Tab value="overview">{words.overview}</Tabs.Tab>
          <Tabs.Tab value="timeline">{words.timeline}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview" pt={20}>
          <div className={classes.overview}>
            <Memberships person={person} />
            <div className={classes.side}>
              <KnownAs person={person} />
              <Traits person={person} />
              <Devices person={person} />
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="timeline" pt={16}>
          <Suspense fallback={<Loading what={text.person.timelineOf.what} />}>
            <Timeline person={person} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <RecordDrawer />
    </Page>
  )
}

/** Draws nothing: it would draw with every fact of the platform. */
function Follow({ person, lastSeen }: { readonly person: number; readonly lastSeen: number }) {
  useFollowPerson(person, lastSeen)
  return null
}
