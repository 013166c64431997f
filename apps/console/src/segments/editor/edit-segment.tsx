import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { segmentQuery, useUpdateSegment } from '../../api/segments.ts'
import type { Segment } from '../../api/segments.ts'
import { Page } from '../../design/page-header.tsx'
import { Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { EditorFrame } from './editor-frame.tsx'

const route = getRouteApi('/segments/$id/edit')

export function EditSegment() {
  const { id } = route.useParams()
  const answer = useQuery(segmentQuery(id))
  if (answer.data === undefined) return <Page>{answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={text.segments.what} />}</Page>
  return <Edit key={id} segment={answer.data} />
}

function Edit({ segment: { id, name, where: present, next } }: { readonly segment: Segment }) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const update = useUpdateSegment()
  // What is on its way to take over is what one goes on from.
  const where = next?.where ?? present
  const saved = useMemo(() => ({ name, where }), [name, where])
  const self = useMemo(() => ({ id, name }), [id, name])
  return (
    <EditorFrame
      title={text.segmentEditor.editTitle(name)}
      search={search}
      saved={saved}
      self={self}
      saving={update}
      onSave={async (changed) => {
        await update.mutateAsync({
          id,
          ...(changed.name === name ? {} : { name: changed.name }),
          ...(changed.where === where ? {} : { where: changed.where, cutOver: changed.cutOver }),
        })
        return () => navigate({ to: '/segments/$id', params: { id }, search: changed.where === where ? {} : { tab: 'versions' } })
      }}
    />
  )
}
