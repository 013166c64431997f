// What the editor's screen holds: the text and its history's state, what it says, what the server says to it, and the
// address, which follows so that what is written can be sent to somebody as a link.
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { ConditionFailure } from '@touchstone/language'
import type { Millis } from '@touchstone/base'
import { CallFailed } from '../../api/client.ts'
import { segmentsQuery } from '../../api/segments.ts'
import type { ListedSegment } from '../../api/segments.ts'
import { text as texts } from '../../text/index.ts'
import type { Remark, TextState } from '../code/code-mirror.ts'
import { failureRemark, readText, unknownRemark } from './condition.ts'
import type { Condition } from './condition.ts'
import { usePreview } from './use-preview.ts'
import type { Preview } from './use-preview.ts'

const words = texts.segmentEditor
/** The address follows when nobody has typed for this long. */
const ADDRESS_AFTER: Millis = 300
/** A longer text does not fit into an address that every server takes. */
const LONGEST_ADDRESS = 6_000
const NONE: readonly ListedSegment[] = []

export interface EditorSearch {
  readonly where?: string
  readonly name?: string
  readonly asOf?: number
}

export interface Editor {
  readonly name: string
  readonly setName: (name: string) => void
  readonly state: TextState
  readonly onText: (state: TextState) => void
  readonly condition: Condition
  readonly remarks: readonly Remark[]
  readonly preview: Preview
  readonly segments: readonly ListedSegment[]
}

/** `saved`: what is stored; the address carries only what differs from it. */
export function useEditor(search: EditorSearch, saved: { readonly name: string; readonly where: string }, self?: Pick<ListedSegment, 'id' | 'name'>): Editor {
  const segments = useQuery(segmentsQuery).data?.segments ?? NONE
  const [name, setName] = useState(search.name ?? saved.name)
  const [state, setState] = useState<TextState>({ text: search.where ?? saved.where, canUndo: false, canRedo: false })
  const { text } = state
  const local = useMemo(() => readText(text, segments, self), [text, segments, self])
  const preview = usePreview(local.checked === undefined ? undefined : text, search.asOf)
  const refused = useRefusal(preview, local)
  const condition = useMemo((): Condition => (refused === undefined ? local : { ...local, failure: refused }), [local, refused])
  const remarks = useRemarks(condition, preview)
  const follow = useAddress(saved)
  const onText = useCallback(
    (next: TextState) => {
      setState(next)
      follow({ where: next.text })
    },
    [follow],
  )
  const onName = useCallback(
    (next: string) => {
      setName(next)
      follow({ name: next })
    },
    [follow],
  )
  return { name, setName: onName, state, onText, condition, remarks, preview, segments }
}

/** The server may know more against a condition than the language does: fields of this installation that are personal. */
function useRefusal(preview: Preview, { checked }: Condition): ConditionFailure | undefined {
  const { error, isOther } = preview
  if (checked === undefined || isOther || !(error instanceof CallFailed) || !error.code.startsWith('language.')) return undefined
  return { code: error.code, message: error.message, details: error.details as ConditionFailure['details'] }
}

/** What is wrong, or which names no fact has had so far; the count is asked for again with the news, and they come with it. */
function useRemarks({ text, failure }: Condition, { data, isOther }: Preview): readonly Remark[] {
  const unknown = isOther ? undefined : data?.unknown
  return useMemo(() => {
    if (failure !== undefined) return [failureRemark(text, failure)]
    return unknown?.map((one) => unknownRemark(text, one, words.problem.unknown(one.kind, one.name))) ?? []
  }, [text, failure, unknown])
}

function useAddress(saved: { readonly name: string; readonly where: string }): (changed: { readonly where?: string; readonly name?: string }) => void {
  const navigate = useNavigate()
  const [pending] = useState<Record<string, string | undefined>>({})
  const follow = useDebouncedCallback(() => {
    const changed = { ...pending }
    void navigate({ to: '.', search: (now: object) => ({ ...now, ...changed }), replace: true, ignoreBlocker: true, resetScroll: false })
  }, ADDRESS_AFTER)
  return useCallback(
    ({ where, name }) => {
      if (where !== undefined) pending['where'] = where === saved.where || where === '' || where.length > LONGEST_ADDRESS ? undefined : where
      if (name !== undefined) pending['name'] = name === saved.name || name === '' ? undefined : name
      follow()
    },
    [follow, pending, saved.where, saved.name],
  )
}
