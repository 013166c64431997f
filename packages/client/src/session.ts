import { fail } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import { readAnswer, reasonOf } from './answer.ts'

/** Who is signed in, in this browser. */
export type SessionView =
  | { readonly signedIn: false }
  | { readonly signedIn: true; readonly subject: string; readonly permissions: readonly string[]; readonly endsAt: number }

/** Signing in with a cookie, for pages that this platform serves. A program sends its token with every call instead. */
export interface SessionCalls {
  /** Who is signed in. Nobody is an answer, not a failure. */
  get(): Promise<Result<SessionView>>
  /** `api.unauthenticated` for a wrong token, `api.attempts-too-many` when there were too many of them. */
  signIn(token: string): Promise<Result<SessionView>>
  signOut(): Promise<Result<SessionView>>
}

const ANSWER_WITHIN = 30_000

export function sessionCalls(address: string, fetch: typeof globalThis.fetch): SessionCalls {
  const ask = async (method: string, body?: object): Promise<Result<SessionView>> => {
    try {
      const answer = await fetch(`${address.replace(/\/+$/, '')}/api/governance/session`, {
        method,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      })
      return readAnswer(answer.status, await answer.text(), address) as Result<SessionView>
    } catch (error) {
      return fail('client.unreachable', `cannot reach ${address}: ${reasonOf(error)}`)
    }
  }
  return { get: () => ask('GET'), signIn: (token) => ask('POST', { token }), signOut: () => ask('DELETE') }
}
