// What a newcomer has done for the first time, as far as no answer of the server tells: kept in this browser.
import { useLocalStorage } from '@mantine/hooks'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLiveEntries } from './live.tsx'

export interface FirstRun {
  /** Somebody entered a segment by a fact, while this browser watched. */
  readonly entered?: true
  readonly openedPerson?: true
  /** The list was put away. */
  readonly hidden?: true
}

const NOTHING: FirstRun = {}

export function useFirstRun(): readonly [FirstRun, (change: Partial<Record<keyof FirstRun, true | undefined>>) => void] {
  const [done, set] = useLocalStorage<FirstRun>({ key: 'touchstone-first-run', defaultValue: NOTHING, getInitialValueInEffect: false })
  return [done, (change) => set((before) => Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value === true)))]
}

/** Notices what happens on any screen; stands in the shell. */
export function useNoticeFirsts(): void {
  const [done, tell] = useFirstRun()
  const onPerson = useRouterState({ select: ({ matches }) => matches.some(({ routeId }) => routeId === '/people/$person') })
  useEffect(() => {
    if (onPerson && done.openedPerson !== true) tell({ openedPerson: true })
  })
  useLiveEntries({}, (entries) => {
    if (done.entered !== true && entries.some((entry) => entry.kind === 'membership' && entry.entered && entry.cause === 'fact')) tell({ entered: true })
  })
}
