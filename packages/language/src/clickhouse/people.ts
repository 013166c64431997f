// How facts become people: the tables, and who a stored person id is by now.

export const FACTS = 'touchstone.profiles_facts'
const ALIASES = 'touchstone.profiles_aliases'

/**
 * Facts `f`, each with the survivor `a` of its person where there is one. The alias table is flattened, so the row of
 * the highest position names the survivor directly (one fact may merge several people, so rows of one position go by
 * their sequence). `known` is a condition on its rows.
 */
export function factsWithSurvivors(known: string): string {
  return `${FACTS} AS f LEFT ANY JOIN (SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM ${ALIASES} WHERE ${known} GROUP BY loser) AS a ON f.person = a.loser`
}

/** The canonical person id of a row of `factsWithSurvivors`; ids start at 1, so 0 is no survivor. */
export const CANONICAL = 'if(a.survivor > 0, a.survivor, f.person)'
