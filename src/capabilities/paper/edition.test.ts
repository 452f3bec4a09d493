import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { loadProcedure } from '../procedures/language/load.ts'
import { sampleProcedure, t } from '../procedures/language/test-support/sample.ts'
import { layoutMap } from './layout/layout-map.ts'
import { formKinds, layoutEdition } from './layout/style.ts'

/**
 * A sheet printed today comes back in a year and is read with the map of its edition. When this fails, the layout has
 * changed: count `layoutEdition` up, and keep what the earlier edition needs to be read.
 */
it('the layout of a fixed definition is that of this edition', () => {
  const source = sampleProcedure({
    channels: '[online, post]',
    filers: `[{ kind: self, label: ${t('本人')}, channels: [online, post] }]`,
  })
  const { definition, findings } = loadProcedure(source, { file: 'sample', shared: new Map() })
  const procedure = { definition: definition ?? expect.fail(JSON.stringify(findings)), hash: 'a'.repeat(64) }
  const digests = formKinds.map((kind) =>
    createHash('sha256')
      .update(JSON.stringify(layoutMap(procedure, kind)))
      .digest('hex')
      .slice(0, 16),
  )
  expect([layoutEdition, ...digests]).toEqual([2, '3f298acdcba0bb0a', 'c3fb390b17f95d9a', '58843e30e218e91b'])
})
