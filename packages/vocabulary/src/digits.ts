// What a character means inside a written number, for every script. Decimal digits of Unicode (category Nd) stand in
// blocks of ten, zero first, so a digit's value is its distance from the start of its run of digits, modulo ten.
// The table covers the first two planes, where all digits are; it is built when the first non-ASCII character is met.

const OTHER = 0
/** 1 to 10: a digit of value 0 to 9. */
const FIRST_DIGIT = 1
const SEPARATOR = 11
const PLANES = 0x2_0000

let table: Uint8Array | undefined

function buildTable(): Uint8Array {
  const kinds = new Uint8Array(PLANES)
  // Spaces, dashes, and what hides between digits without being seen: soft hyphen, zero-width characters.
  const separator = /[\s\p{Zs}\p{Pd}\u00ad\u2043\u2212\u200b-\u200f\u2060\u30fc\ufeff\uff70]/u
  const digit = /\p{Nd}/u
  let run = 0
  for (let point = 0; point < PLANES; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const character = String.fromCodePoint(point)
    if (digit.test(character)) kinds[point] = FIRST_DIGIT + (run++ % 10)
    else {
      run = 0
      if (separator.test(character)) kinds[point] = SEPARATOR
    }
  }
  return kinds
}

/** 1 to 10 for a digit (value + 1), 11 for a space or dash, 0 for anything else. */
export function numberCharacter(point: number): number {
  if (point < 128) {
    if (point >= 48 && point <= 57) return FIRST_DIGIT + point - 48
    return point === 32 || point === 45 || (point >= 9 && point <= 13) ? SEPARATOR : OTHER
  }
  table ??= buildTable()
  return point < PLANES ? table[point]! : OTHER
}

export const SEPARATOR_CHARACTER = SEPARATOR

/** 0 to 9 for a decimal digit of any script, −1 for anything else. */
export function digitValue(point: number): number {
  const kind = numberCharacter(point)
  return kind >= FIRST_DIGIT && kind < SEPARATOR ? kind - FIRST_DIGIT : -1
}
