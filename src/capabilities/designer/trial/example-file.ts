import type { Answers, CityFacts, CompiledProcedure, Filing } from '../../procedures/index.ts'
import type { TextFiles } from '../copy.ts'
import { renderAfterKey, renderScalar, type YamlValue } from '../yaml/render.ts'

export type ExampleKind = 'valid' | 'boundary' | 'refused'

/**
 * An example case as a file: the answers as they were given, and everything that follows from them today, so that a later change that
 * makes something else of them is seen.
 */
export function exampleFile(
  procedure: CompiledProcedure,
  wanted: { readonly name: string; readonly kind: ExampleKind; readonly answers: Answers },
  filing: Filing,
  city: CityFacts,
): string {
  const { answers } = wanted
  const problems = procedure.validate(answers, filing, city).filter(({ severity }) => severity !== 'warn')
  const { fee } = procedure.evaluate(answers, filing, city)
  const settings = Object.fromEntries(
    Object.keys(procedure.definition.settings ?? {}).flatMap((id) =>
      city.settings[id] === undefined ? [] : [[id, city.settings[id]]],
    ),
  )
  const parts: Readonly<Record<string, unknown>> = {
    filing: { today: filing.today, assurance: filing.assurance, filer: filing.filer },
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    answers,
    expect: {
      valid: problems.length === 0,
      problems: problems.map(({ code, path }) => `${code} @ ${path}`),
      ...(procedure.definition.fee === undefined ? {} : { fee: fee.total }),
      pages: procedure.route(answers, filing, city).map(({ page }) => page.id),
    },
  }
  const head = `name: ${renderScalar(wanted.name)}\nkind: ${wanted.kind}\n`
  return `${head}${Object.entries(parts)
    .map(([key, value]) => `${key}:${renderAfterKey(value as YamlValue, 2, key.length + 1)}\n`)
    .join('')}`
}

/** A name for one more file: `example-3.yaml`. */
export function freeName(cases: TextFiles): string {
  let n = Object.keys(cases).length + 1
  while (Object.hasOwn(cases, `example-${n}.yaml`)) n += 1
  return `example-${n}.yaml`
}

/** Kinds that an example can have: one that is refused can't be called valid. */
export function kindsOf(fine: boolean): readonly ExampleKind[] {
  return fine ? ['valid', 'boundary'] : ['refused', 'boundary']
}
