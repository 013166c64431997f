// Comparing lists: who seals, who opens the vault, who knows everybody. No rule lives here.
import { randomUUID } from 'node:crypto'
import { assert, ok } from '@touchstone/base'
import { readVaultSlice } from '@touchstone/governance'
import { MatchJobs, knownPeople, type ProfilePorts } from '@touchstone/profiles'
import type { Fields } from '../plug-fields.ts'
import type { Stores } from '../plugs.ts'

const EXPIRY_EVERY = 60_000

export function plugMatches({ engine, registry, keyring, clock, log }: Stores, { profiles }: ProfilePorts, fields: Fields, started: (() => Promise<unknown> | unknown)[]): MatchJobs {
  const matches = new MatchJobs({
    clock, registry,
    threadModule: new URL('./match-thread.ts', import.meta.url),
    randomId: () => `mt_${randomUUID().replaceAll('-', '').slice(0, 20)}`,
    sealer: keyring.transit,
    async sealedTraits() {
      const found = await registry.attempt(() => fields.sealed.list())
      return found.ok ? ok(found.value.filter(({ place }) => place === 'trait').map(({ field }) => `traits.${field}`)) : found
    },
    knownPeople: knownPeople(engine.state, profiles),
    openSlice: (people, paths) =>
      registry.attempt(async () => {
        const opened = await readVaultSlice(keyring.person, people, paths, registry)
        assert(opened.ok, 'the vault opens what it sealed')
        return opened.value
      }),
    canonical: (person) => profiles.canonical(person),
    report: (match, error) => log({ level: 'error', event: 'profiles.match', match, error: String(error) }),
  })
  const expiry = setInterval(() => void matches.expire(), EXPIRY_EVERY)
  started.push(() => (clearInterval(expiry), matches.close()))
  return matches
}
