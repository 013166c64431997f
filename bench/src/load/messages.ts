// What the bench and its load process say to each other. One command is under way at a time.
import type { Spread } from '../percentile.ts'

export interface Target {
  readonly address: string
  readonly writeKey: string
  /** For the server's progress and the tail; a bare server has neither. */
  readonly token?: string
}

export type Command =
  /** Identifies everyone once, as fast as the server follows. */
  | { readonly do: 'introduce' }
  /** As many requests as `connections` carry, one after the other. */
  | { readonly do: 'flood'; readonly connections: number; readonly warmUpSeconds: number; readonly seconds: number }
  /** Requests at fixed instants, whatever happens to the ones before; with `probeSegment`, probes beside them. */
  | { readonly do: 'pace'; readonly connections: number; readonly eventsPerSecond: number; readonly warmUpSeconds: number; readonly seconds: number; readonly probeSegment?: string }
  /** Ends the counted time of the phase under way, however much of it is left. */
  | { readonly do: 'enough' }
  | { readonly do: 'end' }

export interface LoadResult {
  /** From the first to the last instant that was counted. */
  readonly seconds: number
  /** Events answered 200 in that time. */
  readonly acknowledged: number
  /** Answers by status other than 200, and `broken` connections. */
  readonly others: Readonly<Record<string, number>>
  /** Events answered 200 since the process began, warm-up and probes included. */
  readonly acknowledgedEver: number
  readonly averageBytes: number
  /** To make one event ready for sending, in microseconds. */
  readonly fillMicros: number
  /** From the intended (pace) or real (flood) instant of sending to the answer, in milliseconds. */
  readonly answered: Spread
  readonly probes?: ProbeResult
}

export interface ProbeResult {
  readonly sent: number
  /** Entries that were not seen within 10 s. */
  readonly lost: number
  /** From the probe's intended instant of sending to its membership's arrival in the tail, in milliseconds. */
  readonly entered: Spread
  /** From the instant a membership ended to that news, in milliseconds. */
  readonly left: Spread
  readonly answered: Spread
}

export type News =
  | { readonly ready: true }
  /** The warm-up is over, what follows is counted. */
  | { readonly counting: true }
  /** Nothing is counted any more; the result follows when the last answers are there. */
  | { readonly counted: true }
  | { readonly result: LoadResult }
  | { readonly failed: string }
