import { Notifications } from '@mantine/notifications'
import { KeyboardHelp } from './keyboard-help.tsx'
import { CommandPalette } from './palette.tsx'

export { AccountChoices } from './account-choices.tsx'

interface ExtrasProps {
  readonly isHelpOpen: boolean
  readonly onHelp: () => void
  readonly onHelpEnd: () => void
}

/** What lies over the screens when it is called for. */
export function Extras({ isHelpOpen, onHelp, onHelpEnd }: ExtrasProps) {
  return (
    <>
      <Notifications position="bottom-right" limit={3} />
      <CommandPalette onHelp={onHelp} />
      <KeyboardHelp opened={isHelpOpen} onClose={onHelpEnd} />
    </>
  )
}
