// A value over time as the path of a small line. Between two readings it was the earlier one: steps, not slopes.
const MARGIN = 2

/** `points`: oldest first, at least one. */
export function stepPath(points: readonly (readonly [at: number, value: number])[], width: number, height: number): string {
  const values = points.map(([, value]) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [first, last] = [points[0][0], points[points.length - 1][0]]
  const x = (at: number): number => round(MARGIN + ((at - first) / Math.max(1, last - first)) * (width - 2 * MARGIN))
  // One that stood still is drawn in the middle.
  const y = (value: number): number => round(high === low ? height / 2 : height - MARGIN - ((value - low) / (high - low)) * (height - 2 * MARGIN))
  return points.map(([at, value], index) => (index === 0 ? `M${x(at)} ${y(value)}` : `H${x(at)}V${y(value)}`)).join('')
}

const round = (at: number): number => Math.round(at * 100) / 100
