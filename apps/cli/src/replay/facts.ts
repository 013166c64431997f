import type { Millis } from '@touchstone/base'
import type { Collected, Group } from './collect.ts'
import type { Mapping } from './mapping.ts'

/** UTF-8 bytes the server takes for one event. */
export const LARGEST_EVENT = 64 * 1024
/** Characters the server takes for a messageId. */
const LONGEST_ID = 100

/** A group as one event of the public HTTP API. */
export interface OutgoingFact {
  readonly group: Group
  readonly text: string
}

export interface Rejected {
  readonly key: string
  readonly reason: string
}

/**
 * Writes groups as events. The messageId depends on nothing but the mapping's name and the group, so sending a group
 * again, today or after a crash, is the same fact. There is no `sentAt`: it would let the server shift the time by the
 * transport's milliseconds and by this machine's wrong clock, and a ledger's times are right as they are.
 */
export function createFactWriter(mapping: Mapping, collected: Collected, shift: Millis): (group: Group) => OutgoingFact | Rejected {
  return (group) => {
    const { key } = group
    const reject = (reason: string): Rejected => ({ key, reason })
    if (group.fault !== undefined) return reject(group.fault)
    const messageId = `replay-${mapping.name}-${key}`
    if (messageId.length > LONGEST_ID) return reject(`its messageId would have ${messageId.length} characters; at most ${LONGEST_ID} are possible`)
    const { traits, properties } = collected.rules.write(group.states)
    const who = group.user === undefined ? `"anonymousId":${JSON.stringify(mapping.user.guest.replaceAll('{group}', key))}` : `"userId":${JSON.stringify(group.user)}`
    const happened = new Date(group.happened + shift).toISOString()
    // Traits in the context of any call are the person's: that is how a track call says what is known about them.
    const about = traits === '{}' ? '' : `,"context":{"traits":${traits}}`
    const text = `{"type":"track","messageId":${JSON.stringify(messageId)},"event":${JSON.stringify(group.event)},${who},"originalTimestamp":"${happened}"${about},"properties":${properties}}`
    const bytes = Buffer.byteLength(text)
    return bytes > LARGEST_EVENT ? reject(`it has ${bytes} bytes as one event; at most ${LARGEST_EVENT} are possible (${group.lines} lines)`) : { group, text }
  }
}

export function isRejected(written: OutgoingFact | Rejected): written is Rejected {
  return 'reason' in written
}
