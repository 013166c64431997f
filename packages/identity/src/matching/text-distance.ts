// How alike two short texts are.
import { assert } from '@touchstone/base'

/** Flags of matched characters live in the bits of one number; further characters are not looked at. */
const LOOKED_AT = 32
const LONGEST_PREFIX = 4
const PREFIX_WEIGHT = 0.1
/** Below it a common beginning says nothing. */
const BOOST_FROM = 0.7

/**
 * Jaro–Winkler: 1 for the same text, 0 for nothing in common, generous to texts that begin alike. With m characters that
 * both have within half of the longer length, t of them in another order:
 *
 *     jaro = (m/|a| + m/|b| + (m − t)/m) / 3        jaro–winkler = jaro + prefix × 0.1 × (1 − jaro), prefix ≤ 4
 *
 * M. A. Jaro, Advances in record-linkage methodology as applied to matching the 1985 census of Tampa, Florida, JASA 84 (1989);
 * W. E. Winkler, String comparator metrics and enhanced decision rules in the Fellegi–Sunter model of record linkage (1990).
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const [m, n] = [Math.min(a.length, LOOKED_AT), Math.min(b.length, LOOKED_AT)]
  if (m === 0 || n === 0) return 0
  const reach = Math.max(0, (Math.max(m, n) >> 1) - 1)
  let [inA, inB, common] = [0, 0, 0]
  for (let i = 0; i < m; i++) {
    const unit = a.charCodeAt(i)
    const end = Math.min(n - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if ((inB & (1 << j)) !== 0 || b.charCodeAt(j) !== unit) continue
      inA |= 1 << i
      inB |= 1 << j
      common++
      break
    }
  }
  if (common === 0) return 0
  let [moved, j] = [0, 0]
  for (let i = 0; i < m; i++) {
    if ((inA & (1 << i)) === 0) continue
    while ((inB & (1 << j)) === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) moved++
    j++
  }
  const jaro = (common / m + common / n + (common - moved / 2) / common) / 3
  assert(jaro > 0 && jaro <= 1, 'a similarity lies between 0 and 1')
  if (jaro < BOOST_FROM) return jaro
  let prefix = 0
  while (prefix < LONGEST_PREFIX && prefix < m && prefix < n && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro)
}

/**
 * Whether one character put in, left out, replaced, or swapped with its neighbour makes one text the other: the four mistakes of
 * F. J. Damerau, A technique for computer detection and correction of spelling errors, CACM 7 (1964). False for equal texts.
 */
export function isOneEditApart(a: string, b: string): boolean {
  if (a.length < b.length) return isOneEditApart(b, a)
  if (a === b || a.length - b.length > 1) return false
  let start = 0
  while (start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let end = 0
  while (end < b.length - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  const [leftA, leftB] = [a.length - start - end, b.length - start - end]
  if (leftA === 1) return leftB <= 1
  return leftA === 2 && leftB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}

const SOUNDS: Readonly<Record<string, string>> = { b: '1', f: '1', p: '1', v: '1', c: '2', g: '2', j: '2', k: '2', q: '2', s: '2', x: '2', z: '2', d: '3', t: '3', l: '4', m: '5', n: '5', r: '6' }

/**
 * Soundex of a name's first word: its first letter and up to three digits for the consonants behind it (R. C. Russell, US
 * patent 1,261,167 of 1918, with the rule of the census that H and W do not part equal sounds). A name in another script
 * is its own first three letters.
 */
export function soundex(name: string): string {
  const word = name.split(' ', 1)[0]!
  if (!/^[a-z]+$/.test(word)) return word.slice(0, 3)
  let code = word[0]!
  let before = SOUNDS[code] ?? ''
  for (let i = 1; i < word.length && code.length < 4; i++) {
    const letter = word[i]!
    const sound = SOUNDS[letter] ?? ''
    if (sound !== '' && sound !== before) code += sound
    if (letter !== 'h' && letter !== 'w') before = sound
  }
  return code
}
