import type { ReactNode } from 'react'
import classes from './data.module.css'

/** What came of something just done: `good` is read out when there is time, `bad` at once. */
export function Notice({ kind, title, children }: { readonly kind: 'good' | 'bad'; readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'bad' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  )
}
