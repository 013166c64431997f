// Rows of one height, any number of them. A browser draws nothing further down than some 17 million pixels (Firefox; others
// go further), and a million rows are 40 million: a longer list is drawn into a shorter one, and a pixel of its scroll bar
// stands for several. Row by row, with the keys, one gets everywhere; the wheel then takes larger steps.
import { observeElementOffset, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent } from 'react'
import type { RefObject } from 'react'

/** As high as the body of a table gets, in pixels. */
const HIGHEST = 16_000_000

export interface FarRows {
  /** Height of the body, in pixels. */
  readonly height: number
  /** Rows to draw, with where in the body each begins. */
  readonly rows: readonly { readonly index: number; readonly top: number }[]
  /** Brings a row into view; `head` pixels at the top are covered. */
  show(index: number, head: number): void
}

export function useFarVirtualizer(scroller: RefObject<HTMLElement | null>, count: number, row: number): FarRows {
  const whole = count * row
  const height = Math.min(whole, HIGHEST)
  // Of the way that can be scrolled, not of the height: the last row ends where the body does.
  const scaleOf = (element: { readonly clientHeight: number }): number => (whole <= HIGHEST ? 1 : (whole - element.clientHeight) / (height - element.clientHeight))
  const scaleNow = useEffectEvent(scaleOf)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    overscan: 12,
    observeElementOffset: (instance, told) => observeElementOffset(instance, (offset, isScrolling) => told(offset * scaleNow(instance.scrollElement!), isScrolling)),
    // Nothing here moves by itself.
    scrollToFn: () => undefined,
  })
  useEffect(() => virtual.measure(), [virtual, count])
  const element = scroller.current
  const scale = element === null ? 1 : scaleOf(element)
  const offset = virtual.scrollOffset ?? 0
  // What is in view keeps its distance from the edge of the view.
  const shift = scale === 1 ? 0 : offset / scale - offset
  return {
    height,
    rows: virtual.getVirtualItems().map(({ index, start }) => ({ index, top: start + shift })),
    show(index, head) {
      const view = scroller.current
      if (view === null) return
      const factor = scaleOf(view)
      const now = view.scrollTop * factor
      const [start, end] = [index * row, (index + 1) * row]
      const room = view.clientHeight - head
      if (start < now) view.scrollTop = start / factor
      else if (end > now + room) view.scrollTop = (end - room) / factor
    },
  }
}
