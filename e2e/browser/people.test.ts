// The screens of People, on one server with everything on it that can go wrong.
import { after, before, describe } from 'node:test'
import { testPeopleList } from './people-list.ts'
import { startPeopleWorld } from './people-world.ts'
import type { PeopleWorld } from './people-world.ts'
import { testPerson } from './person.ts'

let world: PeopleWorld
before(async () => {
  world = await startPeopleWorld()
})
after(() => world?.server.end())

describe('people', () => testPeopleList(() => world))
// Each of these tests has a part of the world for itself.
describe('one person', { concurrency: 2 }, () => testPerson(() => world))
