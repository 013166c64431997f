// The demo world as a newcomer meets it: the first screen of the console, and the shop beside it.
import { after, before, describe } from 'node:test'
import { ServerProcess } from '../src/server-process.ts'
import { testDemoShop } from './demo-shop.ts'
import { testHomeOfDemo } from './home-demo.ts'

let server: ServerProcess
before(async () => {
  server = await ServerProcess.start('--demo')
})
after(() => server?.end())

describe('home in the demo world', () => testHomeOfDemo(() => server))
// Every test is another shopper.
describe('the demo shop', { concurrency: 2 }, () => testDemoShop(() => server))
