// What there is of everyone in a state, to be held against another state.
import assert from 'node:assert/strict'
import type { StateReader } from '@touchstone/stream'
import { AmendmentState } from '../amend/amendment-state.ts'
import type { Totals } from '../machine/totals.ts'
import { ProfileReader } from '../read-profile.ts'
import { hashForTests } from './reading-rig.ts'

const ALL = 1_000_000

/** What there is of everyone, whatever it is numbered by. Ids that the oracle never gave anybody are still led to somebody here. */
export function pictureOf(state: StateReader, isKnown: (id: number) => boolean) {
  const reader = new ProfileReader(state, hashForTests)
  const people = (state.keys('people', undefined, ALL) as number[]).map((id) => ({ ...reader.profile(id)!, accounts: reader.accounts.wordsOf(id)! }))
  const belonging = state.range('account_members', undefined, undefined, ALL).map(({ key, value }) => [reader.accounts.account((key as [number, number])[0])!.value, (key as [number, number])[1], value.readDoubleLE(0)])
  const members = state.range('members', undefined, undefined, ALL).map(({ key, value }) => [key, value.readDoubleLE(0)])
  const segments = new AmendmentState(state).segments().map(({ position, state: is, size }) => ({ position, is, size }))
  const { people: count, facts, merges: all } = JSON.parse(state.get('profiles_meta', 'totals')!.toString()) as Totals
  assert.equal(all, people.reduce((sum, { mergedPeople }) => sum + mergedPeople.length, 0), 'every merge that was made, and none that was undone, is counted')
  const text = (one: unknown): string => JSON.stringify(one)
  return {
    people: people.map((one) => ({ ...one, mergedPeople: one.mergedPeople.filter(isKnown), identifiers: [...one.identifiers].sort((a, b) => (text(a) < text(b) ? -1 : 1)), traits: sorted(one.traits), events: sorted(one.events) })),
    members, segments, count, facts, belonging,
  }
}

function sorted<T>(given: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))
}
