// The rooms in the navigation, in the order of the loop: what is here exists. A room that does not exist yet is not here.
import { IconDatabase, IconHome, IconShape, IconUsers } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { text } from '../text/index.ts'

export interface Room {
  readonly to: LinkProps['to'] & string
  readonly label: string
  readonly icon: typeof IconHome
  /** `g`, then this letter, goes there. */
  readonly letter: string
}

export const ROOMS: readonly Room[] = [
  { to: '/', label: text.shell.nav.home, icon: IconHome, letter: 'h' },
  { to: '/people', label: text.shell.nav.people, icon: IconUsers, letter: 'p' },
  { to: '/segments', label: text.shell.nav.segments, icon: IconShape, letter: 's' },
  { to: '/data', label: text.shell.nav.data, icon: IconDatabase, letter: 'd' },
]
