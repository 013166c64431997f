import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCreateSegment } from '../../api/segments.ts'
import { text } from '../../text/index.ts'
import { EditorScreen } from './editor-screen.tsx'

const route = getRouteApi('/segments/new')
const NOTHING = { name: '', where: '' } as const

export function NewSegment() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const create = useCreateSegment()
  return (
    <EditorScreen
      title={text.segments.editor.newTitle}
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
