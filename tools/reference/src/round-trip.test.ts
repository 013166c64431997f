import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '@touchstone/base'
import { startExample } from '../../../apps/server/src/http/testing.ts'
import { connect } from '@touchstone/client'
import type { Client } from '@touchstone/client'
import { ROUTES, STREAMS } from './generated-example-table.ts'
import type { NotesCreateNoteOutput, Operations, Streams } from './generated-example-table.ts'

// The whole way: declaration → generated table → typed client → real server → handler, and back.

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

test('a typed client reaches every kind of operation', async (t) => {
  const { address } = await startExample(t)
  const client: Client<Operations, Streams> = connect(ROUTES, STREAMS, { address: `${address}/`, token: 'all' })
  const made: NotesCreateNoteOutput = must(await client.notes.createNote({ title: 'Größe & "Maß"', tags: ['a', 'b'] }))
  assert.equal(must(await client.notes.getNote({ id: made.id })).title, 'Größe & "Maß"')
  assert.equal(must(await client.call('notes.change-note', { id: made.id, title: 'x' })).title, 'x')
  assert.deepEqual(must(await client.notes.listNotes({ tag: ['x', 'y&z'], limit: 3 })).asked, { limit: 3, tag: ['x', 'y&z'], red: false })
  assert.equal(must(await client.notes.listNotes()).asked.limit, 10)
  assert.deepEqual(must(await client.notes.findNote({ by: 'title', value: 'ü/? #%' })), { by: 'title', value: 'ü/? #%' })
  assert.deepEqual(must(await client.notes.deleteNote({ id: made.id })), { deleted: true })
  const wrong = await client.notes.getNote({ id: 12_345 })
  assert.deepEqual(wrong.ok ? undefined : wrong.failure, { code: 'notes.note-not-found', message: 'there is no note 12345' })
  // @ts-expect-error: an input without its required field does not compile, and the server refuses it as well.
  const missing = await client.notes.createNote({})
  assert.equal(missing.ok ? '' : missing.failure.code, 'api.missing-field')
})

test('a watched stream gives typed entries until it is told to end', async (t) => {
  const example = await startExample(t)
  const client: Client<Operations, Streams> = connect(ROUTES, STREAMS, { address: example.address, token: 'all' })
  const stop = new AbortController()
  const seen: string[] = []
  const telling = setInterval(() => example.tell({ kind: 'membership', position: 1, at: 1, person: 2, segment: 'sg_1', entered: true, cause: 'fact' }), 5)
  for await (const entry of client.watch('stream.tail', { segment: 'sg_1' }, { signal: stop.signal })) {
    if (entry.kind === 'membership') seen.push(entry.segment)
    if (seen.length === 3) stop.abort()
  }
  clearInterval(telling)
  assert.deepEqual(seen, ['sg_1', 'sg_1', 'sg_1'])
  assert.deepEqual(example.filters, [{ segment: 'sg_1' }])
})
