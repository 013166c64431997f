import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, getRouteApi } from '@tanstack/react-router'
import { isMissing } from '../api/client.ts'
import { findPerson } from '../api/people.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { Empty, Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'

const route = getRouteApi('/people/$idType/$value')
const words = text.person.page

/** A link from elsewhere names somebody by an identifier: it leads to the person. */
export function KnownBy() {
  const { idType, value } = route.useParams()
  const answer = useQuery({ queryKey: ['people', 'known-by', idType, value], queryFn: () => findPerson(idType, value), gcTime: 0 })
  if (answer.isSuccess) return <Navigate to="/people/$person" params={{ person: answer.data }} replace />
  return (
    <Page>
      <PageHeader title={answer.isError ? words.unknownTitle : text.people.title} />
      {answer.isPending ? (
        <Loading what={words.looking} />
      ) : isMissing(answer.error) ? (
        <Empty title={words.unknownTitle} action={<AllPeople />}>
          {words.unknownIdentifier(idType)}
        </Empty>
      ) : (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </Page>
  )
}

export function AllPeople() {
  return (
    <Button component={Link} to="/people" variant="default" mt={8}>
      {words.back}
    </Button>
  )
}
