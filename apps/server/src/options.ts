import { defineOptions } from '@touchstone/base'

const GB = 1e9
const MB = 1e6
const MAX_PORT = 65_535

/** Everything that can be configured. docs/configuration.md is written from this table. */
export const OPTIONS = defineOptions({
  port: {
    kind: 'integer', env: 'PORT', flag: 'port', default: 8080, min: 0, max: MAX_PORT,
    help: 'Port to listen on; 0 takes any free one.',
  },
  host: {
    kind: 'string', env: 'TOUCHSTONE_HOST', flag: 'host', default: '127.0.0.1',
    help: 'Address to listen on. The default is reachable from this machine only; 0.0.0.0 opens the platform, which speaks plain HTTP, to the network: put a TLS proxy in front of it first.',
  },
  data: {
    kind: 'string', env: 'TOUCHSTONE_DATA', flag: 'data', default: '.touchstone',
    help: 'Folder of the log, the state, the history, the definitions and the keys.',
  },
  demo: {
    kind: 'boolean', env: 'TOUCHSTONE_DEMO', flag: 'demo', default: false,
    help: 'Fills a data folder of its own (`.touchstone-demo`) with a demo world, real customers of a shop\'s ledger and invented facts around them, lets it live, and serves a demo shop. Refuses a folder that holds other data.',
  },
  writeKey: {
    kind: 'string', env: 'TOUCHSTONE_WRITE_KEY', flag: 'write-key', secret: true,
    help: 'A fixed write key for sending events. Without it one is made at the first start and shown once.',
  },
  adminToken: {
    kind: 'string', env: 'TOUCHSTONE_ADMIN_TOKEN', flag: 'admin-token', secret: true,
    help: 'A fixed admin token for the API. Without it one is made at the first start and shown once.',
  },
  clickhouseUrl: {
    kind: 'string', env: 'CLICKHOUSE_URL', flag: 'clickhouse-url', secret: true,
    help: 'A ClickHouse server for the history, instead of the embedded one; it may hold a password, so it is read from the environment only.',
  },
  databaseUrl: {
    kind: 'string', env: 'DATABASE_URL', flag: 'database-url', secret: true,
    help: 'A PostgreSQL server for definitions and the vault, instead of the embedded one; it may hold a password, so it is read from the environment only.',
  },
  locationFile: {
    kind: 'string', env: 'TOUCHSTONE_LOCATION_FILE', flag: 'location-file',
    help: 'A database of where internet addresses are, in the MMDB format, read at the start; with it facts have a country and, if the file knows, a region. None is brought along.',
  },
  keepNetworks: {
    kind: 'boolean', env: 'TOUCHSTONE_KEEP_NETWORKS', flag: 'keep-networks', default: true,
    help: 'Keeps the network of a sender\'s address with the fact, sealed (IPv4 to 24 bits, IPv6 to 48); without it nothing of the address is kept. The whole address never is.',
  },
  logMaxBytes: {
    kind: 'bytes', env: 'TOUCHSTONE_LOG_MAX_BYTES', flag: 'log-max-bytes', default: 20 * GB, min: 64 * MB,
    help: 'Size the log of facts may reach. Beyond it events are answered with 503 until space is freed.',
  },
  peopleCacheBytes: {
    kind: 'bytes', env: 'TOUCHSTONE_PEOPLE_CACHE_BYTES', flag: 'people-cache-bytes', default: 512 * MB, min: 16 * MB,
    help: 'Memory for the live state of people who were active lately.',
  },
  warehouseMemoryBytes: {
    kind: 'bytes', env: 'TOUCHSTONE_WAREHOUSE_MEMORY_BYTES', flag: 'warehouse-memory-bytes', default: 2 * GB, min: 512 * MB,
    help: 'Memory the embedded ClickHouse may use. A query that needs more fails; nothing else does.',
  },
})
