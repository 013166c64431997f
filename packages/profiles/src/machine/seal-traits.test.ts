// What people have of a field goes when it is given a class that protects it, whoever becomes whom meanwhile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldClass } from '@touchstone/vocabulary'
import { MemoryState } from '@touchstone/stream/testing'
import { MachineRig } from '../testing.ts'

const T = 1_700_000_000_000
const classed = (rig: MachineRig, at: number, place: 'trait' | 'property', name: string, given: FieldClass | null, commit = true) => rig.control(T + at, { control: 'field.class', place, name, class: given, version: 1 }, commit)
/** Everything that the state says of people, as text. */
const bytesOf = (rig: MachineRig) => rig.driver.state.range('people', undefined, undefined, 10_000).map(({ value }) => value.toString('latin1')).join()

test('a trait goes from everyone, under all its spellings; conditions on it let go of their members, and a replay says the same', () => {
  const told: unknown[] = []
  for (const withRestart of [false, true]) {
    let rig = new MachineRig(new MemoryState())
    const club = rig.define(T, 'club', 'club = "Planted-club"')
    for (let i = 0; i < 450; i++) rig.fact(T + i, { identifiers: [`user_id:u${i}`], messageId: `m${i}`, traits: { [i % 2 === 0 ? 'club' : 'Cl-ub']: 'Planted-club', plan: 'kept-plan' } }, i % 50 === 49)
    assert.equal(rig.members(club).size, 225)
    rig.takeOutcomes()
    if (withRestart) rig = rig.restarted()
    classed(rig, 1_000, 'trait', 'club', 'internal')
    assert.ok(bytesOf(rig).includes('Planted-club'), 'a class that protects nothing changes nothing')
    classed(rig, 1_001, 'trait', 'club', 'personal')
    for (let i = 0; i < 5; i++) rig.tick(T + 1_002 + i)
    assert.ok(!bytesOf(rig).includes('Planted-club'))
    assert.equal(bytesOf(rig).split('kept-plan').length, 451)
    assert.equal(rig.members(club).size, 0)
    const changes = rig.takeOutcomes().changes
    assert.deepEqual([...new Set(changes.map(({ cause, entered }) => `${cause} ${entered}`))], ['class false'])
    told.push(changes.map(({ person }) => person))
  }
  assert.deepEqual(told[0], told[1])
})

test('a property goes from within traits that are objects or lists, and what is beside it stays', () => {
  const rig = new MachineRig(new MemoryState())
  rig.fact(T, { identifiers: ['user_id:a'], traits: { prefs: { note: 'Planted-1', size: 'XL', list: [{ NOTE: 'Planted-2', no: 1 }] }, note: 'a trait is something else', flags: { note: true } } })
  classed(rig, 1, 'property', 'note', 'sensitive')
  rig.tick(T + 2)
  const text = bytesOf(rig)
  assert.ok(!text.includes('Planted'))
  assert.ok(text.includes('{"size":"XL","list":[{"no":1}]}'))
  assert.ok(text.includes('a trait is something else') && text.includes('{"note":true}'))
})

test('who becomes part of somebody that was reached already brings nothing back', () => {
  const rig = new MachineRig(new MemoryState())
  rig.fact(T, { identifiers: ['user_id:first'], messageId: 'm0' })
  for (let i = 1; i < 600; i++) rig.fact(T + i, { identifiers: [`anonymous_id:a${i}`], messageId: `m${i}`, traits: { club: `Planted-${i}` } }, i % 100 === 99)
  classed(rig, 700, 'trait', 'club', 'personal', false)
  rig.fact(T + 701, { identifiers: ['user_id:first', 'anonymous_id:a599'], messageId: 'm700' }, true)
  rig.fact(T + 702, { identifiers: ['user_id:first', 'anonymous_id:a598'], messageId: 'm701' }, true)
  for (let i = 0; i < 6; i++) rig.tick(T + 703 + i)
  assert.ok(!bytesOf(rig).includes('Planted'))
})
