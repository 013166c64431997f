import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCreateSegment } from '../../api/segments.ts'
import { text } from '../../text/index.ts'
import { EditorFrame } from './editor-frame.tsx'

const route = getRouteApi('/segments/new')
const NOTHING = { name: '', where: '' } as const

export function NewSegment() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const create = useCreateSegment()
  return (
    <EditorFrame
      title={text.segmentEditor.newTitle}
      search={search}
      saved={NOTHING}
      saving={create}
      onSave={async ({ name, where }) => {
        const { id } = await create.mutateAsync({ name, where })
        return () => navigate({ to: '/segments/$id', params: { id } })
      }}
    />
  )
}
