import { createHash } from 'node:crypto'

/** A key of the state holds less than 2 KB, and the text of a node has no such bound. */
const LONGEST = 300

/** The key under which a node lies in the table `nodes`: its text, or the beginning of a long one with a hash of the whole. */
export function nodeKey(key: string): string {
  if (key.length <= LONGEST) return key
  return `${key.slice(0, LONGEST).toWellFormed()} ${createHash('sha256').update(key).digest('hex')}`
}
