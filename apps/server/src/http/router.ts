import type { Registered } from './registration.ts'

// Routes as a tree of path parts. A fixed word wins over a field at the same place, and when the branch behind the word
// has no end, the field is tried too: `profiles/{idType}/{value}` and `profiles/{personId}/timeline` live together.

interface Branch {
  readonly words: Map<string, Branch>
  field?: Branch
  readonly ends: Map<string, Registered>
}

export interface Match {
  /** What each method does at this path; never empty. */
  readonly methods: ReadonlyMap<string, Registered>
  /** The text of the path's fields, in the order of the path. */
  readonly values: readonly string[]
}

export type Router = (path: string) => Match | 'malformed' | undefined

/** `path` is what follows `/api/`, without the query. `malformed`: its percent escapes mean nothing. */
export function createRouter(routes: readonly Registered[]): Router {
  const root = newBranch()
  for (const route of routes) {
    let at = root
    for (const part of route.path.split('/')) {
      if (part.startsWith('{')) at = at.field ??= newBranch()
      else {
        const next = at.words.get(part) ?? newBranch()
        at.words.set(part, next)
        at = next
      }
    }
    at.ends.set(route.method, route)
  }
  return (path) => {
    const parts: string[] = []
    for (const part of path.split('/')) {
      try {
        parts.push(decodeURIComponent(part))
      } catch {
        return 'malformed'
      }
    }
    return find(root, parts, 0, [])
  }
}

function newBranch(): Branch {
  return { words: new Map(), ends: new Map() }
}

function find(at: Branch, parts: readonly string[], index: number, values: readonly string[]): Match | undefined {
  if (index === parts.length) return at.ends.size > 0 ? { methods: at.ends, values } : undefined
  const part = parts[index]
  const word = at.words.get(part)
  const byWord = word === undefined ? undefined : find(word, parts, index + 1, values)
  if (byWord !== undefined || at.field === undefined || part === '') return byWord
  return find(at.field, parts, index + 1, [...values, part])
}
