// The command palette: everything one can go to or do, by name. Screens add their own through `useCommands`.
import { Spotlight } from '@mantine/spotlight'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { text } from '../text/index.ts'
import { useAllCommands } from './commands.ts'

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
