// A file of its own because it comes later than what is coloured.
export { paint } from '@touchstone/language'
