// The command palette: everything one can go to or do, by name. Screens add their own through `useCommands`.
import { Kbd } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { text } from '../text/index.ts'
import { useAllCommands } from './commands.ts'
import classes from './shell.module.css'

const MOD = /Mac|iP(?:hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

export function PaletteButton() {
  return (
    <button type="button" className={classes.palette} onClick={() => spotlight.open()} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={15} aria-hidden="true" />
      <span>{text.shell.palette.open}</span>
      <Kbd size="xs">{MOD} K</Kbd>
    </button>
  )
}

export function CommandPalette({ onHelp }: { readonly onHelp: () => void }) {
  const commands = useAllCommands({ onHelp })
  const actions: SpotlightActionGroupData[] = [...Map.groupBy(commands, ({ group }) => group)].map(([group, members]) => ({
    group,
    actions: members.map(({ id, label, hint, run, icon: Icon }) => ({ id, label, ...(hint === undefined ? {} : { description: hint }), onClick: run, leftSection: Icon === undefined ? null : <Icon size={17} stroke={1.7} aria-hidden="true" /> })),
  }))
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      attributes={{ content: { 'aria-label': text.shell.palette.open } }}
      nothingFound={text.shell.palette.empty}
      highlightQuery
      scrollable
      maxHeight={420}
      limit={40}
      searchProps={{ placeholder: text.shell.palette.placeholder, 'aria-label': text.shell.palette.open, leftSection: <IconSearch size={17} aria-hidden="true" /> }}
    />
  )
}
