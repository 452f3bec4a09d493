import {
  type CompiledProcedure,
  checkShape,
  createReporter,
  type Finding,
  fieldKind,
  type Reporter,
  readYaml,
  sortFindings,
} from '../../procedures/index.ts'
import { fieldAt } from '../map/places.ts'
import { type Manifest, type ManifestProcedure, manifestSchema } from './schema.ts'

export interface LoadedManifest {
  /** Absent when anything is an error. */
  readonly manifest?: Manifest
  readonly findings: readonly Finding[]
}

/**
 * Reads and checks one manifest: shape, then what it means. With the city's procedures it is also held against them;
 * a procedure that the city does not offer is no fault, its rows go onto the list for the hand.
 */
export function loadManifest(
  source: string,
  file: string,
  procedures: readonly CompiledProcedure[] = [],
): LoadedManifest {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems)
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  if (yaml.data === undefined) return { findings: sortFindings(report.findings) }
  const shape = checkShape(manifestSchema, yaml.data, report)
  if (report.findings.length === 0) checkManifest(shape.data as Manifest, report, procedures)
  const findings = sortFindings(report.findings)
  const broken = findings.some(({ severity }) => severity === 'error')
  return { ...(broken ? {} : { manifest: shape.data as Manifest }), findings }
}

function checkManifest(manifest: Manifest, report: Reporter, known: readonly CompiledProcedure[]): void {
  if (manifest.to !== undefined && manifest.to < manifest.from)
    report.error(['to'], 'order', '終わりの日が、始まりの日より前です')
  if ('from' in manifest.number && manifest.container.kind !== 'zip')
    report.error(['number'], 'package-name', 'ファイル名を受付番号にできるのは、1件が1つの ZIP のときだけです')
  const codes = new Map<string, number>()
  manifest.procedures.forEach((one, index) => {
    const path = ['procedures', index] as const
    if (manifest.procedures.length > 1 && one.code === undefined)
      report.error([...path], 'code-missing', '手続が2つ以上あるときは、相手の手続コード（code）で見分けます')
    if (one.code !== undefined && manifest.procedureCode === undefined)
      report.error([...path, 'code'], 'code-column', '手続コードの列（procedureCode）を決めてください')
    if (one.code !== undefined && codes.has(one.code))
      report.error([...path, 'code'], 'code-twice', `手続コード「${one.code}」が2回あります`)
    if (one.code !== undefined) codes.set(one.code, index)
    const procedure = known.find(({ definition }) => definition.id === one.procedure)
    if (procedure) checkProcedure(one, procedure, report, index)
  })
}

function checkProcedure(one: ManifestProcedure, procedure: CompiledProcedure, report: Reporter, index: number): void {
  const { definition } = procedure
  const kinds = typeof one.filer === 'string' ? [one.filer] : Object.values(one.filer.codes)
  for (const kind of kinds)
    if (!definition.filers.some((filer) => filer.kind === kind))
      report.error(['procedures', index, 'filer'], 'filer', `「${definition.name.ja}」は、${kind} では申請できません`)
  const seen = new Set<string>()
  one.fields?.forEach((field, at) => {
    const path = ['procedures', index, 'fields', at] as const
    if (seen.has(field.to)) report.error([...path, 'to'], 'target-twice', `「${field.to}」に2つの列を対応させています`)
    seen.add(field.to)
    const found = fieldAt(definition, field.to)
    if (!found) {
      report.error(
        [...path, 'to'],
        'target-unknown',
        `「${definition.name.ja}」に「${field.to}」という項目はありません`,
      )
      return
    }
    if (found.repeated !== field.to.includes('.{n}.'))
      report.error(
        [...path, 'to'],
        'repeat',
        found.repeated
          ? 'くり返しの項目は「まとまり.{n}.項目」と書きます'
          : 'くり返しの項目ではないので {n} は書けません',
      )
    if (found.repeated && !field.column.includes('{n}'))
      report.error([...path, 'column'], 'repeat-column', 'くり返しの項目の列には、何番目かを表す {n} を書きます')
    if (found.field.type === 'individual-number' || found.field.type === 'notice')
      report.error([...path, 'to'], 'not-taken', '個人番号と案内文は取り込めません')
    const { parts } = fieldKind(found.field.type)
    if (found.part !== undefined && !parts.includes(found.part) && found.field.type !== 'register-choice')
      report.error(
        [...path, 'to'],
        'part-unknown',
        `「${found.field.label.ja}」に「${found.part}」という部分はありません（${parts.filter((part) => part !== '').join('、')}）`,
      )
    const choices = found.field.choices
    if (choices && field.codes && (found.field.type === 'choice' || found.field.type === 'multi-choice'))
      for (const [word, id] of Object.entries(field.codes))
        if (!choices.some((choice) => choice.id === id))
          report.error(
            [...path, 'codes', word],
            'choice-unknown',
            `「${found.field.label.ja}」に「${id}」という選択肢はありません`,
          )
  })
  one.attachments?.forEach((each, at) => {
    const found = fieldAt(definition, each.to)
    if (found?.field.type !== 'file' && found?.field.type !== 'photo')
      report.error(
        ['procedures', index, 'attachments', at, 'to'],
        'target-unknown',
        `「${each.to}」は書類の項目ではありません`,
      )
  })
}
