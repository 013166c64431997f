// Search parameters, checked: a link that somebody typed or kept for years must open something sensible. A value that
// cannot be one is as if it were not there; the screen's default holds.

type Read<T> = (value: unknown) => T | undefined
export type Search<Shape> = { readonly [Name in keyof Shape]?: Shape[Name] extends Read<infer T> ? T : never }

export const text =
  (longest = 10_000): Read<string> =>
  (value) =>
    // The router reads `?q=12` as a number and `?q=true` as a boolean; for a text they are what was typed.
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).slice(0, longest) || undefined : undefined

export const whole =
  (least = 0, most = Number.MAX_SAFE_INTEGER): Read<number> =>
  (value) =>
    Number.isSafeInteger(Number(value)) && value !== '' && value !== null && Number(value) >= least && Number(value) <= most ? Number(value) : undefined

export const oneOf =
  <const T extends readonly string[]>(...words: T): Read<T[number]> =>
  (value) =>
    words.find((word) => word === value)

export const flag: Read<true> = (value) => (value === true || value === 'true' || value === 1 ? true : undefined)

export const list =
  (most = 50): Read<readonly string[]> =>
  (value) => {
    const found = (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []).filter((one): one is string => typeof one === 'string' && one !== '').slice(0, most)
    return found.length > 0 ? found : undefined
  }

/** For a route's `validateSearch`: keeps what is known and well formed, drops the rest. */
export function search<Shape extends Readonly<Record<string, Read<unknown>>>>(shape: Shape): (given: Record<string, unknown>) => Search<Shape> {
  return (given) => {
    const found = Object.entries(shape).map(([name, read]) => [name, read(given[name])] as const)
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as Search<Shape>
  }
}
