// All words that a person reads, in one place. A translation is another set of these files.
//
// A namespace and not an object, so that each screen is built with the words it names and loads no others.
export * as text from './words.ts'
