// j and k (and the arrows) move through a list, Enter opens, Home and End jump. The row that has the focus is the one
// place for all of it: nothing is "selected" that a keyboard does not stand on.
import { useCallback, useState } from 'react'
import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }

export interface ListKeys {
  /** The one item that the Tab key reaches. */
  readonly at: number
  setAt(index: number): void
  /** For the element around the items. */
  onKeyDown(event: KeyboardEvent): void
}

/**
 * `onMove` must bring the item with this index into view and focus it. Keys typed into a field inside the list stay there;
 * Enter on a link or button inside an item does what that does.
 */
export function useListKeys({ count, onMove, onOpen, letters }: { readonly count: number; readonly onMove: (index: number) => void; readonly onOpen?: (index: number) => void; readonly letters: boolean }): ListKeys {
  const [at, setAt] = useState(0)
  const present = Math.min(at, Math.max(0, count - 1))
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      if (event.key === 'Enter' && target.closest('a, button') === null) {
        onOpen?.(present)
        return
      }
      const step = STEPS[event.key]
      if (step === undefined || (event.key.length === 1 && !letters)) return
      event.preventDefault()
      const next = Math.min(count - 1, Math.max(0, present + step))
      setAt(next)
      onMove(next)
    },
    [count, present, letters, onMove, onOpen],
  )
  return { at: present, setAt, onKeyDown }
}
