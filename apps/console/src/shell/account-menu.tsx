import { IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import type { ComponentType, ReactElement } from 'react'
import { text } from '../text/index.ts'
import classes from './shell.module.css'

export interface AccountChoicesProps {
  readonly button: ReactElement
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onHelp: () => void
}

interface AccountMenuProps {
  readonly subject: string
  readonly onHelp: () => void
  /** Undefined until its code is there. Whoever pressed the button before gets it then. */
  readonly choices: ComponentType<AccountChoicesProps> | undefined
}

export function AccountMenu({ subject, onHelp, choices: Choices }: AccountMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const button = (
    <button type="button" className={classes.account} aria-label={text.shell.account.label(subject)} aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen((now) => !now)}>
      <IconUser size={16} stroke={1.7} aria-hidden="true" />
      <span className="clip">{subject}</span>
    </button>
  )
  return Choices === undefined ? button : <Choices button={button} isOpen={isOpen} onOpen={setOpen} onHelp={onHelp} />
}
