import { z } from 'zod'
import { caseSchema } from '../cases/case-file.ts'
import { registerSchema } from '../seeds/registers.ts'
import { procedureSchema, sharedGroupSchema, sharedTableSchema } from './schema.ts'

/** Editor schemas (JSON Schema 2020-12), made from the same shapes that the program checks with; a test compares the files. */
export function editorSchemas(): Readonly<Record<string, string>> {
  return {
    'procedures/procedure.schema.json': write('手続の定義（procedure.yaml）', procedureSchema),
    'procedures/case.schema.json': write('手続の例（cases/*.yaml）', caseSchema),
    'procedures/shared-group.schema.json': write('共通のまとまり（catalog/groups/*.yaml）', sharedGroupSchema),
    'procedures/shared-table.schema.json': write('共通の表（catalog/tables/*.yaml）', sharedTableSchema),
    'procedures/register.schema.json': write('台帳（catalog/registers/<自治体>/*.yaml）', registerSchema),
  }
}

function write(title: string, schema: z.ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' }) }, null, 1)}\n`
}
