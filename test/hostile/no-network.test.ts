import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'

/** A network of its own with nothing in it but the loopback; only root, or where the system allows it. */
const alone = ['-n', 'sh', '-c']
const possible = spawnSync('unshare', [...alone, 'ip link set lo up']).status === 0
const why = possible ? '' : ' (not run: unshare -n is not permitted here)'

test.skipIf(!possible)(
  `without any network an application goes from the search to the letter${why}`,
  () => {
    const tour = `exec "${process.execPath}" scripts/yanagi.mjs tour --only dog-registration --out "${testFolder('letters')}"`
    const began = spawnSync('unshare', [...alone, `ip link set lo up && ${tour}`], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: '', TMPDIR: testFolder('alone') },
      timeout: 170_000,
    })
    expect(began.stdout + began.stderr).toContain('Every promise was kept')
    expect(began.status).toBe(0)
  },
  180_000,
)

test.skipIf(!possible)(`there the outside can't be reached (control)${why}`, () => {
  const asked = spawnSync(
    'unshare',
    [
      ...alone,
      `ip link set lo up && "${process.execPath}" -e "require('net').connect(53, '9.9.9.9').on('error', (e) => { console.log(e.code); process.exit(7) })"`,
    ],
    { encoding: 'utf8' },
  )
  expect(asked.stdout).toMatch(/ENETUNREACH|EHOSTUNREACH/)
})
