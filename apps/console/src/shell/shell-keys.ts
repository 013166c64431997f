// Keys that work on every screen. `/` goes to the search of the screen (the element marked `data-search`), or to the
// command palette where there is none; `g` and a letter go to a room; j and k enter the list of the screen.
import { useHotkeys } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useLetterKeys } from '../design/letter-keys.ts'
import { ROOMS } from './rooms.ts'

/** `g` waits so long for its letter, in milliseconds. */
const TOGETHER = 1_200

export function useShellKeys({ onHelp }: { readonly onHelp: () => void }): void {
  const [letters] = useLetterKeys()
  const navigate = useNavigate()
  const goAt = useRef(-Infinity)
  // Here and not by the palette itself, whose code comes later.
  useHotkeys([['mod + K', () => spotlight.toggle()]], [])
  useEffect(() => {
    if (!letters) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const room = event.timeStamp - goAt.current < TOGETHER ? ROOMS.find(({ letter }) => letter === event.key) : undefined
      goAt.current = event.key === 'g' ? event.timeStamp : -Infinity
      if (room !== undefined) void navigate({ to: room.to })
      else if (event.key === '/') search()
      else if (event.key === '?') onHelp()
      else if (event.key === 'j' || event.key === 'k') document.querySelector<HTMLElement>('[data-list-row]')?.focus()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [letters, navigate, onHelp])
}

function search(): void {
  const field = document.querySelector<HTMLInputElement>('#content [data-search]')
  if (field === null) spotlight.open()
  else {
    field.focus()
    field.select()
  }
}

/** Whoever writes means the letter; an open dialog has keys of its own. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role="dialog"], [role="menu"]') !== null)
}
