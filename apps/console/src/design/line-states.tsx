import { useLineState } from '../api/live.tsx'
import { text } from '../text/index.ts'
import { Away, Loading, NoPermission } from './states.tsx'

/** Instead of what only the live line brings, as long as it has brought nothing. */
export function NoLine({ what }: { readonly what: string }) {
  const { state } = useLineState()
  if (state === 'refused') return <NoPermission message={text.shell.banner.refused} />
  return state === 'lost' ? <Away message={text.shell.banner.lostNote} /> : <Loading what={what} />
}
