// Fills the history of a stopped server, in a process of its own, because the embedded engine ends only with its process:
//   node history-process.ts <folder of the embedded engine> <facts>
// Everyone who is known gets facts of two events over the last 90 days, a fifth of the people four fifths of them. They take
// the log positions of the facts that are there, so the server goes on where it was. Prints one JSON line.
import { FACT_COLUMNS, openHistoryEngine } from './history-engine.ts'

const BLOCK = 2_000_000

export interface MadeHistory {
  readonly facts: number
  readonly people: number
  /** Reading and hashing every fact with one thread, in seconds: the least that reading history can take. */
  readonly scanSeconds: number
}

const [folder, wanted] = process.argv.slice(2)
const { run, rows, answer } = await openHistoryEngine(folder!)

const PEOPLE = 'SELECT person, any(position) AS position, max(appended) AS appended FROM touchstone.profiles_facts GROUP BY person'
const [{ people } = { people: 0 }] = await rows(`SELECT count() AS people FROM (${PEOPLE})`)
const each = Number(wanted) / people!
/** How many facts a person has, so that all have about as many as were wanted. */
const COUNT = `toUInt32(ceil(if(sipHash64(person, 1) % 5 = 0, ${4 * each}, ${each / 4})))`
const shares = Math.max(1, Math.ceil(Number(wanted) / BLOCK))
for (let share = 0; share < shares; share++) {
  await run(`INSERT INTO touchstone.profiles_facts ${FACT_COLUMNS}
SELECT position, person, appended, appended - toInt64(sipHash64(person, n, 2) % 7776000000) AS happened, appended AS received, happened AS original, appended AS sent,
  sipHash64(person, n, 3) AS hash, 'track' AS type, if(sipHash64(person, n, 4) % 5 = 0, 'Order Completed', 'Product Viewed') AS event, 'bench' AS source,
  hex(hash) AS message_id, [concat('user_id:', hex(person))] AS identifiers, [] AS dropped, '{}' AS traits,
  concat('{"product_id":"p-', toString(sipHash64(person, n, 5) % 5000), '","category":"garden","price":', toString((sipHash64(person, n, 6) % 8000) / 100), ',"quantity":1,"currency":"EUR","revenue":', toString((sipHash64(person, n, 7) % 30000) / 100), '}') AS properties,
  '{}' AS context
FROM (SELECT * FROM (${PEOPLE}) WHERE sipHash64(person, 8) % ${shares} = ${share}) ARRAY JOIN range(${COUNT}) AS n`)
}
const began = performance.now()
const [{ facts } = { facts: 0 }] = await rows('SELECT count() AS facts, sum(cityHash64(person, happened, hash, event, properties)) AS sum FROM touchstone.profiles_facts')
const scanSeconds = (performance.now() - began) / 1000
await answer({ facts: facts!, people: people!, scanSeconds } satisfies MadeHistory)
