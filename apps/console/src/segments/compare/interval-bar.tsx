// A value with its interval on a fixed scale, as a mark with whiskers. The figures stand beside it as text.
import classes from './compare.module.css'
import type { Interval } from './sentences.ts'

const WIDTH = 200
const HEIGHT = 16

export interface IntervalBarProps {
  readonly value: number
  readonly interval: Interval
  readonly from: number
  readonly to: number
  readonly isPale?: boolean
  /** Of the first group, of the second, or of neither: a difference without a direction. */
  readonly kind?: 'a' | 'b' | 'none'
}

export function IntervalBar({ value, interval, from, to, isPale = false, kind = 'a' }: IntervalBarProps) {
  const x = (at: number): number => ((Math.min(to, Math.max(from, at)) - from) / (to - from)) * WIDTH
  const zero = x(Math.min(Math.max(0, from), to))
  const middle = HEIGHT / 2
  return (
    <svg className={classes.interval} data-pale={isPale || undefined} data-kind={kind} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" height={HEIGHT} aria-hidden="true" focusable="false">
      <rect className={classes.intervalFill} x={Math.min(zero, x(value))} width={Math.max(1, Math.abs(x(value) - zero))} y={4} height={HEIGHT - 8} />
      <path className={classes.intervalZero} d={`M${zero} 0V${HEIGHT}`} vectorEffect="non-scaling-stroke" />
      {interval === null ? null : <path className={classes.whisker} d={`M${x(interval.low)} ${middle}H${x(interval.high)}M${x(interval.low)} 3V${HEIGHT - 3}M${x(interval.high)} 3V${HEIGHT - 3}`} vectorEffect="non-scaling-stroke" />}
    </svg>
  )
}
