import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Millis, Result } from '@touchstone/base'
import type { AuditRecord, Caller, Permission } from '@touchstone/governance'

/** Takes a request or leaves it: `true` means that this handler answers it (now or later). It never throws. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => boolean

/** One line of the process log. `event` is a stable word to grep for; the other fields hold no personal value. */
export type Log = (line: { readonly level: 'info' | 'warn' | 'error'; readonly event: string; readonly [field: string]: unknown }) => void

/** Who makes this request. Its credentials must not be kept or logged. */
export type Authenticate = (req: IncomingMessage) => Result<Caller>

/** Whether the caller may do this. A failure's code ends in `forbidden`. */
export type Authorize = (declared: Guarded, caller: Caller) => Result<void>

/** What a permission check looks at: every operation and every event stream has these. */
export interface Guarded {
  readonly name: string
  readonly permission: Permission
}

export type { AuditRecord }

/** Keeps an audit record. No answer leaves before it has settled; when it rejects, the caller gets a 503 instead. */
export type Audit = (record: AuditRecord) => void | Promise<void>

/** One answered call, for the metrics. `operation` is a declared name, so the number of label values stays small. */
export type Observe = (seen: { readonly operation: string; readonly status: number; readonly millis: number }) => void

/** What `/status.json` shows to anybody: counts and states only, no name of a person or a segment. */
export interface StatusView {
  /** Where this server is reached, e.g. `http://localhost:8080`. */
  readonly address: string
  readonly version: string
  readonly startedAt: Millis
  readonly stores: readonly { readonly name: string; readonly ready: boolean; readonly reason?: string }[]
  /** Facts acknowledged (durable in the log) and facts the partition loop has finished. */
  readonly facts: { readonly accepted: number; readonly processed: number }
  readonly people: number
  readonly segments: readonly { readonly id: string; readonly state: string; readonly size: number }[]
  /** How far the warehouse is behind the loop. */
  readonly warehouseLag: { readonly facts: number; readonly millis: Millis }
  /** What stands still among segments, and should move. */
  readonly alarms: number
  readonly quarantined: number
  /** The demo world, where there is one: the path of its shop, and until when its planted truths hold as documented. */
  readonly demo?: { readonly shop: string; readonly startedAt: Millis; readonly truthsHoldUntil: Millis }
}

/** One part that must work before traffic may come. `reason` says why it does not. */
export interface Readiness {
  readonly name: string
  readonly ready: boolean
  readonly reason?: string
}

/** Where `/metrics` comes from. */
export interface MetricsText {
  readonly contentType: string
  text(): Promise<string>
}
