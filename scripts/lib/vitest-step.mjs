import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { run } from './project.mjs'

/** Runs some projects of Vitest and counts their tests; a run that breaks without a failing test counts as one failure. */
export async function runVitest(projects, extra, env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-results-'))
  const file = path.join(folder, 'results.json')
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...extra,
  ]
  const code = await run(process.execPath, args, { env: { ...process.env, ...env } })
  const counted = count(file)
  rmSync(folder, { recursive: true, force: true })
  if (code !== 0 && counted.failed === 0) return { passed: counted.passed, failed: 1 }
  return counted
}

function count(file) {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'))
    // A file that can't even be loaded has no tests to fail.
    const broken = results.testResults.filter(
      (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
    )
    return { passed: results.numPassedTests, failed: results.numFailedTests + broken.length }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
