// The floor: a server that reads each body, parses it, and answers. No server in JavaScript that understands its input can
// be faster on this machine, so other rates are given as a share of its rate.
import { createServer } from 'node:http'

const ANSWER = '{"success":true}'

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { batch } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { batch: unknown[] }
    response.writeHead(Array.isArray(batch) ? 200 : 400, { 'content-type': 'application/json', 'content-length': ANSWER.length })
    response.end(ANSWER)
  })
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
