import type { CompiledProcedure } from '../../procedures/index.ts'
import { answersSchema } from './answers-schema.ts'
import type { JsonSchema } from './json-schema.ts'
import { sharedShapes } from './shared-shapes.ts'

/** The schema of a version as a document of its own. Its `$id` names the version: it never changes. */
export function schemaFile(procedure: CompiledProcedure, origin: string): JsonSchema {
  const { id } = procedure.definition
  const body = answersSchema(procedure, {
    shape: (name) => `#/$defs/${name}`,
    register: (register) => `${origin}/api/v1/registers/${register}`,
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${origin}/api/v1/procedures/${id}/versions/${procedure.hash}/schema`,
    ...body,
    $defs: sharedShapes,
  }
}
