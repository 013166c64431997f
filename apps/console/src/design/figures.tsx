// Numbers that say how far they can be trusted.
import { text } from '../text/index.ts'
import classes from './figures.module.css'
import { Hint } from './hint.tsx'
import { formatCompact, formatCount, formatNumber } from './numbers.ts'

/** An exact count. `compact` shortens it where space is short; the exact number is then on hover. */
export function Count({ value, compact = false }: { readonly value: number; readonly compact?: boolean }) {
  if (!compact || value < 10_000) return <span className="number">{formatCount(value)}</span>
  return (
    <Hint label={formatCount(value)}>
      <span className="number" aria-label={formatCount(value)} role="img">
        {formatCompact(value)}
      </span>
    </Hint>
  )
}

/** A value that is not exact: with its range, and on hover how it was come by. */
export function Estimate({ value, low, high, level = 0.95, how, format = formatNumber }: { readonly value: number; readonly low: number; readonly high: number; readonly level?: number; readonly how: string; readonly format?: (value: number) => string }) {
  return (
    <Hint label={text.figures.estimate(format(low), format(high), Math.round(level * 100), how)}>
      <span className={`number ${classes.estimate}`} tabIndex={0}>
        {format(value)}
        <span className={classes.range}>
          {format(low)}–{format(high)}
        </span>
      </span>
    </Hint>
  )
}

/** A figure with its name, for rows of them at the top of a page. */
export function Figure({ label, children, note }: { readonly label: string; readonly children: React.ReactNode; readonly note?: React.ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>{label}</dt>
      <dd className={`number ${classes.value}`}>{children}</dd>
      {note === undefined ? null : <dd className={classes.note}>{note}</dd>}
    </div>
  )
}

/** A row of figures. */
export function Figures({ children, label }: { readonly children: React.ReactNode; readonly label: string }) {
  return (
    <dl className={classes.figures} aria-label={label}>
      {children}
    </dl>
  )
}
