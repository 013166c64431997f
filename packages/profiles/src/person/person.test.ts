import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '@touchstone/base'
import { fieldRulesWith } from '@touchstone/vocabulary'
import fc from 'fast-check'
import { SESSION_GAP } from '../machine/sessions-cell.ts'
import { T, codeOf, operationsRig } from '../testing/operations-rig.ts'
import { hashForTests } from '../testing/reading-rig.ts'
import { devicesOf } from './devices.ts'
import { readUserAgent } from './user-agent.ts'

const positions = (result: Result<any>): number[] => (assert.ok(result.ok, JSON.stringify(result)), result.value.facts.map((one: { position: number }) => one.position))

test('a timeline is read both ways from any place, filtered, and cut into the sessions of the engine', async (t) => {
  const gaps = fc.array(fc.tuple(fc.constantFrom(0, 1, SESSION_GAP - 1, SESSION_GAP, SESSION_GAP + 1, 3 * SESSION_GAP), fc.constantFrom('A', 'B', undefined), fc.integer({ min: 0, max: 2 * SESSION_GAP })), { minLength: 1, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(gaps, async (steps) => {
      let time = T
      const rig = await operationsRig(t, ({ machine }) => {
        for (const [gap, event, late] of steps) machine.fact((time += gap), { identifiers: ['user_id:u'], ...(event === undefined ? {} : { event }), happened: time - late, traits: event === undefined ? { x: 1 } : {} })
      }, true)
      const whole = await rig.call('get-timeline', { personId: '1', limit: 500 })
      const all = positions(whole)
      assert.equal(all.length, steps.length)
      for (const limit of [1, 4]) {
        const down: number[] = []
        let before: string | null | undefined
        while (before !== null) {
          const page: Result<any> = await rig.call('get-timeline', { personId: '1', limit, ...(before === undefined ? {} : { before }) })
          down.push(...positions(page))
          assert.ok(page.ok)
          before = page.value.next
        }
        assert.deepEqual(down, all, 'downwards')
        const up: number[] = []
        let after = String(T - 10 * SESSION_GAP)
        for (;;) {
          const page: Result<any> = await rig.call('get-timeline', { personId: '1', limit, after })
          up.unshift(...positions(page))
          assert.ok(page.ok)
          if (page.value.facts.length < limit) break
          after = page.value.previous
        }
        assert.deepEqual(up, all, 'upwards')
      }
      assert.ok(whole.ok)
      const events = whole.value.facts.filter((one: { event: string }) => one.event !== '')
      assert.equal(whole.value.sessions.length, rig.profiles.profile(1)!.sessions.count, 'as many as the engine has')
      assert.deepEqual(whole.value.sessions[0] ?? null, events.length === 0 ? null : { ...rig.profiles.profile(1)!.sessions.last, facts: whole.value.sessions[0].facts, channels: [], locations: [] })
      for (const { start, end, facts } of whole.value.sessions) {
        const inside = events.filter((one: { session: number }) => one.session === start)
        assert.equal(inside.length, facts)
        assert.deepEqual([inside.at(-1).happened, inside[0].happened], [start, end])
      }
      const onlyA = await rig.call('get-timeline', { personId: '1', event: ['A'], limit: 500 })
      assert.deepEqual(positions(onlyA), all.filter((position) => steps[position - 1]![1] === 'A'))
      assert.ok(onlyA.ok)
      for (const { session } of onlyA.value.facts) assert.ok(whole.value.sessions.some(({ start }: { start: number }) => start === session), 'sessions do not care for filters')
      assert.deepEqual(positions(await rig.call('get-timeline', { personId: '1', type: ['identify'], source: ['test'], limit: 500 })), all.filter((position) => steps[position - 1]![1] === undefined))
      assert.deepEqual(positions(await rig.call('get-timeline', { personId: '1', source: ['other'] })), [])
    }),
    { numRuns: 4, seed: 20261129 },
  )
})

test('what is known says which fact it came from, also over a merge, and shows no personal value', async (t) => {
  const hash = hashForTests('email', 'anna@example.com')
  const { call } = await operationsRig(t, ({ machine }) => {
    machine.fact(T + 1, { identifiers: ['anonymous_id:a'], event: 'Seen', traits: { plan: 'free', country: 'AT' } })
    machine.fact(T + 2, { identifiers: ['user_id:u', `email:${hash}`], traits: { plan: 'pro' } })
    machine.fact(T + 3, { identifiers: ['anonymous_id:a', 'user_id:u'], event: 'Seen' })
    machine.fact(T + 4, { identifiers: ['user_id:u'], happened: T, traits: { plan: 'old', email_domain: 'example.com' } })
    machine.fact(T + 5, { identifiers: ['user_id:u', 'crm:null'] })
  }, true)
  const answer = await call('get-origins', { personId: '2' })
  assert.ok(answer.ok, JSON.stringify(answer))
  const { person, identifiers, traits, sealed, sources, setAside, through } = answer.value
  assert.deepEqual([person, through], [1, 5])
  assert.deepEqual(setAside, [{ identifier: { type: 'crm', value: 'null', personal: false }, rule: 'blocked', reason: 'its value identifies nobody', facts: 1, last: T + 5, position: 5 }])
  assert.deepEqual(identifiers.map((one: any) => [one.type, one.value, one.reason, one.origin.position, one.origin.source]), [
    ['anonymous_id', 'a', 'created', 1, 'test'],
    ['user_id', 'u', 'created', 2, 'test'],
    ['email', `***${hash.slice(-4)}`, 'created', 2, 'test'],
  ])
  assert.deepEqual(traits.map((one: any) => [one.name, one.value, one.class, one.origin.position]).sort(), [
    ['country', 'AT', 'internal', 1], ['email_domain', 'example.com', 'internal', 4], ['plan', 'pro', 'internal', 2],
  ])
  assert.deepEqual(sealed, [{ path: 'traits.email', class: 'personal' }])
  assert.ok(!JSON.stringify(answer).includes(hash) && !JSON.stringify(answer).includes('of 1 and 2'))
  assert.deepEqual(sources.map((one: any) => [one.source, one.type, one.facts]), [['test', 'identify', 3], ['test', 'track', 2]])
  assert.equal(codeOf(await call('get-origins', { personId: '77' })), 'profiles.not-found')
})

test('what staff protected since is masked wherever it is still readable, and no column of a list', async (t) => {
  const rules = fieldRulesWith([{ place: 'trait', name: 'plan', class: 'sensitive' }, { place: 'property', name: 'note', class: 'personal' }])
  const { call } = await operationsRig(t, ({ machine }) => {
    machine.fact(T, { identifiers: ['user_id:u'], event: 'Seen', traits: { plan: 'hidden plan', country: 'AT' }, properties: { note: 'hidden note', n: 1 } })
  }, true, rules)
  const answers = await Promise.all([
    call('get-profile', { idType: 'user_id', value: 'u' }), call('get-timeline', { personId: '1' }), call('get-origins', { personId: '1' }), call('list-people', { columns: ['traits.country'] }),
  ])
  for (const answer of answers) assert.ok(answer.ok && !JSON.stringify(answer).includes('hidden'), JSON.stringify(answer))
  const [profile, timeline, origins] = answers.map((one) => (one.ok ? one.value : undefined))
  assert.deepEqual(profile.traits['plan'], { value: '***', happened: T, class: 'sensitive' })
  assert.deepEqual([timeline.facts[0].traits, timeline.facts[0].properties], [{ plan: '***', country: 'AT' }, { note: '***', n: 1 }])
  assert.deepEqual(origins.traits.find((one: { name: string }) => one.name === 'plan').class, 'sensitive')
  assert.equal(codeOf(await call('list-people', { columns: ['traits.plan'] })), 'profiles.personal-column')
  assert.equal(codeOf(await call('list-people', { sort: 'traits.plan' })), 'profiles.personal-column')
})

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
const CHROME = (version: number) => `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`

test('devices are told apart by what updates do not change, and say what the SDK said before what a user agent says', async (t) => {
  const { call } = await operationsRig(t, ({ machine }) => {
    machine.fact(T + 1, { identifiers: ['user_id:u'], event: 'Seen', context: { userAgent: CHROME(130), library: { name: 'analytics.js', version: '1' }, locale: 'de-AT' } })
    machine.fact(T + 2, { identifiers: ['user_id:u'], event: 'Seen', context: { userAgent: CHROME(131), library: { name: 'analytics.js', version: '2' }, locale: 'de-AT', channel: 'web', location: { country: 'DE' } } })
    machine.fact(T + 3, { identifiers: ['user_id:u'], event: 'Opened', context: { device: { manufacturer: 'Google', model: 'Pixel 9', type: 'android' }, os: { name: 'Android', version: '15' }, app: { name: 'Shop', version: '3.1' }, channel: 'mobile', location: { country: 'AT', region: '9' } } })
    machine.fact(T + 4, { identifiers: ['user_id:u'], event: 'Paid', context: { library: { name: 'a-server', version: '1' }, ip: null } })
    machine.fact(T + 5, { identifiers: ['user_id:u'], event: 'Seen', happened: T, context: { userAgent: CHROME(130), channel: 'web', location: { country: 'AT', city: 'Wien' } } })
    machine.fact(T + 6, { identifiers: ['user_id:u'], event: 'Odd', context: { userAgent: 'what', device: 7, os: [] } })
  }, true)
  const answer = await call('get-devices', { personId: '1' })
  assert.ok(answer.ok, JSON.stringify(answer))
  const [phone, desktop, ...others] = answer.value.devices
  assert.deepEqual(others, [])
  assert.deepEqual(phone, {
    type: 'android', maker: 'Google', model: 'Pixel 9', system: { name: 'Android', version: '15' }, app: { name: 'Shop', version: '3.1' }, browser: null, isGuess: false,
    libraries: [], userAgents: [], locales: [], sources: ['test'], channels: ['mobile'], locations: [{ country: 'AT', region: '9' }], firstSeen: T + 3, lastSeen: T + 3, facts: 1,
  })
  assert.deepEqual(desktop, {
    type: 'desktop', maker: null, model: null, system: { name: 'Linux', version: null }, app: null, browser: { name: 'Chrome', version: '131.0.0.0' }, isGuess: true,
    libraries: ['analytics.js 2', 'analytics.js 1'], userAgents: [CHROME(131), CHROME(130)], locales: ['de-AT'], sources: ['test'], channels: ['web'], locations: [{ country: 'DE', region: '' }, { country: 'AT', region: '' }], firstSeen: T, lastSeen: T + 2, facts: 3,
  })
})

test('a session says by which channels and from where its facts came', async (t) => {
  const seen = (context: object) => ({ identifiers: ['user_id:u'], event: 'Seen', context: { ...context } })
  const { call } = await operationsRig(t, ({ machine }) => {
    machine.fact(T, seen({ channel: 'web', location: { country: 'AT', region: '9' } }))
    machine.fact(T + 1, seen({ channel: 'mobile', location: { country: 'AT', region: '9' } }))
    machine.fact(T + 2, seen({ location: { country: 'DE' } }))
    machine.fact(T + 3, { identifiers: ['user_id:u'], context: { channel: 'chat' } })
    machine.fact(T + 3 * SESSION_GAP, seen({ channel: 'in-store', location: 'Wien' }))
    machine.fact(T + 9 * SESSION_GAP, seen({}))
  }, true)
  const { value } = (await call('get-timeline', { personId: '1' })) as any
  assert.deepEqual(value.sessions.map(({ facts, channels, locations }: any) => [facts, channels, locations]), [
    [1, [], []], [1, ['in-store'], []], [3, ['mobile', 'web'], [{ country: 'AT', region: '9' }, { country: 'DE', region: '' }]],
  ])
})

test('user agents are read as far as they say something', () => {
  assert.deepEqual(readUserAgent(PHONE), { browser: 'Safari', browserVersion: '18.1', system: 'iOS', systemVersion: '18.1', type: 'mobile', maker: 'Apple', model: 'iPhone' })
  for (const nothing of ['', 'what', 'x'.repeat(100_000)]) assert.equal(readUserAgent(nothing), undefined, nothing.slice(0, 9))
  assert.deepEqual(devicesOf([]), [])
})
