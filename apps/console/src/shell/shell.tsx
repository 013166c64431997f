// The frame around every screen: rooms at the side, banners on top, the command palette and the keys from anywhere.
import { AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { text } from '../text/index.ts'
import { AccountMenu } from './account-menu.tsx'
import { Banners } from './banners.tsx'
import { LineStatus } from './line-status.tsx'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { PaletteButton } from './palette-button.tsx'
import classes from './shell.module.css'
import { useShellKeys } from './shell-keys.ts'
import { useExtras } from './use-extras.ts'

export function Shell({ subject, children }: { readonly subject: string; readonly children: ReactNode }) {
  const [narrowOpen, narrow] = useDisclosure(false)
  const [helpOpen, help] = useDisclosure(false)
  const extras = useExtras()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => narrow.close(), [path])
  useShellKeys({ onHelp: help.open })
  return (
    <AppShell header={{ height: { base: 48, sm: 0 } }} navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !narrowOpen } }} padding={0} transitionDuration={0}>
      <a className={classes.skip} href="#content">
        {text.shell.skip}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group h="100%" px={12} gap={12}>
          <Burger opened={narrowOpen} onClick={narrow.toggle} size="sm" aria-label={narrowOpen ? text.shell.close : text.shell.open} />
          <Mark />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={text.shell.menu}>
        <div className={classes.top}>
          <Mark />
          <PaletteButton />
        </div>
        <Navigation />
        <div className={classes.bottom}>
          <LineStatus />
          <AccountMenu subject={subject} onHelp={help.open} choices={extras?.AccountChoices} />
        </div>
      </AppShell.Navbar>
      <AppShell.Main className={classes.main}>
        <Banners />
        <div id="content" tabIndex={-1} className={classes.content}>
          {children}
        </div>
      </AppShell.Main>
      {extras === undefined ? null : <extras.Extras isHelpOpen={helpOpen} onHelp={help.open} onHelpEnd={help.close} />}
    </AppShell>
  )
}
