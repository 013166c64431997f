import { maskEmails, scrubCards } from '@touchstone/vocabulary'

/** Names the type of a JSON value, for messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}

/** Quotes a value that is not personal by nature (a type, an instant), shortened, without cards and addresses. */
export function quote(value: unknown): string {
  if (typeof value === 'string') {
    const short = value.length > 60 ? `${value.slice(0, 60)}…` : value
    return JSON.stringify(maskEmails(scrubCards(short.toWellFormed())))
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeName(value)
}
