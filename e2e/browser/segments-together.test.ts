// Segments beside each other, on one server: how they overlap, and what tells them apart.
import { after, before, describe } from 'node:test'
import { ServerProcess } from '../src/server-process.ts'
import { testComparison } from './segments-compare.ts'
import { testOverlaps } from './segments-overlap.ts'

let server: ServerProcess
before(async () => {
  server = await ServerProcess.start()
})
after(() => server?.end())

describe('overlaps', () => testOverlaps(() => server))
describe('comparing segments', () => testComparison(() => server))
