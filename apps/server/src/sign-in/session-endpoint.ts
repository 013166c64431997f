// `/api/governance/session`: sign in, sign out, and who am I.
//
//   GET     { "signedIn": true, "subject", "permissions", "endsAt" } or { "signedIn": false }; never an error, so that
//           a page can ask before it knows
//   POST    { "token" }: sets the cookie; 401 for a wrong token, 429 for too many of them
//   DELETE  takes the cookie away and ends the session
//
// It is no operation, because it sets a cookie and is there for those who are nobody yet. Signing in and out leave a
// record in the audit all the same.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock, Failure } from '@touchstone/base'
import type { AuditRecord, Caller, Session } from '@touchstone/governance'
import type { Handler, Log } from '../http/ports.ts'
import { sendAllowed, sendFailure, sendJson, splitTarget } from '../http/respond.ts'
import type { Attempts } from './attempts.ts'
import { cookieOf, setCookie } from './cookie.ts'
import { foreignOrigin } from './same-origin.ts'

export interface SessionEndpointPorts {
  readonly sessions: {
    begin(credential: string): Promise<{ readonly secret: string; readonly session: Session }>
    check(secret: string): Session | undefined
    end(secret: string): Promise<void>
  }
  /** Who holds this token. */
  readonly token: (token: string) => Caller | undefined
  readonly attempts: Attempts
  readonly audit: (record: AuditRecord) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

const PATH = '/api/governance/session'
/** A token with its braces; more is none. */
const BODY_BYTES = 2_048
/** The cookie outlives any session, so that the server alone decides when one is over. */
const COOKIE_SECONDS = 30 * 24 * 3_600

export function createSessionEndpoint(ports: SessionEndpointPorts): Handler {
  const answers: Readonly<Record<string, (req: IncomingMessage, res: ServerResponse) => Promise<void> | void>> = {
    GET: (req, res) => sendJson(res, 200, viewOf(ports.sessions.check(cookieOf(req) ?? ''))),
    POST: (req, res) => signIn(ports, req, res),
    DELETE: (req, res) => signOut(ports, req, res),
  }
  return (req, res) => {
    if (splitTarget(req).path !== PATH) return false
    res.setHeader('Cache-Control', 'no-store')
    const answer = answers[req.method ?? '']
    const foreign = foreignOrigin(req)
    if (answer === undefined) sendAllowed(req, res, Object.keys(answers))
    else if (foreign !== undefined) sendFailure(res, { code: 'api.cross-site-forbidden', message: foreign })
    else void settle(ports, () => answer(req, res), res)
    return true
  }
}

async function settle({ log }: SessionEndpointPorts, answer: () => Promise<void> | void, res: ServerResponse): Promise<void> {
  try {
    await answer()
  } catch (error) {
    log({ level: 'error', event: 'sign-in.failed', error: error instanceof Error ? error.message : String(error) })
    if (!res.headersSent) sendFailure(res, { code: 'api.sign-in-unavailable', message: 'nobody can sign in or out while the registry is away' })
  }
}

async function signIn(ports: SessionEndpointPorts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { attempts, sessions, token } = ports
  const address = req.socket.remoteAddress ?? ''
  const wait = attempts.wait(address)
  if (wait > 0) {
    sendFailure(res, { code: 'api.attempts-too-many', message: `too many wrong tokens came from this address: try again in ${Math.ceil(wait / 1_000)} s`, details: { waitMillis: wait } })
    return
  }
  const given = await tokenIn(req)
  const caller = typeof given === 'string' ? token(given) : undefined
  if (caller === undefined) {
    attempts.wrong(address)
    const failure: Failure = typeof given === 'string' ? { code: 'api.unauthenticated', message: 'this is not an admin token of this installation' } : given
    sendFailure(res, failure)
    return
  }
  attempts.right(address)
  const { secret, session } = await sessions.begin(caller.subject)
  await ports.audit(record(ports, caller, 'signed in to the console'))
  res.setHeader('Set-Cookie', setCookie(req, secret, COOKIE_SECONDS))
  sendJson(res, 200, viewOf(session))
}

async function signOut(ports: SessionEndpointPorts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const secret = cookieOf(req)
  const session = secret === undefined ? undefined : ports.sessions.check(secret)
  if (secret !== undefined && session !== undefined) {
    await ports.sessions.end(secret)
    await ports.audit(record(ports, session.caller, 'signed out of the console'))
  }
  res.setHeader('Set-Cookie', setCookie(req, '', 0))
  sendJson(res, 200, viewOf(undefined))
}

function record({ clock }: SessionEndpointPorts, { subject }: Caller, text: string): AuditRecord {
  return { at: clock.now(), subject, operation: 'governance.session', permission: 'governance:admin', text, outcome: 'done' }
}

function viewOf(session: Session | undefined): object {
  if (session === undefined) return { signedIn: false }
  return { signedIn: true, subject: session.caller.subject, permissions: session.caller.permissions, endsAt: session.endsAt }
}

/** The token of a body `{ "token": "…" }`, or what is wrong with it. */
async function tokenIn(req: IncomingMessage): Promise<string | Failure> {
  const expected = { code: 'api.invalid-body', message: 'expected the JSON object { "token": "…" }' }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > BODY_BYTES) return { code: 'api.body-too-large', message: `expected at most ${BODY_BYTES} bytes` }
    chunks.push(chunk)
  }
  try {
    const { token } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { token?: unknown }
    return typeof token === 'string' && token !== '' ? token.trim() : expected
  } catch {
    return expected
  }
}
