import { MINUTE, SECOND } from '@touchstone/base'

/** Every bound of lists of people, with what it protects. */
export const LIMITS = {
  /** People in one list: 8 bytes each while it is kept. */
  PEOPLE: 10_000_000,
  /** Memory of all lists that are kept; the one asked for longest ago goes first. The newest stays whatever it takes. */
  KEPT_BYTES: 128 * 1024 * 1024,
  /** A list that nobody asks for goes after this. */
  KEPT_FOR: 30 * MINUTE,
  /** Who opens the same list again within this time gets the same one. */
  SAME_FOR: 5 * SECOND,
  /** People in one window. */
  WINDOW: 500,
  /** People whose lines of an export are made in one go, some milliseconds of this process. */
  EXPORTED_AT_ONCE: 100,
  /** People that a search by identifier may find. */
  FOUND: 1_000,
  /** Identifier types that a search looks at. */
  IDENTIFIER_TYPES: 200,
  /** Identifiers shown of one person in a list. */
  SHOWN_IDENTIFIERS: 5,
  /** How long history may take to put a list in order; a condition over long histories takes most of it. */
  ORDER_MILLISECONDS: 20_000,
} as const
