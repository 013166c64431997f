// docs/demo.md, written from the truths and the numbers that the tests work out.
import { READY_SEGMENTS, READY_TRAITS, TRUTHS, type Check, type Truth } from '@touchstone/demo'

/** How the told world is made up. */
export interface WorldFigures {
  readonly realFacts: number
  readonly realCustomers: number
  readonly invented: number
  readonly lastHour: number
}

/** `membersOf` gives how many people a check has. */
export function truthsPage(figures: WorldFigures, membersOf: (check: Pick<Check, 'where'>) => number): string {
  const count = (value: number): string => value.toLocaleString('en-US')
  return `# The demo world

\`\`\`sh
npm start -- --demo
\`\`\`

fills a platform with something to explore and lets it live. It keeps its data in a folder of its own, \`.touchstone-demo\` beside the
usual one, and refuses a folder that holds other data. A second start goes on where the first one stopped and tells nothing twice. To
begin anew, remove the folder.

| what | how much | marked by |
|---|---|---|
| Orders and refunds of a real shop, one month of [Online Retail](examples/ATTRIBUTION.md) (UCI, CC BY 4.0), dates moved so that the last one is at the first start | ${count(figures.realFacts)} facts, ${count(figures.realCustomers)} customers with a number | \`context.provenance\` on each fact |
| Invented around these customers: names at example.org, visits, carts, app sessions, e-mails, parcels, contacts, ratings and survey answers | ${count(figures.invented)} facts | \`context.synthetic: true\` |
| Invented private shoppers in the hour before the first start, and ever after about five facts a second while the server runs | about ${count(Math.round(figures.lastHour / 500) * 500)} facts an hour, 5,000 visitors at most | \`context.synthetic: true\` |
| The demo shop at \`/demo-shop\`, instrumented with unmodified analytics.js: you are the customer | what you do | \`context.synthetic: true\` |

How much is invented, the platform tells by itself: \`npm run touchstone -- profiles count-synthetic\`, or \`GET /api/profiles/synthetic\`. It
counts whatever carries the mark, also what a sender of yours marks in the same way.

Customers of the ledger have the trait \`account = "trade"\`, invented shoppers \`account = "private"\` or no account. Everything but the
instant of the first start follows from a seed, so the numbers below are yours too.

**The first thing to try.** Write this segment, open the shop, put something into the cart: you are in at once, and out thirty seconds
later, by the passing of time alone.

\`\`\`condition
did "Cart Updated" in last 30 seconds and not did "Order Completed" in last 30 seconds
\`\`\`

## Planted truths

What happened in this world, and how to check that the platform finds it. Paste a condition into the segment editor, or:

\`\`\`sh
npm run touchstone -- segments preview-segment --where '…'
\`\`\`

The numbers are exact. They hold for a week from the first start as they stand; afterwards ask as of the first start (\`--as-of\`, with
\`demo.startedAt\` of \`/status.json\`). A test works them out from the generator, and another one asks a running platform.

${TRUTHS.map((truth, index) => section(truth, index + 1, membersOf)).join('\n')}
${computedTraits(membersOf)}## Ready-made segments

They are made at the first start, through the API, and are yours to change.

| name | what it means | condition |
|---|---|---|
${READY_SEGMENTS.map(({ name, description, where }) => `| ${name} | ${description} | \`${where}\` |`).join('\n')}

## Adding to it

The generator is [packages/demo](../packages/demo/README.md): one file for each kind of invented past. This page is written from
\`packages/demo/src/truths.ts\`; a test compares them. After a change, run
\`TOUCHSTONE_WRITE_PAGES=1 npm test -- apps/server/src/demo\`.
`
}

function computedTraits(membersOf: (check: Pick<Check, 'where'>) => number): string {
  return `## Ready-made computed traits

They are made before the first fact is told, through the API. Everybody's page shows their values, and conditions name them like any
other trait; the last two columns are a condition to try and how many people it has, as exact as the numbers above.

| name | what it is | expression | who | people | condition |
|---|---|---|---|---|---|
${READY_TRAITS.map(({ name, description, expression, check }) => `| \`${name}\` | ${description} | \`${expression}\` | ${check.asks} | **${membersOf(check)}** | \`${check.where}\` |`).join('\n')}

What one of them is for somebody, at any moment, and which facts it is made of:

\`\`\`sh
npm run touchstone -- segments explain-trait --person 1042 --trait lifetime_value
\`\`\`

`
}

function section({ title, story, checks }: Truth, number: number, membersOf: (check: Check) => number): string {
  const rows = checks.map((check) => `| ${check.asks} | **${membersOf(check)}** | \`${check.where}\` |`)
  return `### ${number}. ${title}\n\n${story}\n\n| who | people | condition |\n|---|---|---|\n${rows.join('\n')}\n`
}
