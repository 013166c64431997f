import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHANNELS, channelNamed, channelOf, type ChannelSigns } from './channels.ts'

const SILENT: ChannelSigns = { type: 'track', event: 'E', said: undefined, sender: undefined, library: undefined, deviceType: undefined, system: undefined, hasPage: false, medium: undefined }
const of = (signs: Partial<ChannelSigns>) => channelOf({ ...SILENT, ...signs })

test('a word is one of the names of a channel, however it is written', () => {
  for (const [word, channel] of [['Web', 'web'], ['Mobile App', 'mobile'], ['e-mail', 'email'], ['call_center', 'call-centre'], ['In-Store', 'in-store'], ['POS', 'in-store'], ['Live Chat', 'chat']] as const) assert.equal(channelNamed(word), channel)
  for (const channel of CHANNELS) assert.equal(channelNamed(channel), channel)
  for (const word of ['server', '', 'cpc', 7, null, 'x'.repeat(65)]) assert.equal(channelNamed(word), undefined)
})

test('what is said holds, then each sign in its turn', () => {
  const all: ChannelSigns = { type: 'page', event: 'Email Opened', said: 'in store', sender: 'mobile', library: 'analytics.js', deviceType: 'ios', system: 'iOS', hasPage: true, medium: 'sms' }
  assert.equal(channelOf(all), 'in-store')
  assert.equal(channelOf({ ...all, said: 'server' }), 'mobile', 'who sends is no channel')
  assert.equal(channelOf({ ...all, said: undefined, sender: 'server' }), 'email')
  assert.equal(channelOf({ ...all, said: undefined, sender: undefined, event: 'E' }), 'web')
  assert.equal(of({ library: 'analytics-node', deviceType: 'ios', hasPage: true }), 'mobile')
  assert.equal(of({ library: 'analytics-node', hasPage: true, medium: 'email' }), 'web', 'on the page that the mail led to')
  assert.equal(of({ medium: 'email' }), 'email')
  assert.equal(of({ type: 'screen' }), 'mobile')
  assert.equal(of({ type: 'page' }), 'web')
  assert.equal(of({ system: 'Android' }), 'mobile')
  assert.equal(of({ library: 'analytics-node', deviceType: 'desktop', system: 'Windows', medium: 'cpc' }), undefined, 'nothing is guessed')
  assert.equal(of({ said: 7, sender: {}, library: [], medium: null }), undefined)
})

test('a word of the sender’s own is a channel, unless it may be about somebody', () => {
  assert.equal(of({ said: 'Partner Portal' }), 'partner portal')
  for (const said of ['ann@example.com', '0049 151 1234567', 'a.b/c', ' ', 'client', 'x'.repeat(65)]) assert.equal(of({ said }), undefined, said)
  assert.equal(of({ sender: 'Partner Portal' }), undefined, 'beside the event only the words of the table')
})
