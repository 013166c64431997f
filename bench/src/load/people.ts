// Who acts: 100,000 people, of whom 20 % do 80 % of everything. What never changes about a person follows from the number,
// so that nothing has to be remembered about anyone.
import { Random } from './random.ts'

export const PEOPLE = 100_000
const BUSY_PEOPLE = 20_000
const BUSY_SHARE = 0.8

/** All of one width, because they are written in place. */
export const COUNTRIES = ['DE', 'AT', 'CH', 'FR', 'NL', 'BE', 'IT', 'ES', 'PL', 'SE'] as const
export const PLANS = ['free', 'plus', 'team', 'gold'] as const
/** Identify calls that bring something new about the person. */
const CHANGE_SHARE = 0.1

export class People {
  readonly #random: Random

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  next(): number {
    if (this.#random.chance(BUSY_SHARE)) return this.#random.below(BUSY_PEOPLE)
    return BUSY_PEOPLE + this.#random.below(PEOPLE - BUSY_PEOPLE)
  }

  planOf(person: number): string {
    return this.#random.chance(CHANGE_SHARE) ? this.#random.pick(PLANS) : PLANS[(person * 7) % PLANS.length]!
  }

  /** 100 to 999. */
  pointsOf(person: number): number {
    return 100 + (this.#random.chance(CHANGE_SHARE) ? this.#random.below(900) : (person * 31) % 900)
  }
}

export function countryOf(person: number): string {
  return COUNTRIES[(person * 13) % COUNTRIES.length]!
}
