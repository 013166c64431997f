import { Tooltip } from '@mantine/core'
import type { ReactNode, RefObject } from 'react'

/** Once it is there it opens and closes by itself; at first it is open if the pointer is still where it was. */
export function ShownHint({ target, label }: { readonly target: RefObject<HTMLElement | null>; readonly label: ReactNode }) {
  return <Tooltip target={target} label={label} defaultOpened={target.current?.matches(':hover') ?? false} />
}
