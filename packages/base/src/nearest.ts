/**
 * The known word that someone who wrote `word` most likely meant, or undefined when none is near: at most a third of the
 * letters differ (but one always may), where a letter added, dropped or replaced counts one, and so does a swap of two
 * neighbours. Capitals do not matter. Words of more than 100 letters are compared by their first 100.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const written = word.toLowerCase().slice(0, LONGEST)
  let best: string | undefined
  let bestDistance = Infinity
  for (const candidate of known) {
    const distance = editDistance(written, candidate.toLowerCase().slice(0, LONGEST))
    const allowed = Math.max(1, Math.floor(Math.max(written.length, candidate.length) / 3))
    if (distance < bestDistance && distance <= allowed) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

const LONGEST = 100

/** Optimal string alignment distance, keeping the three rows of the table that the next cell needs. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replace = last[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1)
      let least = Math.min(last[column] + 1, current[column - 1] + 1, replace)
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped) least = Math.min(least, beforeLast[column - 2] + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return last[b.length]
}
