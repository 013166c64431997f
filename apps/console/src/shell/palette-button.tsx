import { Kbd } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { text } from '../text/index.ts'
import classes from './shell.module.css'

const MOD = /Mac|iP(?:hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/** Opens the palette. It may be pressed before the palette is there, which then comes open. */
export function PaletteButton() {
  return (
    <button type="button" className={classes.palette} onClick={() => spotlight.open()} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={15} aria-hidden="true" />
      <span>{text.shell.palette.open}</span>
      <Kbd size="xs">{MOD} K</Kbd>
    </button>
  )
}
