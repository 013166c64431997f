// The screens of Data, on one server with something on each of them.
import { after, before, describe } from 'node:test'
import { testLiveStream } from './data-live.ts'
import { testDataScreens } from './data-screens.ts'
import { startDataWorld, type DataWorld } from './data-world.ts'

let world: DataWorld
before(async () => {
  world = await startDataWorld()
})
after(() => world?.server.end())

describe('data', () => testDataScreens(() => world))
describe('the live stream', () => testLiveStream(() => world))
