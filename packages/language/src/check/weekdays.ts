/** The zone of a clock, a calendar window or an anniversary that names none. */
export const DEFAULT_ZONE = 'UTC'

/** Monday, which is weekday 1, first. */
export const WEEKDAYS: readonly string[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
