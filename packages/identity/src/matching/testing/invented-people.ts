// Invented people in households: couples, children, twins, sons named like their fathers, and what a household shares.
import type { Draw } from '../chance.ts'
import { drawFamily, drawGiven } from './invented-names.ts'

export interface InventedPerson {
  readonly person: number
  readonly household: number
  readonly given: string
  readonly family: string
  /** Year, month, day. */
  readonly birth: readonly [number, number, number]
  /** Where they live, and where they lived before: the same for most. */
  readonly homes: readonly [Home, Home]
  readonly mobile: string | undefined
  readonly emails: readonly string[]
}

interface Home {
  readonly postcode: string
  readonly phone: string | undefined
}

const PROVIDERS = ['gmail.example', 'gmx.example', 'web.example', 'mail.example', 'outlook.example', 'icloud.example', 'post.example']
const TODAY = 2026

/** So many people, household by household. */
export function inventPeople(count: number, draw: Draw): InventedPerson[] {
  const people: InventedPerson[] = []
  const taken = new Set<string>()
  for (let household = 0; people.length < count; household++) {
    for (const one of inventHousehold(people.length, household, taken, draw)) if (people.length < count) people.push(one)
  }
  return people
}

export function between(draw: Draw, from: number, to: number): number {
  return from + Math.floor(draw() * (to - from + 1))
}

function inventHousehold(first: number, household: number, taken: Set<string>, draw: Draw): InventedPerson[] {
  const now = inventHome(draw)
  // One household in eight has moved.
  const homes = [now, draw() < 0.125 ? inventHome(draw) : now] as const
  const family = drawFamily(draw)
  const of = draw()
  const adults = of < 0.4 ? 1 : 2
  const children = of < 0.68 ? 0 : of < 0.82 ? 1 : of < 0.95 ? 2 : 3
  const made: InventedPerson[] = []
  const add = (given: string, name: string, birth: readonly [number, number, number], sharing?: string): void => {
    const person = first + made.length
    made.push({ person, household, given, family: name, birth, homes, mobile: draw() < 0.7 ? `017${digits(draw, 8)}` : undefined, emails: sharing === undefined ? inventEmails(given, name, birth[0], taken, draw) : [sharing] })
  }
  const isWoman = draw() < 0.5
  const born = between(draw, 1945, 2004)
  add(drawGiven(draw, isWoman), family, inventBirth(born, draw))
  if (adults === 2) {
    // One couple in five has two names; one in twenty-five shares one address.
    add(drawGiven(draw, !isWoman), draw() < 0.2 ? drawFamily(draw) : family, inventBirth(born + between(draw, -8, 8), draw), draw() < 0.04 ? made[0]!.emails[0] : undefined)
  }
  let last = inventBirth(Math.min(TODAY - 1, born + between(draw, 20, 38)), draw)
  for (let child = 0; child < children; child++) {
    const isTwin = child > 0 && draw() < 0.06
    if (child > 0 && !isTwin) last = inventBirth(Math.min(TODAY - 1, last[0] + between(draw, 1, 4)), draw)
    const given = draw() < 0.02 ? made[0]!.given : drawGiven(draw, draw() < 0.5)
    if (isTwin && made.at(-1)!.given === given) continue
    add(given, family, last)
  }
  return made
}

function inventHome(draw: Draw): Home {
  return { postcode: String(1_067 + 16 * between(draw, 0, 6_000)).padStart(5, '0'), phone: draw() < 0.6 ? `0${between(draw, 20, 99)}${digits(draw, 7)}` : undefined }
}

function inventBirth(year: number, draw: Draw): [number, number, number] {
  return [year, between(draw, 1, 12), between(draw, 1, 28)]
}

function inventEmails(given: string, family: string, year: number, taken: Set<string>, draw: Draw): string[] {
  const plain = (text: string): string => text.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/[^a-z]/g, '')
  const [g, f] = [plain(given), plain(family)]
  const forms = [`${g}.${f}`, `${g[0]}.${f}${year % 100}`, `${f}${g}`, `${g}${between(draw, 1, 9_999)}`, `${g}_${f}${between(draw, 1, 99)}`]
  const one = (): string => {
    const [name, provider] = [forms[between(draw, 0, forms.length - 1)]!, PROVIDERS[between(draw, 0, PROVIDERS.length - 1)]!]
    // Who comes later gets the next number.
    let address = `${name}@${provider}`
    for (let number = 2; taken.has(address); number++) address = `${name}${number}@${provider}`
    taken.add(address)
    return address
  }
  const dice = draw()
  return dice < 0.25 ? [] : dice < 0.75 ? [one()] : [one(), one()]
}

export function digits(draw: Draw, count: number): string {
  return Array.from({ length: count }, () => between(draw, 0, 9)).join('')
}
