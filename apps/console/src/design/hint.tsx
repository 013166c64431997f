// What an element has to say about itself to whoever points at it. A list has hundreds of them, and most are never pointed
// at: the tooltip, and the code that places it, comes for the one that is.
import { Suspense, cloneElement, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode, Ref } from 'react'
import type { Millis } from '@touchstone/base'
import { lazyPart } from './lazy-part.ts'

/** Pointed at for so long, it is meant. */
const MEANT: Millis = 350

interface Pointed {
  ref?: Ref<never>
  onPointerEnter?: () => void
  onPointerLeave?: () => void
}

const Shown = lazyPart(() => import('./shown-hint.tsx').then(({ ShownHint }) => ShownHint), () => null)

/** `children`: one element that takes a ref. A label that costs something to make is given as a function. */
export function Hint({ label, children }: { readonly label: ReactNode | (() => ReactNode); readonly children: ReactElement }) {
  const target = useRef<HTMLElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isAsked, setAsked] = useState(false)
  const enter = (): void => {
    timer.current = setTimeout(() => setAsked(true), MEANT)
  }
  const leave = (): void => clearTimeout(timer.current)
  useEffect(() => leave, [])
  return (
    <>
      {cloneElement(children as ReactElement<Pointed>, { ref: target as Ref<never>, ...(isAsked ? {} : { onPointerEnter: enter, onPointerLeave: leave }) })}
      {isAsked ? (
        <Suspense>
          <Shown target={target} label={typeof label === 'function' ? label() : label} />
        </Suspense>
      ) : null}
    </>
  )
}
