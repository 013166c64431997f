import { useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconMoon, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { useSignOut } from '../api/session.ts'
import { text } from '../text/index.ts'
import { ROOMS } from './rooms.ts'

export interface Command {
  /** Unlike any other's. */
  readonly id: string
  readonly group: string
  readonly label: string
  readonly hint?: string
  readonly icon?: typeof IconKeyboard
  readonly run: () => void
}

// What the screens on show offer. A store outside React: a screen adds when it appears and takes away when it goes.
let offered: readonly Command[] = []
const watchers = new Set<() => void>()

function change(next: readonly Command[]): void {
  offered = next
  for (const changed of watchers) changed()
}

/** Adds commands to the palette for as long as the calling screen is there. `commands` must be stable (memoised). */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    change([...offered, ...commands])
    return () => change(offered.filter((one) => !commands.includes(one)))
  }, [commands])
}

/** The screens' commands, then those of the shell. */
export function useAllCommands({ onHelp }: { readonly onHelp: () => void }): readonly Command[] {
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { toggleColorScheme } = useMantineColorScheme()
  const screens = useSyncExternalStore((changed) => {
    watchers.add(changed)
    return () => watchers.delete(changed)
  }, () => offered)
  const { palette, account, theme } = text.shell
  const rooms = ROOMS.map(({ to, label, icon }): Command => ({ id: `go ${to}`, group: palette.go, label, icon, run: () => void navigate({ to }) }))
  return [
    ...screens,
    ...rooms,
    { id: 'new-segment', group: palette.do, label: palette.newSegment, icon: IconPlus, run: () => void navigate({ to: '/segments/new' }) },
    { id: 'theme', group: palette.do, label: theme.label, hint: `${theme.light} / ${theme.dark}`, icon: IconMoon, run: toggleColorScheme },
    { id: 'keys', group: palette.do, label: account.keys, icon: IconKeyboard, run: onHelp },
    { id: 'sign-out', group: palette.do, label: account.signOut, icon: IconLogout, run: () => signOut.mutate() },
  ]
}
