import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconBook, IconCheck, IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { useSignOut } from '../api/session.ts'
import { text } from '../text/index.ts'
import type { AccountChoicesProps } from './account-menu.tsx'

const THEMES = [['light', IconSun], ['dark', IconMoon], ['auto', IconDeviceDesktop]] as const

export function AccountChoices({ button, isOpen, onOpen, onHelp }: AccountChoicesProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Menu opened={isOpen} onChange={onOpen} position="top-start" width={220} shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text.shell.theme.label}</Menu.Label>
        {THEMES.map(([name, Icon]) => (
          <Menu.Item key={name} role="menuitemradio" aria-checked={colorScheme === name} leftSection={<Icon size={15} aria-hidden="true" />} rightSection={colorScheme === name ? <IconCheck size={14} aria-hidden="true" /> : null} onClick={() => setColorScheme(name)}>
            {text.shell.theme[name]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden="true" />} onClick={onHelp}>
          {text.shell.account.keys}
        </Menu.Item>
        <Menu.Item component="a" href="/docs" target="_blank" leftSection={<IconBook size={15} aria-hidden="true" />}>
          {text.shell.account.reference}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden="true" />} onClick={() => signOut.mutate()}>
          {text.shell.account.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
