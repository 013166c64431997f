// How a count moved while somebody looked: a small line, nothing to read off but its shape. The figures stand beside it.
import { formatCount } from '../../design/numbers.ts'
import { formatTime } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import classes from './editor.module.css'
import type { Moved } from './use-preview.ts'

const WIDTH = 240
const HEIGHT = 40

export function MovedLine({ points }: { readonly points: readonly Moved[] }) {
  if (points.length < 2) return <div className={classes.moved} />
  const first = points[0]
  const last = points[points.length - 1]
  const counts = points.map(({ count }) => count)
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  const x = (at: number): number => ((at - first.at) / Math.max(1, last.at - first.at)) * (WIDTH - 4) + 2
  const y = (count: number): number => HEIGHT - 4 - ((count - low) / Math.max(1, high - low)) * (HEIGHT - 8)
  // Between two answers the count was the earlier one: steps, not slopes.
  const path = points.map(({ at, count }, index) => (index === 0 ? `M${x(at)} ${y(count)}` : `H${x(at)}V${y(count)}`)).join('')
  return (
    <div className={classes.moved}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={`${text.segments.editor.preview.moved}: ${formatCount(low)} – ${formatCount(high)}`}>
        <path d={path} className={classes.movedPath} vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="number">{formatTime(first.at)}</span>
      <span className="number">{`${formatCount(low)} – ${formatCount(high)}`}</span>
    </div>
  )
}
