// Who asks: the one place that turns a request into a caller.
//
// Programs send a token with every call. People sign in once, and their browser sends a cookie. Whatever replaces the
// token at the sign-in page (single sign-on) ends in `Sessions.begin`, and nothing behind this file notices.
import type { IncomingMessage } from 'node:http'
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import type { Caller } from '@touchstone/governance'
import { cookieOf } from './cookie.ts'
import { foreignOrigin } from './same-origin.ts'

export interface WhoAsksPorts {
  /** Who holds this token. */
  readonly token: (token: string) => Caller | undefined
  /** Who is signed in with this secret. */
  readonly session: (secret: string) => Caller | undefined
}

/** Longer texts are no token, and hashing them would cost. */
const TOKEN_LENGTH = 4_096

export function createWhoAsks({ token, session }: WhoAsksPorts): (req: IncomingMessage) => Result<Caller> {
  return (req) => {
    const { authorization } = req.headers
    if (authorization !== undefined) {
      const bearer = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
      if (bearer === undefined) return unknown('send the admin token as "Authorization: Bearer <token>"')
      const caller = bearer.length > TOKEN_LENGTH ? undefined : token(bearer)
      return caller === undefined ? unknown('this bearer token is not known') : ok(caller)
    }
    const secret = cookieOf(req)
    if (secret === undefined) return unknown('send the admin token as "Authorization: Bearer <token>", or sign in')
    const foreign = foreignOrigin(req)
    if (foreign !== undefined) return fail('api.cross-site-forbidden', foreign)
    const caller = session(secret)
    return caller === undefined ? unknown('this session is over; sign in again') : ok(caller)
  }
}

function unknown(message: string): ReturnType<typeof fail> {
  return fail('api.unauthenticated', message)
}
