// Which accounts a person was said to belong to: for each the newest word about it, by (happened, hash), in whatever order
// facts arrive. Accounts go by their identifiers, so that the cell means the same in a state with other numbers.
//
//   u16 accounts · then each, ascending by identifier: f64 happened · u32 hash high · u32 hash low · u8 belongs · u16 length · UTF-8
//
// One who has left keeps the entry, so that an older word that comes late does not bring them back.
import { assert, type Millis } from '@touchstone/base'
import { CellKey } from './cell-key.ts'
import type { PersonRecord } from './person-record.ts'

/** Accounts of one person; of more, those of whom the newest word is oldest are forgotten here. History has them all. */
export const MAX_ACCOUNTS = 256

const ENTRY = 19

export interface AccountWord {
  /** As `type:value`. */
  readonly account: string
  readonly happened: Millis
  readonly hashHigh: number
  readonly hashLow: number
  /** Whether the person belongs to it, by this word. */
  readonly belongs: boolean
}

export function readAccounts(person: PersonRecord): AccountWord[] {
  const at = person.findCell(CellKey.ACCOUNTS)
  if (at < 0) return []
  const { view, bytes } = person
  const found: AccountWord[] = []
  let offset = at + 2
  for (let left = view.getUint16(at, true); left > 0; left--) {
    const end = offset + ENTRY + view.getUint16(offset + 17, true)
    assert(end <= at + person.cellSize(CellKey.ACCOUNTS), 'an account lies within its cell')
    found.push({
      happened: view.getFloat64(offset, true), hashHigh: view.getUint32(offset + 8, true), hashLow: view.getUint32(offset + 12, true),
      belongs: bytes[offset + 16] === 1, account: bytes.toString('utf8', offset + ENTRY, end),
    })
    offset = end
  }
  return found
}

/**
 * Takes in words of one fact or of another person; each stands where it is newer than what is known. Answers what had to be
 * forgotten for it.
 */
export function tellAccounts(person: PersonRecord, words: readonly AccountWord[]): AccountWord[] {
  if (words.length === 0) return []
  const known = new Map(readAccounts(person).map((word) => [word.account, word]))
  for (const word of words) {
    const before = known.get(word.account)
    if (before === undefined || isNewer(word, before)) known.set(word.account, word)
  }
  const all = [...known.values()]
  if (all.length > MAX_ACCOUNTS) all.sort((a, b) => (isNewer(a, b) ? -1 : 1))
  const forgotten = all.splice(MAX_ACCOUNTS)
  assert(all.length <= MAX_ACCOUNTS, 'a person has a bounded number of accounts')
  write(person, all.sort((a, b) => (a.account < b.account ? -1 : 1)))
  return forgotten
}

/** One fact may speak of several accounts, never twice of one. */
function isNewer(word: AccountWord, than: AccountWord): boolean {
  if (word.happened !== than.happened) return word.happened > than.happened
  if (word.hashHigh !== than.hashHigh) return word.hashHigh > than.hashHigh
  return word.hashLow === than.hashLow ? word.account > than.account : word.hashLow > than.hashLow
}

function write(person: PersonRecord, words: readonly AccountWord[]): void {
  const texts = words.map(({ account }) => Buffer.from(account))
  const at = person.allocateCell(CellKey.ACCOUNTS, texts.reduce((sum, text) => sum + ENTRY + text.length, 2))
  const { view, bytes } = person
  view.setUint16(at, words.length, true)
  let offset = at + 2
  words.forEach(({ happened, hashHigh, hashLow, belongs }, i) => {
    const text = texts[i]!
    assert(text.length < 65_536, 'an identifier fits 64 KB')
    view.setFloat64(offset, happened, true)
    view.setUint32(offset + 8, hashHigh, true)
    view.setUint32(offset + 12, hashLow, true)
    bytes[offset + 16] = belongs ? 1 : 0
    view.setUint16(offset + 17, text.length, true)
    bytes.set(text, offset + ENTRY)
    offset += ENTRY + text.length
  })
}
