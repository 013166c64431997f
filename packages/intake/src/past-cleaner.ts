// What a fact that is stored would look like had one field had its class of now when it came: for sealing the past again.
import { comparableName, fieldRulesWith, type FactType, type FieldOverride } from '@touchstone/vocabulary'
import { FieldGuard, type Place } from './field-guard.ts'
import { isPlainObject, type PlainObject } from './model.ts'

/** JSON texts of objects, as a fact has them. */
export interface FactTexts {
  readonly traits: string
  readonly properties: string
  readonly context: string
}

export interface CleanedFact extends FactTexts {
  /** Values that left the texts, by path, as the sealed blob of a fact has them; undefined where all of them were secret. */
  readonly personal: Readonly<Record<string, unknown>> | undefined
}

export class PastCleaner {
  readonly #guard = new FieldGuard()

  /** Everything but this field stays as it is: other fields have been through the guard already. */
  constructor(override: FieldOverride) {
    const name = comparableName(override.name)
    const rules = fieldRulesWith([override])
    this.#guard.useRules((key) => (comparableName(key) === name ? rules(key) : undefined))
  }

  /** The fact without values of the field; undefined where it has none. */
  clean(type: FactType, { traits, properties, context }: FactTexts): CleanedFact | undefined {
    this.#guard.reset()
    const cleaned = {
      traits: this.#part(traits, 'traits', type === 'group' ? 'other' : 'person'),
      properties: this.#part(properties, 'properties', 'other'),
      context: this.#part(context, 'context', 'context'),
    }
    const isSame = cleaned.traits === traits && cleaned.properties === properties && cleaned.context === context
    return isSame ? undefined : { ...cleaned, personal: this.#guard.personal }
  }

  #part(text: string, path: string, place: Place): string {
    if (text.length <= 2) return text
    const object: unknown = JSON.parse(text)
    return isPlainObject(object) ? JSON.stringify(this.#guard.clean(object as PlainObject, path, place)) : text
  }
}
