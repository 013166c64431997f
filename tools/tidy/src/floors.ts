/**
 * The floors of the building: imports go down, never up, and never sideways unless it is written here.
 * Default deny: a folder that is not in this table may import nothing of ours.
 */
export interface Place {
  /** The room's word, or the app's name. */
  readonly word: string
  readonly floor: number
  /** Rooms this place may import, by word. */
  readonly mayImport: readonly string[]
}

const FLOORS: readonly (readonly string[])[] = [
  ['base'],
  ['vocabulary', 'language', 'identity'],
  ['stream', 'warehouse', 'registry', 'governance'],
  ['intake', 'profiles', 'segments'],
]

/** Imports between rooms of one floor. They form no circle. Floor 3 has none, and never will. */
const SIDEWAYS: Readonly<Record<string, readonly string[]>> = {
  // The shapes of facts and identifiers are what these two speak about.
  language: ['vocabulary'],
  identity: ['vocabulary'],
}

const BELOW_2 = [...FLOORS[0], ...FLOORS[1]]
const ALL_ROOMS = FLOORS.flat()

const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  // The client and what talks through it know the shapes and the language, not the engines.
  'packages/client': BELOW_2,
  // It invents what a demo installation holds; no room of the product may know that it exists.
  'packages/demo': BELOW_2,
  'apps/cli': [...BELOW_2, 'client'],
  // It speaks to the platform as anybody may: through the client. It checks conditions with the server's own code.
  'apps/console': [...BELOW_2, 'client'],
  'apps/server': [...ALL_ROOMS, 'client', 'demo'],
  // It measures the whole through HTTP, and engines by themselves.
  bench: [...ALL_ROOMS, 'client'],
  e2e: [...BELOW_2, 'client', 'demo'],
  'tools/reference': [...ALL_ROOMS, 'client'],
  'tools/sample': ['base'],
  'tools/tidy': [],
  'tools/bootstrap': [],
}

/** Places off the floors that are pure all the same: they repeat what they did for the same arguments. */
const PURE: readonly string[] = ['packages/demo']

/** Folders whose files may be named by path from elsewhere: apps have no entry, and the client holds generated files. */
const REACHES: Readonly<Record<string, readonly string[]>> = {
  // It writes the client and the reference from what the server declares.
  'tools/reference': ['apps/server', 'packages/client'],
  // Its demo world tells the shipped month of real data with the reader that replays it.
  'apps/server': ['apps/cli'],
  // It measures the console in the browser that tests use.
  bench: ['e2e'],
  // It cuts the month of real data that we ship, with the reader that replays it.
  'tools/sample': ['apps/cli'],
}

/** Whether files of one folder may name files of another by relative path. */
export function mayReachInto(folder: string, other: string): boolean {
  return REACHES[folder]?.includes(other) ?? false
}

/** The folder of a place (`packages/base`, `apps/server`, `bench`, `tools/tidy`) that a file belongs to. */
export function folderOf(path: string): string {
  const parts = path.split('/')
  return ['packages', 'apps', 'tools', 'sdks'].includes(parts[0]) ? parts.slice(0, 2).join('/') : parts[0]
}

/** What a folder may import; undefined when the table does not know it. */
export function placeOf(folder: string): Place | undefined {
  const word = folder.split('/').at(-1) as string
  const floor = folder.startsWith('packages/') ? FLOORS.findIndex((rooms) => rooms.includes(word)) : -1
  if (floor >= 0) return { word, floor, mayImport: [...FLOORS.slice(0, floor).flat(), ...(SIDEWAYS[word] ?? [])] }
  const outside = OUTSIDE[folder]
  return outside && { word, floor: PURE.includes(folder) ? 1 : 4, mayImport: outside }
}
