// How a count moved while somebody looked: a small line, nothing to read off but its shape. The figures stand beside it.
import { formatCount } from '../../design/numbers.ts'
import { stepPath } from '../../design/step-path.ts'
import { formatTime } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import classes from './editor.module.css'
import type { Moved } from './use-preview.ts'

const WIDTH = 240
const HEIGHT = 40

export function MovedLine({ points }: { readonly points: readonly Moved[] }) {
  if (points.length < 2) return <div className={classes.moved} />
  const first = points[0]
  const counts = points.map(({ count }) => count)
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  return (
    <div className={classes.moved}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={`${text.segmentEditor.preview.moved}: ${formatCount(low)} – ${formatCount(high)}`}>
        <path d={stepPath(points.map(({ at, count }) => [at, count]), WIDTH, HEIGHT)} className={classes.movedPath} vectorEffect="non-scaling-stroke" />
      </svg>
      <span className="number">{formatTime(first.at)}</span>
      <span className="number">{`${formatCount(low)} – ${formatCount(high)}`}</span>
    </div>
  )
}
