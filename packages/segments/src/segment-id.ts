import { randomInt } from 'node:crypto'

/** Without characters that look alike. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
const LENGTH = 12

/** `sg_` and 12 random characters: 59 bits. */
export function newSegmentId(): string {
  let id = 'sg_'
  for (let i = 0; i < LENGTH; i++) id += ALPHABET[randomInt(ALPHABET.length)]
  return id
}
