// The one file that knows the PostgreSQL driver.
import pg from 'pg'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { readable } from './failure.ts'
import { LIMITS } from './limits.ts'
import { DATABASE, PORT, ROLE } from './place.ts'
import type { Place } from './place.ts'

export type Address = { readonly place: Place } | { readonly url: string }

const INT8 = 20
const INT8_LIST = 1016

/** Ids and times are 64-bit integers below 2^53: numbers here. A larger one stays exact as a bigint. */
function readInt8(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

const driverParser = pg.types.getTypeParser as (id: number, format?: string) => (text: string) => unknown

function readInt8List(text: string): unknown {
  const numbers = (value: unknown): unknown => (Array.isArray(value) ? value.map(numbers) : value === null ? null : readInt8(String(value)))
  return numbers(driverParser(INT8_LIST)(text))
}

const types = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && id === INT8) return readInt8
    if (format !== 'binary' && id === INT8_LIST) return readInt8List
    return driverParser(id, format)
  },
}

function configuration(address: Address, database = DATABASE) {
  const shared = { application_name: 'touchstone', connectionTimeoutMillis: LIMITS.CONNECT_WITHIN, types: types as pg.CustomTypesConfig }
  if ('url' in address) return { ...shared, connectionString: address.url }
  const { socket: host, password } = address.place
  return { ...shared, host, port: PORT, user: ROLE, password, database }
}

/** A single connection, for what must not share the pool: probes and migrations. The caller ends it. */
export async function connected(address: Address, database?: string): Promise<pg.Client> {
  const client = new pg.Client(configuration(address, database))
  // Without a listener the loss of an idle connection would end the process; the next statement says it anyway.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw readable(error)
  }
}

/**
 * The pool as Kysely wants it. Every error passes `readable`. `contact` hears whether PostgreSQL was there.
 */
export function openPool(address: Address, contact: (reached: boolean) => void): PostgresPool {
  const pool = new pg.Pool({
    ...configuration(address),
    max: LIMITS.POOL,
    statement_timeout: LIMITS.STATEMENT,
    lock_timeout: LIMITS.LOCK,
    idle_in_transaction_session_timeout: LIMITS.IDLE_IN_TRANSACTION,
  })
  pool.on('error', () => contact(false))
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      try {
        const client = await pool.connect()
        contact(true)
        let wrapper = wrapped.get(client)
        if (!wrapper) wrapped.set(client, (wrapper = wrap(client, contact)))
        return wrapper
      } catch (error) {
        contact(false)
        throw readable(error)
      }
    },
  }
}

function wrap(client: pg.PoolClient, contact: (reached: boolean) => void): PostgresPoolClient {
  client.on('error', () => contact(false))
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, parameters as unknown[])
    } catch (error) {
      throw readable(error)
    }
  }
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
}
