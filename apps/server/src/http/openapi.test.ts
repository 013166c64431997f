import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { openApiDocument } from './openapi.ts'
import { register } from './registration.ts'
import { noteOperations, startExample } from './testing.ts'
import { tailStream } from './tail.ts'

const tree: any = s.object({ word: s.string(), inner: s.array(s.lazy(() => tree)) })
const growing = operation({
  name: 'trees.grow-tree', method: 'POST', path: 'trees', summary: 'Grow', permission: 'trees:write', audit: 'grew a tree',
  input: s.object({ tree, choice: s.union([s.string(), s.number()]) }), output: tree, example: { input: { tree: { word: 'a', inner: [] }, choice: 1 }, output: { word: 'a', inner: [] } },
  handler: async () => ok({ word: 'a', inner: [] }),
})

test('the document is valid OpenAPI 3.1, also with shapes that refer to themselves', async () => {
  const document = openApiDocument(register([...noteOperations(), growing], [tailStream(() => () => undefined)]), { version: '1', address: 'http://x' })
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))
  assert.deepEqual(result.errors, undefined)
  assert.equal(result.valid, true)
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map((match) => match[1])
  const known = Object.keys((document.components as { schemas: object }).schemas)
  assert.ok(refs.includes('trees_grow-tree_output'))
  for (const ref of refs) assert.ok(known.includes(ref), ref)
})

test('a faulty document is found by the same validator', async () => {
  const document = openApiDocument(register(noteOperations()), { version: '1' })
  const result = await new Validator().validate({ ...document, paths: { 'no-slash': { get: { parameters: [{ name: 1 }] } } } } as never)
  assert.equal(result.valid, false)
})

test('it is served, and says path, query, body, permission, examples, error and security', async (t) => {
  const example = await startExample(t)
  const answer = await fetch(`${example.address}/api/openapi.json`)
  assert.equal(answer.status, 200)
  const document = (await answer.json()) as any
  const change = document.paths['/api/notes/{id}'].patch
  assert.equal(change.operationId, 'notes.change-note')
  assert.deepEqual(change.parameters.map((one: any) => [one.name, one.in, one.required]), [['id', 'path', true]])
  assert.deepEqual(Object.keys(change.requestBody.content['application/json'].schema.properties), ['title'])
  assert.equal(change['x-permission'], 'notes:write')
  assert.deepEqual(document.paths['/api/notes'].get.parameters.map((one: any) => [one.name, one.in, one.required]), [['limit', 'query', false], ['tag', 'query', false], ['red', 'query', false]])
  assert.equal(document.components.securitySchemes.token.scheme, 'bearer')
  assert.deepEqual(document.components.schemas.Error.required, ['code', 'message'])
  assert.ok(change.responses[404].content['application/json'].schema.$ref.endsWith('/Error'))
  assert.ok(document.paths['/api/stream/tail'].get.responses[200].content['text/event-stream'])
  assert.equal((await fetch(`${example.address}/api/openapi.json`, { method: 'POST' })).status, 405)
})
