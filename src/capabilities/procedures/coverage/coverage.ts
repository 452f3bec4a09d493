import path from 'node:path'
import { type CheckReport, checkProcedures, type ProcedureReport } from '../check-procedures.ts'
import { loadProcedure } from '../language/load.ts'
import { readAll, readProcedureFolders, readSharedParts } from '../seeds/folder.ts'
import { type EasyReport, easyReport } from './easy-report.ts'

/** What the catalogue holds of one procedure. */
export interface Coverage extends ProcedureReport {
  readonly officialName: string
  readonly easy: EasyReport
  /** What the city has to settle: the setting's label and the point in words. */
  readonly openPoints: readonly { readonly label: string; readonly point: string }[]
}

/** Every definition below a project folder with its figures, by a check made already or anew. A definition that can't be read is left out: the check says it. */
export async function coverageOf(root: string, checked?: CheckReport): Promise<readonly Coverage[]> {
  const [report, folders, { shared }] = await Promise.all([
    checked ?? checkProcedures(root, { strict: true }),
    readProcedureFolders(path.join(root, 'procedures'), { cases: false }),
    readSharedParts(root),
  ])
  return folders.flatMap((folder) => {
    const { definition } = loadProcedure(folder.source, { shared, published: true })
    const figures = report.procedures.find(({ id }) => id === folder.id)
    if (!definition || !figures) return []
    const openPoints = Object.values(definition.settings ?? {}).flatMap(({ label, openPoint }) =>
      openPoint === undefined ? [] : [{ label, point: openPoint }],
    )
    return [
      { ...figures, officialName: definition.officialName, easy: easyReport(folder.source, folder.file), openPoints },
    ]
  })
}

/** Findings of やさしい日本語 and translations in all definitions and in the shared groups, in the order of the files. */
export async function easyReports(root: string): Promise<readonly EasyReport[]> {
  const folders = await readProcedureFolders(path.join(root, 'procedures'), { cases: false })
  const groups = await readAll(path.join(root, 'catalog', 'groups'), '.yaml')
  return [
    ...folders.map(({ source, file }) => easyReport(source, file)),
    ...groups.map(({ name, text }) => easyReport(text, `catalog/groups/${name}`)),
  ]
}

/** Where the table stands. */
export const coverageFile = 'docs/catalogue.md'

/** `docs/catalogue.md`: the table, then the open points in words. */
export function coverageText(rows: readonly Coverage[]): string {
  const sum = (pick: (row: Coverage) => number): number => rows.reduce((all, row) => all + pick(row), 0)
  const cells = (row: Coverage): string => {
    const { id, officialName, fields, rules, cases, letters, languages, easy, open } = row
    const figures = [fields, rules, cases, letters, languages.join(' '), `${easy.hard} / ${easy.sentences}`, open]
    return `| ${officialName}<br>\`${id}\` | ${figures.join(' | ')} |`
  }
  const open = rows.filter(({ openPoints }) => openPoints.length > 0)
  return `${[
    '# The catalogue',
    '',
    'Made by `npm run yanagi -- procedures table`; a test fails when it is stale. Fields count the groups of a definition as written out, shared ones too.',
    '“Easy” is sentences of やさしい日本語 that a rule has advice on, of all (`procedures check --easy` says which): advice, not faults.',
    '',
    `${rows.length} procedures, ${sum(({ fields }) => fields)} fields, ${sum(({ rules }) => rules)} rules, ${sum(({ cases }) => cases)} example cases, ${sum(({ letters }) => letters)} letters, ${sum(({ open: points }) => points)} open points.`,
    '',
    '| Procedure | Fields | Rules | Cases | Letters | Languages | Easy | Open |',
    '|---|--:|--:|--:|--:|---|--:|--:|',
    ...rows.map(cells),
    '',
    '## Open points (要確認)',
    '',
    'What a city settles before it opens a procedure; until then the default holds.',
    ...open.flatMap(({ officialName, id, openPoints }) => [
      '',
      `### ${officialName} (\`${id}\`)`,
      '',
      ...openPoints.map(({ label, point }) => `- ${label}：${point}`),
    ]),
  ].join('\n')}\n`
}
