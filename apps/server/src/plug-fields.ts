// What is said about events and fields, and who is told. No rule lives here.
import { SealedFields, openFieldDefinitions, type FieldDefinitions } from '@touchstone/governance'
import type { Intake } from '@touchstone/intake'
import type { CataloguePorts } from '@touchstone/profiles'
import { RecordBatch } from '@touchstone/stream'
import { RecordKind, encodeControl } from '@touchstone/vocabulary'
import { ok } from '@touchstone/base'
import type { Stores } from './plugs.ts'

export interface Fields {
  readonly definitions: FieldDefinitions
  readonly sealed: SealedFields
  readonly catalogue: CataloguePorts
}

export async function plugFields({ registry, clock, engine }: Stores, intake: Intake): Promise<Fields> {
  const sealed = new SealedFields(registry)
  const definitions = await openFieldDefinitions({
    statements: registry,
    clock,
    useRules: (rules) => intake.useFieldRules(rules),
    async appendControl(control) {
      const appended = await engine.log.append(RecordBatch.of(RecordKind.CONTROL, encodeControl(control)))
      return appended.ok ? ok({ position: appended.value.first }) : appended
    },
  })
  return {
    definitions,
    sealed,
    catalogue: {
      sealedFields: () => registry.attempt(() => sealed.list()),
      said: (place, event, field) => definitions.find({ place, event, field }),
      overrideOf: definitions.overrideOf,
      rules: definitions.rules,
    },
  }
}
