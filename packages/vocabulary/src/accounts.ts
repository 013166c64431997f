// Which accounts a fact names. An account is a company, a family, a club: whatever a group call is about. It has one
// identifier, `group_id:acme` or that of an external id in the collection `accounts`; two identifiers are two accounts.
import type { FactType } from './fact.ts'

/** The type of the identifier that a group call gives. */
export const GROUP_ID = 'group_id'

/**
 * Events of the field's specification for companies as customers whose `context.groupId` says that the person belongs to
 * the account from then on, or no more. With any other event it says only what the event was about.
 */
const JOINING: ReadonlySet<string> = new Set(['Account Created', 'Account Added User', 'Signed Up'])
const LEAVING = 'Account Removed User'

/** Accounts that one fact may name. */
export const MAX_ACCOUNTS_NAMED = 20

export interface AccountStatement {
  /** As `type:value`; a personal value is a keyed hash. */
  readonly account: string
  /** The person belongs to it from then on; false: no more. */
  readonly joins: boolean
}

/** Whether the event tells of an account by `context.groupId`. */
export function tellsOfAccount(event: string): boolean {
  return event === LEAVING || JOINING.has(event)
}

/** Whether an entry of `context.externalIds` names an account. */
export function namesAccount(entry: unknown): entry is { readonly id: string; readonly type: string } {
  return isObject(entry) && entry['collection'] === 'accounts' && typeof entry['id'] === 'string' && typeof entry['type'] === 'string'
}

/** `context` is undefined where the fact says that it names no account there. Of an account that is named twice the first counts. */
export function accountStatements(type: FactType, event: string, properties: Readonly<Record<string, unknown>> | undefined, context: Readonly<Record<string, unknown>> | undefined): AccountStatement[] {
  const joins = event !== LEAVING
  const found = new Map<string, AccountStatement>()
  const add = (account: string): void => {
    if (found.size < MAX_ACCOUNTS_NAMED && !found.has(account)) found.set(account, { account, joins })
  }
  const own = type === 'group' ? properties?.['groupId'] : tellsOfAccount(event) ? context?.['groupId'] : undefined
  if (typeof own === 'string' && own !== '') add(`${GROUP_ID}:${own}`)
  const listed = context?.['externalIds']
  if (Array.isArray(listed)) for (const entry of listed) if (namesAccount(entry)) add(`${entry.type}:${entry.id}`)
  return [...found.values()]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
