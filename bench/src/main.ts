// `npm run bench -- <name>`: one JSON line per figure on the standard output, progress on the standard error.
import { parseArgs } from 'node:util'
import { backfillBench } from './benches/backfill.ts'
import { bareBench } from './benches/bare.ts'
import { CONSOLE_PARTS, consoleBench, type ConsolePart } from './benches/console.ts'
import { engineBench } from './benches/engine.ts'
import { identityBench } from './benches/identity.ts'
import { ingestBench, segmentsBench } from './benches/ingest.ts'
import { matchingBench } from './benches/matching.ts'
import { peopleBench } from './benches/people.ts'
import { planBench } from './benches/plan.ts'
import { personBench } from './benches/person.ts'
import { previewBench } from './benches/preview.ts'
import { retailBench } from './benches/retail.ts'
import { progress, reportOf } from './report.ts'
import { stopServers } from './server/start-server.ts'

const USAGE = `npm run bench -- <ingest|bare|replay|preview|segments|engine|person|people|plan|console|backfill|identity|matching|all> [options]

  --seconds <n>     counted time of each ingest phase (60)
  --events <n>      events of each engine figure (300000)
  --data <file>     the Online Retail ledger (../shared/data/commerce/online-retail.csv.gz, from the project's folder)
  --people <n>      people there are: people and console (1000000), preview (500000), backfill (100000, the fewest)
  --facts <n>       facts of their history: people and console (20000000), preview (10000000), backfill (1000000)
  --part <name>     console: ${CONSOLE_PARTS.join(', ')} only; may be said several times
  --hours <n>       console: what an open tab lives through (24)
  --records <n>     matching: rows of the list (100000)
  --rate <n>        backfill: live events per second beside it (10000)
  --profile <dir>   ingest, backfill: CPU profiles of the server's threads, and tables of where the time goes
`

interface Settings {
  readonly seconds: number
  readonly events: number
  readonly people: number | undefined
  readonly facts: number | undefined
  readonly records: number
  readonly rate: number
  readonly parts: readonly ConsolePart[]
  readonly hours: number
  readonly data?: string | undefined
  readonly profile?: string | undefined
}

const BENCHES: Readonly<Record<string, (settings: Settings) => Promise<unknown>>> = {
  ingest: (settings) => ingestBench(reportOf('ingest'), settings),
  bare: (settings) => bareBench(reportOf('bare'), settings),
  replay: (settings) => retailBench({ replay: reportOf('replay') }, settings),
  async preview(settings) {
    await retailBench({ preview: reportOf('preview') }, settings)
    await previewBench(reportOf('preview'), { ...settings, people: settings.people ?? 500_000, facts: settings.facts ?? 10_000_000 })
  },
  engine: (settings) => engineBench(reportOf('engine'), settings),
  segments: (settings) => segmentsBench(reportOf('segments'), settings),
  plan: (settings) => planBench(reportOf('plan'), settings),
  person: () => personBench(reportOf('person')),
  people: ({ people = 1_000_000, facts = 20_000_000 }) => peopleBench(reportOf('people'), { people, facts }),
  console: ({ people = 1_000_000, facts = 20_000_000, parts, hours }) => consoleBench(reportOf('console'), { people, facts, parts, hours }),
  backfill: ({ people = 100_000, facts = 1_000_000, ...settings }) => backfillBench(reportOf('backfill'), { people, facts, ...settings }),
  identity: ({ facts = 500_000, rate }) => identityBench(reportOf('identity'), { facts, rate }),
  matching: async (settings) => matchingBench(reportOf('matching'), settings),
  async all(settings) {
    await ingestBench(reportOf('ingest'), settings)
    await retailBench({ replay: reportOf('replay'), preview: reportOf('preview') }, settings)
    await engineBench(reportOf('engine'), settings)
  },
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '60' }, events: { type: 'string', default: '300000' }, people: { type: 'string' }, facts: { type: 'string' }, records: { type: 'string', default: '100000' }, rate: { type: 'string', default: '10000' }, data: { type: 'string' }, part: { type: 'string', multiple: true, default: [...CONSOLE_PARTS] }, hours: { type: 'string', default: '24' }, profile: { type: 'string' }, help: { type: 'boolean' } },
  })
  const bench = BENCHES[positionals[0] ?? '']
  const [seconds, events, records, rate, hours] = [values.seconds, values.events, values.records, values.rate, values.hours].map(Number) as [number, number, number, number, number]
  const parts = CONSOLE_PARTS.filter((part) => values.part.includes(part))
  const [people, facts] = [values.people, values.facts].map((text) => (text === undefined ? undefined : Number(text)))
  if (values.help || bench === undefined || positionals.length > 1 || ![seconds, events, records, people ?? 1, facts ?? 1, rate, hours].every((number) => number > 0) || parts.length < new Set(values.part).size) {
    progress(USAGE)
    process.exitCode = values.help ? 0 : 2
    return
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopServers().then(() => process.exit(1)))
  await bench({ seconds, events, people, facts, records, rate, parts, hours, data: values.data, profile: values.profile })
}

await main()
