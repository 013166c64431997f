// The live line: one connection per tab that says what the platform is doing, for all screens together.
//
// The server pushes figures a few times per second while something changes, each change of a membership, and, when a
// screen wants them, each fact. The line is made again when it breaks; while it is down, screens say that what they show
// is from then. Entries are handed on once per frame, so that ten thousand of them cost ten thousand appends and one
// drawing, and the number that waits is bounded.
import { StreamRefused } from '@touchstone/client'
import type { LiveEntry, StreamLiveInput, TouchstoneClient } from '@touchstone/client'
import type { Millis } from '@touchstone/base'
import { clock, serverSays } from './clock.ts'

type Entry = Exclude<LiveEntry, { kind: 'figures' | 'system' }>
type Sent = Extract<LiveEntry, { kind: 'figures' }>
export type LiveSegment = Sent['segments'][number]
/** The whole state of the system, about once a second. */
export type SystemFigures = Extract<LiveEntry, { kind: 'system' }>

/** Figures as they are now: of segments all, by id, and not only those that changed. */
export interface Figures extends Omit<Sent, 'segments'> {
  readonly segments: ReadonlyMap<string, LiveSegment>
}

/** `connecting`: not yet. `up`: what is shown is true now. `lost`: it was true at `since`. `refused`: may not watch. */
export interface LineState {
  readonly state: 'connecting' | 'up' | 'lost' | 'refused'
  readonly since: Millis
}

/** What a screen wants to hear besides figures. */
export interface LiveWish {
  readonly facts?: boolean
  /** Facts of this person alone. Kept as a promise by whoever listens: entries of others may come too. */
  readonly person?: number
  readonly system?: boolean
}

export interface LiveListener {
  readonly wish: LiveWish
  /** Entries since the last frame, oldest first; `missed` of them did not fit. */
  onEntries?(entries: readonly Entry[], missed: number): void
  /** Segments that changed, and everything else as it is. */
  onFigures?(figures: Figures, changed: readonly LiveSegment[]): void
  /** Entries may be missing before this moment: ask again for whatever was built from them. */
  onGap?(): void
}

/** Entries that wait for the next frame. A tab in the background has no frames, only a slow timer. */
const WAITING = 5_000
const HIDDEN_EVERY: Millis = 500

export class LiveLine {
  readonly #client: Pick<TouchstoneClient, 'watch'>
  readonly #listeners = new Set<LiveListener>()
  readonly #onState = new Set<() => void>()
  #state: LineState = { state: 'connecting', since: clock.now() }
  #figures: Figures | undefined
  #system: SystemFigures | undefined
  #stop: AbortController | undefined
  #wish = ''
  #waiting: Entry[] = []
  #missed = 0
  #told: { readonly figures: Figures | undefined; readonly system: SystemFigures | undefined } = { figures: undefined, system: undefined }
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: Pick<TouchstoneClient, 'watch'>) {
    this.#client = client
  }

  /** Keeps the line up until the returned function is called. */
  start(): () => void {
    this.#connect()
    return () => {
      this.#stop?.abort()
      this.#stop = undefined
      this.#figures = undefined
      this.#system = undefined
      this.#say('connecting')
    }
  }

  /** Adds a listener; the line is made again when it must carry more, or may carry less. */
  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener)
    this.#reconsider()
    return () => {
      this.#listeners.delete(listener)
      this.#reconsider()
    }
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#onState.add(changed)
    return () => this.#onState.delete(changed)
  }
  readonly state = (): LineState => this.#state
  readonly figures = (): Figures | undefined => this.#figures
  /** Undefined while nobody wishes it. */
  readonly system = (): SystemFigures | undefined => this.#system

  // A screen that goes and one that comes are the same moment; the line is made once for both.
  #reconsider(): void {
    queueMicrotask(() => {
      if (this.#stop !== undefined && this.#wish !== JSON.stringify(wishOf(this.#listeners))) this.#connect()
    })
  }

  #connect(): void {
    const before = this.#stop
    const stop = new AbortController()
    this.#stop = stop
    const wish = wishOf(this.#listeners)
    this.#wish = JSON.stringify(wish)
    if (wish.system === undefined) this.#system = undefined
    void this.#follow(wish, stop.signal, () => before?.abort())
  }

  /** The old connection goes when the new one is there, so nothing falls between the two. */
  async #follow(wish: StreamLiveInput, signal: AbortSignal, onThere: () => void): Promise<void> {
    const onLine = (up: boolean): void => {
      if (up) onThere()
      if (this.#stop?.signal === signal) this.#say(up ? 'up' : 'lost')
    }
    try {
      for await (const entry of this.#client.watch('stream.live', wish, { signal, onLine })) if (this.#stop?.signal === signal) this.#take(entry)
    } catch (error) {
      onThere()
      if (this.#stop?.signal === signal) this.#say(error instanceof StreamRefused ? 'refused' : 'lost')
    }
  }

  #take(entry: LiveEntry): void {
    if (entry.kind === 'figures') {
      serverSays(entry.at)
      const segments = new Map(this.#figures?.segments)
      for (const one of entry.segments) segments.set(one.id, one)
      this.#figures = { ...entry, segments }
      for (const { onFigures } of this.#listeners) onFigures?.(this.#figures, entry.segments)
      this.#schedule()
    } else if (entry.kind === 'system') {
      this.#system = entry
      this.#schedule()
    } else if (entry.kind === 'notice' && entry.reason === 'reconnected') for (const { onGap } of this.#listeners) onGap?.()
    else {
      if (this.#waiting.length < WAITING) this.#waiting.push(entry)
      else this.#missed++
      this.#schedule()
    }
  }

  // With the next frame, or by the timer: a tab may go into the background before its frame comes.
  #schedule(): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(this.#deliver, HIDDEN_EVERY)
    requestAnimationFrame(this.#deliver)
  }

  readonly #deliver = (): void => {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    const entries = this.#waiting
    const missed = this.#missed
    this.#waiting = []
    this.#missed = 0
    if (entries.length > 0 || missed > 0) for (const { onEntries } of this.#listeners) onEntries?.(entries, missed)
    const now = { figures: this.#figures, system: this.#system }
    if (this.#told.figures === now.figures && this.#told.system === now.system) return
    this.#told = now
    this.#changed()
  }

  #say(state: LineState['state']): void {
    if (this.#state.state === state) return
    this.#state = { state, since: clock.now() }
    this.#changed()
  }

  #changed(): void {
    for (const changed of this.#onState) changed()
  }
}

/** What one connection must carry so that every listener hears what it wishes. */
function wishOf(listeners: ReadonlySet<LiveListener>): StreamLiveInput {
  const wishes = [...listeners].map(({ wish }) => wish)
  const people = new Set(wishes.filter(({ facts }) => facts === true).map(({ person }) => person))
  const [person] = people
  return {
    ...(people.size === 0 ? {} : { facts: 'true' }),
    ...(people.size === 1 && person !== undefined ? { person } : {}),
    ...(wishes.some(({ system }) => system === true) ? { system: 'true' } : {}),
  }
}
