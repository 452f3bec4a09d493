import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { shippedManifests } from '../store/manifests.ts'
import { repositoryProcedures } from '../test-support/repository.ts'
import { matches } from './glob.ts'
import { loadManifest } from './load.ts'
import { openPoints } from './open-points.ts'
import { manifestJsonSchema } from './schema.ts'

const shipped = shippedManifests(path.resolve('.'))
const source = readFileSync('catalog/intake/shared-system-csv.yaml', 'utf8')
let procedures: readonly CompiledProcedure[]
beforeAll(async () => {
  const ids = shipped.flatMap(({ manifest }) => manifest.procedures.map(({ procedure }) => procedure))
  procedures = [...(await repositoryProcedures(ids)).values()]
})

describe('the manifests that come with the program', () => {
  it('are good against the procedures, and against the published schema', () => {
    const file = 'catalog/intake/manifest.schema.json'
    if (process.env.YANAGI_WRITE_SCHEMAS === 'yes') writeFileSync(file, manifestJsonSchema())
    expect(readFileSync(file, 'utf8')).toBe(manifestJsonSchema())
    const validate = new Ajv({ strict: false }).compile(JSON.parse(manifestJsonSchema()))
    for (const one of shipped) {
      expect(loadManifest(one.source, one.manifest.id, procedures).findings).toEqual([])
      expect(validate(parse(one.source)), JSON.stringify(validate.errors)).toBe(true)
    }
    expect(validate({ ...parse(source), sauce: 'x' })).toBe(false)
  })

  it('name what is not known of ぴったりサービス, as the documentation lists it', () => {
    const pittari = shipped.find(({ manifest }) => manifest.id === 'pittari')
    const points = pittari ? openPoints(pittari.manifest) : []
    expect(points.length).toBeGreaterThan(6)
    const documentation = readFileSync('docs/intake.md', 'utf8')
    for (const { text } of points) expect(documentation).toContain(text)
  })
})

describe('a manifest that is wrong says where and why', () => {
  it.each([
    ['owner.familyKana', 'owner.nobody', 'という項目はありません'],
    ['owner.name.given', 'owner.name.middle', 'という部分はありません'],
    ['owner.name.given', 'owner.name.family', '2つの列を対応'],
    ['"1": new', '"1": old', 'という選択肢はありません'],
    ['code: "0102"', 'code: "0101"', '2回あります'],
    ['from: "2026-04-01"', 'from: "2026-04-01"\nto: "2026-03-31"', '終わりの日が、始まりの日より前'],
    ['number: { column: 整理番号 }', 'number: { from: package-name }', '1件が1つの ZIP のときだけ'],
    ['encoding: shift_jis', 'encoding: euc-jp', 'encoding'],
    ['{ "1": self, "3": business }', '{ "1": self, "3": submission-agent }', 'では申請できません'],
    ['procedureCode: { column: 手続コード }\n', '', '手続コードの列'],
  ])('%s → %s', (from, to, sentence) => {
    expect(source).toContain(from)
    const { manifest, findings } = loadManifest(source.replace(from, to), 'x.yaml', procedures)
    expect(manifest).toBeUndefined()
    expect(
      findings.some((finding) => finding.line > 5 && finding.sentence.includes(sentence)),
      JSON.stringify(findings),
    ).toBe(true)
  })
})

describe('patterns of names', () => {
  it.each([
    ['*.csv', '中/データ.CSV', true],
    ['*様式*.pdf', '申請書様式第1.pdf', true],
    ['添付/*', '添付/a.pdf', true],
    ['添付/*', '添付/下/a.pdf', false],
    ['?.xml', 'ab.xml', false],
    ['*a*a*a*a*a*b', 'a'.repeat(5000), false],
  ])('%s for %s', (pattern, name, expected) => {
    expect(matches(pattern, name)).toBe(expected)
  })
})
