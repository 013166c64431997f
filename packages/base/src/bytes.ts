import { type Result, fail, ok } from './result.ts'

// Decimal and binary units as the standards name them; where people write GB they get 10^9, and GiB is 2^30.
const UNITS: readonly (readonly [string, number])[] = [
  ['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10],
  ['TB', 1e12], ['GB', 1e9], ['MB', 1e6], ['kB', 1e3], ['B', 1],
]

/** `20 GB`, `512MiB`, `4096`: a size in bytes. Capitals do not matter. `base.bad_size` for anything else. */
export function parseBytes(text: string): Result<number> {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text)
  const unit = match && (match[2] === '' ? 1 : UNITS.find(([name]) => name.toLowerCase() === match[2].toLowerCase())?.[1])
  const bytes = match && unit ? Math.round(Number(match[1]) * unit) : NaN
  if (Number.isSafeInteger(bytes)) return ok(bytes)
  return fail('base.bad_size', `expected a size such as 20GB or 512MiB (units ${UNITS.map(([name]) => name).join(', ')}), got "${text}"`)
}

/** The shortest exact way to write a size: 20000000000 → `20 GB`, 536870912 → `512 MiB`. */
export function formatBytes(bytes: number): string {
  const exact = UNITS.filter(([, size]) => bytes % size === 0 && bytes >= size)
  const texts = exact.map(([name, size]) => `${bytes / size} ${name}`)
  return texts.sort((a, b) => a.length - b.length)[0] ?? `${bytes} B`
}
