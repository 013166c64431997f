// Which versions of a segment are not needed any more. One speaks. One is being prepared: the newest that has not spoken
// yet, older ones were thought better of. And one stands by: the one that was replaced last, for a while, so that staff
// can go back to it at once.
import type { Millis } from '@touchstone/base'
import type { LiveVersion } from '../live-state.ts'

export interface Succession {
  /** Whether this version waits for staff to cut over to it. */
  readonly isManual: (version: LiveVersion) => boolean
  /** The version that spoke before the present one, and until when; undefined where there was none. */
  readonly replaced: { readonly position: number; readonly at: Millis } | undefined
  readonly now: Millis
  /** How long a replaced version stands by. */
  readonly standbyMillis: Millis
}

/** Of the versions of one segment (those that are not told to go yet), the ones that may go. */
export function superseded(versions: readonly LiveVersion[], { isManual, replaced, now, standbyMillis }: Succession): LiveVersion[] {
  const reported = versions.find(({ role }) => role === 'reported')
  const newer = versions.filter((one) => one.role === 'shadow' && one.version > (reported?.version ?? 0))
  const candidate = newer.reduce<LiveVersion | undefined>((newest, one) => (newest === undefined || one.version > newest.version ? one : newest), undefined)
  // A version that is replaced before it was live has nothing to bridge.
  const isIdle = reported !== undefined && reported.state !== 'live' && candidate !== undefined && !isManual(candidate)
  return versions.filter((one) => {
    if (one === reported) return isIdle
    if (one === candidate) return false
    return !(one.role === 'standby' && one.position === replaced?.position && now < replaced.at + standbyMillis)
  })
}
