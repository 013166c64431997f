import type { ReactNode } from 'react'
import classes from './data.module.css'

/** A name and its value, in a `Pairs`. */
export function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.pair}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Pairs({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.pairs} children={children} />
}
