import { declared } from './declared.ts'
import { generateExample } from './example.ts'
import { generate } from './generate.ts'

export interface GeneratedFile {
  readonly file: URL
  readonly text: string
}

const at = (path: string): URL => new URL(path, import.meta.url)

/** The typed half of packages/client, from the operations of this release. */
export async function clientFiles(): Promise<GeneratedFile[]> {
  const { operations, streams } = await declared()
  const { table, reference } = generate(operations, streams)
  return [
    { file: at('../../../packages/client/src/generated.ts'), text: table },
    { file: at('../../../packages/client/src/generated-reference.ts'), text: reference },
  ]
}

/** The same for the small room that the tests use. */
export function exampleFiles(): GeneratedFile[] {
  const { table, reference } = generateExample()
  return [
    { file: at('./generated-example-table.ts'), text: table },
    { file: at('./generated-example-reference.ts'), text: reference },
  ]
}
