import type { ReactNode } from 'react'
import classes from './compare.module.css'
import { IntervalBar } from './interval-bar.tsx'
import type { IntervalBarProps } from './interval-bar.tsx'

interface Column {
  readonly label: string
  /** Instead of the label, where there is more to it. */
  readonly head?: ReactNode
  readonly look?: 'wide' | 'end'
}

/** The frame of every table of figures here: it scrolls sideways by itself, also with the keyboard. */
export function FigureTable({ label, columns, children }: { readonly label: string; readonly columns: readonly Column[]; readonly children: ReactNode }) {
  return (
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ label: name, head = name, look }) => (
              <th key={name} scope="col" className={look && classes[look]} children={head} />
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** A value as a bar, and in words beside it. */
export function Barred({ children, ...bar }: IntervalBarProps & { readonly children: ReactNode }) {
  return (
    <span className={classes.barCell}>
      <IntervalBar {...bar} />
      <span className="number" children={children} />
    </span>
  )
}
