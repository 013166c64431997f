// The names that JSON objects of facts have, the most frequent first, and for scalars the values seen.

const MAX_PATHS = 200
const MAX_DEPTH = 4
const MAX_ELEMENTS = 5
const MAX_VALUES = 20
const LONGEST_VALUE = 60
/** A value seen less often is most likely one person's own. */
const SEEN_OFTEN = 3
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/
const UNSPEAKABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/

/** Paths as a condition writes them behind an event: `total`, `cart.total`, `products[].sku`, `"odd name"`. */
export function pathsOf(objects: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of parsed(objects)) collect(value, '', 1, counts)
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_PATHS).map(([path]) => path)
}

export interface SeenTraits {
  readonly names: string[]
  /** Texts and booleans that several people have. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

export function traitsOf(objects: readonly string[], most: number): SeenTraits {
  const counts = new Map<string, number>()
  const values = new Map<string, Map<string, number>>()
  for (const object of parsed(objects)) {
    for (const [name, value] of Object.entries(object)) {
      if (!isSpeakable(name)) continue
      counts.set(name, (counts.get(name) ?? 0) + 1)
      if (typeof value !== 'string' || value === '' || value.length > LONGEST_VALUE || !isSpeakable(value)) continue
      const seen = values.get(name) ?? new Map<string, number>()
      values.set(name, seen.set(value, (seen.get(value) ?? 0) + 1))
    }
  }
  const names = [...counts].sort(([, a], [, b]) => b - a).slice(0, most).map(([name]) => name)
  const often = names.map((name) => [name, [...(values.get(name) ?? [])].filter(([, seen]) => seen >= SEEN_OFTEN).sort(([, a], [, b]) => b - a).slice(0, MAX_VALUES).map(([value]) => value)] as const)
  return { names, values: new Map(often) }
}

function parsed(objects: readonly string[]): Record<string, unknown>[] {
  return objects.map((text) => JSON.parse(text) as Record<string, unknown>)
}

function collect(value: unknown, path: string, depth: number, counts: Map<string, number>): void {
  if (path !== '') counts.set(path, (counts.get(path) ?? 0) + 1)
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return
  if (Array.isArray(value)) {
    for (const element of value.slice(0, MAX_ELEMENTS)) collect(element, `${path}[]`, depth + 1, counts)
    return
  }
  for (const [name, inner] of Object.entries(value)) {
    if (!isSpeakable(name)) continue
    const step = PLAIN.test(name) ? name : JSON.stringify(name)
    collect(inner, path === '' ? step : `${path}.${step}`, depth + 1, counts)
  }
}

function isSpeakable(text: string): boolean {
  return text !== '' && text.isWellFormed() && !UNSPEAKABLE.test(text)
}
