import { stepPath } from '../design/step-path.ts'
import classes from './segments.module.css'

const WIDTH = 64
const HEIGHT = 18

/** How a size moved: nothing to read off but its shape, the figures stand beside it. */
export function Trend({ sizes }: { readonly sizes: readonly number[] }) {
  return (
    <svg className={classes.trend} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <path d={stepPath(sizes.map((size, hour) => [hour, size]), WIDTH, HEIGHT)} />
    </svg>
  )
}
