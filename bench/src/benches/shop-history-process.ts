// Fills the history of a stopped server with a shop's facts, for questions that only the warehouse answers, in a process
// of its own (see history-engine.ts):
//   node shop-history-process.ts <folder of the embedded engine> <facts> <people>
// Ninety days up to now, in log order, in blocks of a million: 20 events of very different frequency, the most frequent one
// a quarter of all, and identify calls with traits, one in 25. 84 % of it is by a fifth of the people; one in fifty people
// was merged into another one; one fact in a hundred is up to a day late. Prints one JSON line.
import { EVENTS } from '../load/event-texts.ts'
import { COUNTRIES, PLANS } from '../load/people.ts'
import { FACT_COLUMNS, openHistoryEngine } from './history-engine.ts'

export interface ShopHistory {
  readonly facts: number
  /** Known by now, after merges. */
  readonly people: number
  /** Reading and hashing every fact with one thread, in seconds. */
  readonly scanSeconds: number
}

const BLOCK = 1_000_000
const SPAN = 90 * 86_400_000
/** Of a thousand facts; the name of identify calls is empty. */
const IDENTIFIES = 40
const ZONES = ['Europe/Berlin', 'Europe/London', 'America/New_York']
const CATEGORIES = ['garden', 'light', 'kitchen', 'toys', 'paper']

const [folder, factsText, peopleText] = process.argv.slice(2)
const facts = Number(factsText)
const people = Number(peopleText)
const now = Date.now()
const { run, rows, answer } = await openHistoryEngine(folder!)

const texts = (list: readonly string[]): string => `[${list.map((text) => `'${text}'`).join(', ')}]`
/** A whole number below `below` that a fact's number gives, another one for each `salt`. */
const random = (salt: number, below: number): string => `(sipHash64(n, ${salt}) % ${below})`
const one = (list: readonly string[], index: string): string => `${texts(list)}[${index} + 1]`
const json = (parts: readonly string[]): string => `concat(${parts.join(', ')})`
const money = (salt: number, most: number): string => `toString(${random(salt, most * 100)} / 100)`

const NAMES = [...EVENTS.flatMap(([name, share]) => Array.from({ length: share }, () => name)), ...Array.from({ length: IDENTIFIES }, () => '')]
const PERSON = `toUInt64(if(${random(1, 5)} = 0, ${random(2, people)}, ${random(2, Math.ceil(people / 5))}) + 1)`
const TRAITS = json([
  `'{"plan":"'`, one(PLANS, random(4, 4)), `'","country":"'`, one(COUNTRIES, 'person % 10'), `'","loyalty_points":'`, `toString(${random(5, 1000)})`,
  `',"newsletter":'`, `if(person % 2 = 0, 'true', 'false')`, `',"has_email":true,"email_domain":"example.com","timezone":"'`, one(ZONES, 'person % 3'), `'"}'`,
])
const product = (salt: number): string[] => [
  `'"product_id":"p-'`, `toString(${random(salt, 5000)})`, `'","sku":"G-'`, `toString(${random(salt, 5000)})`, `'","category":"'`, one(CATEGORIES, random(salt, 5)),
  `'","price":'`, money(salt + 1, 80), `',"quantity":'`, `toString(${random(salt + 2, 4)} + 1)`,
]
const ORDER = json([`'{"order_id":"o-'`, `toString(${random(6, 900_000)})`, `'","revenue":'`, money(7, 300), `',"currency":"EUR","products":[{'`, ...product(10), `'},{'`, ...product(13), `'}]}'`])
const OTHER = json([`'{'`, ...product(10), `',"position":'`, `toString(${random(16, 40)})`, `',"currency":"EUR","value":'`, money(17, 80), `',"list_id":"list-'`, `toString(${random(18, 200)})`, `'"}'`])

for (let first = 0; first < facts; first += BLOCK) {
  await run(`INSERT INTO touchstone.profiles_facts ${FACT_COLUMNS} SETTINGS max_insert_threads = 1, min_insert_block_size_rows = ${BLOCK}, min_insert_block_size_bytes = 4000000000
WITH ${texts(NAMES)} AS names
SELECT n + 1 AS position, ${PERSON} AS person, ${now - SPAN} + intDiv(n * ${SPAN}, ${facts}) AS appended,
  appended - if(${random(8, 100)} = 0, ${random(9, 86_400_000)}, ${random(9, 2000)}) AS happened, appended AS received, happened AS original, appended AS sent,
  sipHash64(n, 3) AS hash, if(event = '', 'identify', 'track') AS type, names[${random(0, NAMES.length)} + 1] AS event, 'shop' AS source,
  concat('node-next-', hex(hash)) AS message_id, [concat('user_id:u', toString(person))] AS identifiers, [] AS dropped,
  if(event = '', ${TRAITS}, '{}') AS traits, multiIf(event = '', '{}', startsWith(event, 'Order'), ${ORDER}, ${OTHER}) AS properties,
  '{"library":{"name":"@segment/analytics-node","version":"2.3.0"},"locale":"de-DE","timezone":"Europe/Berlin"}' AS context
FROM (SELECT number AS n FROM numbers(${first}, ${Math.min(BLOCK, facts - first)}))`)
}
await run(`INSERT INTO touchstone.profiles_aliases (sequence, position, appended, loser, survivor) SELECT number AS sequence, ${facts} AS position, ${now} AS appended, 50 * number AS loser, 50 * number - 1 AS survivor FROM numbers(1, ${Math.floor(people / 50)})`)

const began = performance.now()
await rows('SELECT sum(cityHash64(person, happened, hash, event, properties)) AS sum FROM touchstone.profiles_facts')
const scanSeconds = (performance.now() - began) / 1000
const [found] = await rows(`SELECT count() AS facts, uniqExact(person - (person % 50 = 0)) AS people FROM touchstone.profiles_facts`)
await answer({ facts: found!['facts']!, people: found!['people']!, scanSeconds } satisfies ShopHistory)
