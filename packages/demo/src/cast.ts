// Who plays which part. A role is given by what is real about a customer (country, orders and their dates) and then by a
// stable draw, so the same ledger and the same seed give the same cast, whatever the date of today.
import { DAY, type Millis } from '@touchstone/base'
import { chanceOf, hashOf } from './chance.ts'
import type { LedgerCustomer, LedgerOrder, Persona, Role } from './model.ts'
import { FIRST_NAMES, LAST_NAMES, zoneOf } from './names.ts'

/** How many are wanted of each; a smaller ledger has fewer. */
const WANTED = { 'quiet-loyal': 40, 'let-down': 90, 'made-good': 30, 'worn-out': 120, 'thick-skinned': 45, 'slow-answer': 60 } as const

/** Whoever was let down bought last so many days ago or more: more than the two weeks that the truth asks about. */
const GONE_FOR_DAYS = 16
/** Whoever came back ordered within so many days, so that they still count as buyers a week later. */
const BACK_WITHIN_DAYS = 6
const EARLIER_ORDER_DAYS = 12
/** Habits are drawn for the latest orders only: some customers of the ledger have dozens. */
const LATEST_ORDERS = 6
/** A parcel that came late needs this long to have come at all. */
const LATEST_LATE_PARCEL_DAYS = 28

type Ageing = Pick<LedgerCustomer, 'id' | 'country'> & { readonly ages: readonly number[] }

/** The customers of the ledger with roles, names and habits; in the order given. */
export function castOf(seed: string, customers: readonly LedgerCustomer[], now: Millis): Persona[] {
  const roles = rolesOf(seed, customers.map((one) => ({ id: one.id, country: one.country, ages: latestOf(one).map(({ at }) => (now - at) / DAY) })))
  return customers.map((customer) => personaOf(seed, customer, roles.get(customer.id) ?? 'ordinary'))
}

function latestOf({ orders }: LedgerCustomer): LedgerOrder[] {
  return orders.filter((one) => !one.isRefund).slice(-LATEST_ORDERS)
}

function rolesOf(seed: string, customers: readonly Ageing[]): Map<string, Role> {
  const roles = new Map<string, Role>()
  for (const { id, country } of customers) {
    if (country === 'Germany' && phoneOf(seed, id, country) === 'Android') roles.set(id, 'payment-wall')
    if (country === 'France' && chanceOf(seed, 'desk', id).happens(0.6)) roles.set(id, 'shipping-shock')
  }
  const draw = (role: keyof typeof WANTED, fits: (ages: readonly number[]) => boolean): void => {
    const free = customers.filter(({ id, ages }) => !roles.has(id) && fits(ages))
    const order = (id: string): number => hashOf(`${seed}\u0000${role}\u0000${id}`)
    for (const { id } of free.sort((a, b) => order(a.id) - order(b.id)).slice(0, WANTED[role])) roles.set(id, role)
  }
  // Ages run from the oldest order to the newest one.
  draw('quiet-loyal', (ages) => ages.length >= 3)
  draw('let-down', (ages) => ages.length > 0 && ages.at(-1)! >= GONE_FOR_DAYS && ages.at(-1)! <= LATEST_LATE_PARCEL_DAYS)
  draw('made-good', (ages) => ages.length >= 2 && ages.at(-1)! <= BACK_WITHIN_DAYS && ages.some((age) => age >= EARLIER_ORDER_DAYS && age <= LATEST_LATE_PARCEL_DAYS))
  draw('worn-out', () => true)
  draw('thick-skinned', () => true)
  draw('slow-answer', () => true)
  return roles
}

/** The order whose parcel came late, for the two roles that have one. */
export function lateOrderOf({ role, bought }: Pick<Persona, 'role' | 'bought'>, now: Millis): string | undefined {
  if (role === 'let-down') return bought.at(-1)!.id
  if (role !== 'made-good') return undefined
  return bought.findLast(({ at }) => now - at >= EARLIER_ORDER_DAYS * DAY && now - at <= LATEST_LATE_PARCEL_DAYS * DAY)!.id
}

function phoneOf(seed: string, id: string, country: string): Persona['phone'] {
  return chanceOf(seed, 'phone', id).happens(country === 'Germany' ? 0.6 : 0.5) ? 'Android' : 'iOS'
}

function personaOf(seed: string, customer: LedgerCustomer, role: Role): Persona {
  const { id, country } = customer
  const chance = chanceOf(seed, 'persona', id)
  const first = chance.pick(FIRST_NAMES)
  const last = chance.pick(LAST_NAMES)
  const two = (value: number): string => String(value).padStart(2, '0')
  const birthday = `${chance.whole(1948, 2004)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`
  const drawnApp = chance.happens(0.3)
  const drawnLetters = chance.happens(0.7)
  return {
    ...customer,
    role,
    name: `${first} ${last}`,
    email: `${first}.${last}.${id}@example.org`.toLowerCase(),
    birthday,
    timezone: zoneOf(country),
    phone: phoneOf(seed, id, country),
    usesApp: role !== 'quiet-loyal' && (country === 'Germany' || (role !== 'shipping-shock' && drawnApp)),
    isSubscribed: role === 'worn-out' || role === 'thick-skinned' || (role !== 'quiet-loyal' && drawnLetters),
    bought: latestOf(customer),
  }
}
