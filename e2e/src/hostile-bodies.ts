// Bodies that try to hurt, as raw bytes: what a JSON library would not even let us write.
import { gzipSync } from 'node:zlib'

export interface Hostile {
  readonly name: string
  readonly path?: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** What the server must answer. */
  readonly status: number
  /** The messageId under which quarantine must list it, and the reason. */
  readonly quarantined?: { readonly messageId: string; readonly reason: string }
  /** How many facts it makes, 0 unless said. */
  readonly facts?: number
}

const MB = 1_048_576
const GZIP = { 'content-encoding': 'gzip' }

const track = (messageId: string, rest: string): string => `{"userId":"victim","event":"Hostile","messageId":"${messageId}",${rest}}`
const nested = (levels: number): string => '{"a":['.repeat(levels) + '1' + ']}'.repeat(levels)
const refused = (name: string, body: string | Buffer, headers?: Hostile['headers']): Hostile => ({ name, body, status: 400, ...(headers === undefined ? {} : { headers }) })
const kept = (name: string, reason: string, rest: string): Hostile => {
  const messageId = `kept ${name}`
  return { name, body: track(messageId, rest), status: 200, quarantined: { messageId, reason } }
}
const taken = (name: string, rest: string): Hostile => ({ name, body: track(`taken ${name}`, rest), status: 200, facts: 1 })

/** Bodies that are no call at all. */
const NO_CALL: readonly Hostile[] = [
  refused('nothing', ''),
  refused('no JSON', '{"userId":'),
  refused('two documents', '{}{}'),
  refused('a list', '[]'),
  refused('a number', '1e999'),
  refused('bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d, 0x7d])),
  refused('brackets without end', '['.repeat(MB)),
  refused('100,000 levels', nested(100_000)),
  refused('a text of 10 MB', track('too long', `"properties":{"a":"${'x'.repeat(10 * MB)}"}`)),
  refused('gzip that is none', Buffer.from('{"userId":"victim"}'), GZIP),
  refused('gzip that ends too soon', gzipSync('{"userId":"victim","event":"E"}').subarray(0, 30), GZIP),
  refused('a gzip bomb', gzipSync(Buffer.alloc(100 * MB, ' ')), GZIP),
  refused('a gzip bomb of many members', Buffer.concat(Array.from({ length: 2_000 }, () => gzipSync(Buffer.alloc(65_536, ' ')))), GZIP),
  { name: 'a batch that is no list', path: '/v1/batch', body: '{"batch":{"length":1000000000}}', status: 400 },
  { name: 'a batch of a million nothings', path: '/v1/batch', body: `{"batch":[${'0,'.repeat(1_000_000)}0]}`, status: 400 },
  { name: 'an encoding nobody knows', body: '{}', headers: { 'content-encoding': 'zstd, gzip, gzip, gzip' }, status: 400 },
]

/** Calls that are understood and refused: quarantine lists them. */
const KEPT: readonly Hostile[] = [
  kept('1,000 levels', 'event.too-deep', `"properties":${nested(500)}`),
  kept('a text of 3 MB', 'event.too-large', `"properties":{"a":"${'x'.repeat(3 * MB)}"}`),
  kept('a number beyond all', 'event.number-too-large', '"properties":{"value":1e400}'),
  kept('100,000 properties', 'event.too-large', `"properties":{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join(',')}}`),
  kept('identifiers without end', 'identifiers.too-many', `"context":{"externalIds":[${Array.from({ length: 500 }, (_, i) => `{"id":"${i}","type":"crm","collection":"users"}`).join(',')}]}`),
  kept('integrations of another kind', 'integrations.not-object', '"integrations":[1]'),
  kept('the year 275760', 'timestamp.unreadable', '"timestamp":"+275760-09-13T00:00:00.000Z"'),
  kept('the year -271821', 'timestamp.unreadable', '"timestamp":"-271821-04-20T00:00:00.000Z"'),
  kept('the year 1', 'timestamp.before-1970', '"timestamp":"0001-01-01T00:00:00Z"'),
  kept('a date that is none', 'timestamp.unreadable', '"timestamp":"2024-13-45T99:99:99Z"'),
  kept('milliseconds beyond all', 'timestamp.unreadable', '"timestamp":99999999999999999999'),
  kept('a sentAt from the future', 'timestamp.before-1970', '"timestamp":"2024-01-01T00:00:00Z","sentAt":"9999-12-31T23:59:59Z"'),
  kept('times that are objects', 'timestamp.unreadable', '"timestamp":{"$date":1},"sentAt":[]'),
  { name: 'an event name that is an object', body: '{"userId":"victim","event":{"$ne":null},"messageId":"kept name"}', status: 200, quarantined: { messageId: 'kept name', reason: 'event-name.not-text' } },
  { name: 'a userId that is an object', body: '{"userId":{"$gt":""},"event":"E","messageId":"kept id"}', status: 200, quarantined: { messageId: 'kept id', reason: 'user-id.not-text' } },
  { name: 'a userId of 100,000 characters', body: `{"userId":"${'u'.repeat(60_000)}","event":"E","messageId":"kept long id"}`, status: 200, quarantined: { messageId: 'kept long id', reason: 'user-id.too-long' } },
  { name: 'nobody', body: '{"event":"E","messageId":"kept nobody"}', status: 200, quarantined: { messageId: 'kept nobody', reason: 'identifiers.missing' } },
  { name: 'a type nobody knows', path: '/v1/batch', body: '{"batch":[{"type":"constructor","userId":"victim","messageId":"kept type"}]}', status: 200, quarantined: { messageId: 'kept type', reason: 'type.unknown' } },
]

/** Odd, but facts: they must not do anything but be stored. */
const TAKEN: readonly Hostile[] = [
  taken('__proto__', '"__proto__":{"polluted":true},"properties":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}},"context":{"__proto__":{"x":1},"traits":{"__proto__":{"polluted":true},"toString":1,"hasOwnProperty":1}}'),
  taken('lone surrogates', '"properties":{"\\ud800":"\\udfff","a":"\\ud83d"},"context":{"traits":{"lonely":"\\ud800"}}'),
  taken('zeros', '"properties":{"a\\u0000b":"\\u0000"},"context":{"page":{"url":"\\u0000"}}'),
  taken('-0 and 1e308', '"properties":{"value":-0,"sum":1e308,"small":5e-324,"long":123456789012345678901234567890}'),
  taken('SQL', `"properties":{"'); DROP TABLE touchstone.profiles_facts; --":"'); DROP TABLE touchstone.profiles_facts; --"}`),
  taken('the year 9999', '"timestamp":"9999-12-31T23:59:59Z"'),
  taken('the year 1970', '"timestamp":"1970-01-01T00:00:00.001Z"'),
  taken('milliseconds as text', '"timestamp":"1700000000000"'),
  taken('digits and blanks, 30 KB', `"properties":{"a":"${'4 '.repeat(15_000)}","b":"${'4111-'.repeat(5_000)}"}`),
  taken('an address without end', `"properties":{"a":"${'a@'.repeat(10_000)}","b":"${'a.'.repeat(10_000)}@b"}`),
  taken('a duplicate key, 5,000 times', `"properties":{${'"a":1,'.repeat(5_000)}"a":2}`),
]

export const HOSTILE: readonly Hostile[] = [...NO_CALL, ...KEPT, ...TAKEN]
