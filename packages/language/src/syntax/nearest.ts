/**
 * The word of `known` nearest to `written`, if it is near enough to be what was meant: at most one change (a letter
 * added, dropped, replaced, or two neighbours swapped) for every three letters. Undefined when none is.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  if (written.length > 40) return undefined
  const wanted = written.toLowerCase()
  let best: string | undefined
  let bestDistance = Infinity
  for (const word of known) {
    const distance = editDistance(wanted, word.toLowerCase())
    if (distance < bestDistance && distance <= Math.floor(Math.max(word.length, wanted.length) / 3)) {
      best = word
      bestDistance = distance
    }
  }
  return best
}

/** Optimal string alignment distance, by rows. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, before[column - 2] + 1)
      }
      current.push(cost)
    }
    before = previous
    previous = current
  }
  return previous[b.length]
}
