// ClickHouse's HTTP interface in front of the embedded engine, as much of it as the client library uses: so that the
// code for a cluster runs against a real engine in tests, without a server. It shows that requests are well formed and
// answers understood; it cannot show how a cluster behaves under faults.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openEmbeddedEngine } from '../chdb.ts'
import type { EmbeddedEngine } from '../chdb.ts'
import { literal } from '../store.ts'

const NOT_SETTINGS = new Set(['query', 'query_id', 'database', 'default_format', 'wait_end_of_query', 'enable_http_compression', 'role'])

export async function openHttpFront(directory: string): Promise<{ url: string; close(): Promise<void> }> {
  const engine = await openEmbeddedEngine(directory, 1_000_000_000)
  let requests = 0
  const server = createServer((request, response) => {
    answer(engine, request, join(directory, `body-${requests++}.bin`)).then(
      (body) => response.end(body),
      (error: unknown) => {
        const message = (error as { cause?: Error; message: string }).cause?.message ?? (error as Error).message
        response.writeHead(500, { 'x-clickhouse-exception-code': /Code: (\d+)/.exec(message)?.[1] ?? '0' }).end(message)
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      engine.close()
    },
  }
}

async function answer(engine: EmbeddedEngine, request: IncomingMessage, spoolFile: string): Promise<Uint8Array> {
  const search = new URL(request.url!, 'http://front').searchParams
  const body = await buffer(request)
  const form = request.headers['content-type']?.startsWith('multipart/form-data')
    ? await new Response(body as never, { headers: { 'content-type': request.headers['content-type'] } }).formData()
    : undefined
  let sql = search.get('query') ?? String(form?.get('query') ?? body.toString())
  const insert = /^(INSERT INTO \S+ )\((.*?)\)\s*FORMAT RowBinary\s*$/s.exec(sql)
  const connection = engine.connect()
  try {
    const run = (statement: string, format = 'TSVRaw') => connection.chdb.queryAsync(statement, { format: format as never })
    if (search.has('database')) await run(`USE ${search.get('database')}`)
    if (insert) {
      writeFileSync(spoolFile, body)
      const table = /INSERT INTO (\S+)/.exec(sql)![1]!.replaceAll('`', '')
      const columns = (await run(`SELECT arrayStringConcat(groupArray(concat(name, ' ', type)), ', ') FROM system.columns WHERE database = currentDatabase() AND table = '${table}' AND default_kind != 'MATERIALIZED'`)).text().trim()
      sql = `${insert[1]} (${insert[2]}) SELECT ${insert[2]} FROM file(${literal(spoolFile)}, 'RowBinary', ${literal(columns)})`
    }
    const parameters = [...search, ...(form ?? [])].filter(([name]) => !NOT_SETTINGS.has(name))
    const last = ([name]: readonly [string, unknown]) => (name === 'readonly' ? 1 : 0)
    for (const [name, value] of parameters.sort((a, b) => last(a) - last(b))) await run(`SET ${name} = ${literal(String(value))}`)
    return (await run(sql)).bytes()
  } finally {
    await connection.close()
  }
}
