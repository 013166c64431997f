/** A condition about a person is true, false, or unknown because a value is missing. Members are those for whom it is true. */
export const Truth = { FALSE: 0, TRUE: 1, UNKNOWN: 2 } as const
export type Truth = (typeof Truth)[keyof typeof Truth]
