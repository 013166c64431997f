import { Buffer } from 'node:buffer'

/**
 * The write key in `Authorization: Basic base64(writeKey + ":")`, with or without the colon; `undefined` when there is
 * none. A `Bearer` token is OAuth's and says nothing about the source: the key is then in the body.
 */
export function basicKey(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  const found = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)
  if (found === null) return undefined
  const text = Buffer.from(found[1]!, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const key = colon === -1 ? text : text.slice(0, colon)
  return key === '' ? undefined : key
}

/** The write key in the body of a call. */
export function bodyKey(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'writeKey')) return undefined
  const { writeKey } = body as { writeKey: unknown }
  return typeof writeKey === 'string' && writeKey !== '' ? writeKey : undefined
}
