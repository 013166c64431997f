// The state of the system in every figure, told about once a second to whoever looks. It is a stream of its own beside the
// tab's live line, which carries only what all screens need; it is there while a screen listens, and not otherwise.
import { queryOptions } from '@tanstack/react-query'
import { StreamRefused } from '@touchstone/client'
import type { StreamFiguresOutput } from '@touchstone/client'
import { useEffect, useState } from 'react'
import { CallFailed, answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type SystemFigures = Extract<StreamFiguresOutput, { kind: 'figures' }>

export interface SystemState {
  readonly figures: SystemFigures | undefined
  /** The figures are true now. */
  readonly isUp: boolean
  /** Why there will be none. */
  readonly refused: CallFailed | undefined
}

const NOTHING: SystemState = { figures: undefined, isUp: false, refused: undefined }

export function useSystemFigures(): SystemState {
  const [state, setState] = useState(NOTHING)
  useEffect(() => {
    const stop = new AbortController()
    void follow(stop.signal, (news) => {
      if (!stop.signal.aborted) setState((now) => ({ ...now, ...news }))
    })
    return () => stop.abort()
  }, [])
  return state
}

async function follow(signal: AbortSignal, tell: (news: Partial<SystemState>) => void): Promise<void> {
  try {
    for await (const entry of client.watch('stream.figures', {}, { signal, onLine: (isUp) => tell({ isUp }) })) if (entry.kind === 'figures') tell({ figures: entry })
  } catch (error) {
    const { code, message } = error instanceof StreamRefused ? error : { code: 'client.unreachable', message: String(error) }
    tell({ isUp: false, refused: new CallFailed({ code, message }) })
  }
}

export const alarmsQuery = queryOptions({ queryKey: keys.data.alarms, queryFn: async ({ signal }) => (await answerOf(client.segments.listAlarms({}, { signal }))).alarms })
