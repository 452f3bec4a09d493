// `npm test`: prepares everything, then runs every check as a named step. The last line counts them all.
// `npm test -- --only lint,unit` runs some steps; what follows ` -- ` goes to Vitest.
import { parseArgs } from 'node:util'
import { build } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureGdal } from './lib/gdal.mjs'
import { installPackages } from './lib/install.mjs'
import { fail, refuseOldNode, run } from './lib/project.mjs'
import { runVitest } from './lib/vitest-step.mjs'

refuseOldNode()
const say = (line) => process.stdout.write(`${line}\n`)
const { only, help, extra } = readArguments(process.argv.slice(2))

const node = (...args) =>
  run(process.execPath, args).then((code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }))
const steps = [
  {
    name: 'lint',
    what: 'format and lint',
    run: () => node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  { name: 'types', what: 'types', run: () => node('node_modules/typescript/bin/tsc', '--noEmit') },
  { name: 'build', what: 'build', run: buildStep },
  {
    name: 'definitions',
    what: 'definitions of the procedures',
    run: () => node('scripts/yanagi.mjs', 'procedures', 'check'),
  },
  { name: 'structure', what: 'import rules, sizes, languages, access matrix', projects: ['structure'] },
  { name: 'unit', what: 'unit, property, database and HTTP tests', projects: ['unit', 'alone'] },
  { name: 'conformance', what: "other people's programs read the open data", projects: ['conformance'] },
  { name: 'journeys', what: 'browser journeys', run: journeys },
]
if (help) {
  say('Every check, as named steps: npm test [-- --only STEP,STEP] [-- OPTIONS OF VITEST]\n')
  for (const step of steps) say(`  ${step.name.padEnd(14)}${step.what}`)
  process.exit(0)
}
const unknown = only.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0)
  fail(`There is no step "${unknown[0]}". The steps are: ${steps.map((step) => step.name).join(', ')}.`)

await installPackages(say)
const total = { passed: 0, failed: 0 }
const broken = []
for (const step of atOnce(steps.filter((one) => only.length === 0 || only.includes(one.name)))) {
  say(`\n── ${step.name}: ${step.what}`)
  const started = Date.now()
  const result = await step.run()
  total.passed += result.passed
  total.failed += result.failed
  if (result.failed > 0) broken.push(step.name)
  say(`── ${step.name}: ${result.failed === 0 ? 'good' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
if (broken.length > 0) say(`\nFailed: ${broken.join(', ')}. One step alone: npm test -- --only STEP`)
say(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

async function buildStep() {
  try {
    await build(say)
    return { passed: 1, failed: 0 }
  } catch (error) {
    say(String(error))
    return { passed: 0, failed: 1 }
  }
}

/** Steps that are projects of one kind in Vitest are one run: no core waits at the end of one for the next, and what they need is made once. */
function atOnce(wanted) {
  const tests = wanted.filter((one) => one.projects !== undefined)
  if (tests.length === 0) return wanted
  const joined = {
    name: tests.map((one) => one.name).join(', '),
    what: tests.map((one) => one.what).join('; '),
    run: async () => {
      const projects = tests.flatMap((one) => one.projects)
      if (projects.includes('conformance')) await prepareConformance()
      return runVitest(projects, extra)
    },
  }
  return wanted.flatMap((one) => (one.projects === undefined ? [one] : one === tests[0] ? [joined] : []))
}

/** Without GDAL its tests are left out, and that is said. */
async function prepareConformance() {
  const gdal = await ensureGdal(say)
  if (gdal.words !== undefined) say(gdal.words)
}

async function journeys() {
  const chromium = await ensureChromium(say)
  if (chromium.place === undefined) {
    say(chromium.words)
    return { passed: 0, failed: 1 }
  }
  return runVitest(['journeys'], extra, { YANAGI_CHROMIUM: chromium.place })
}

function readArguments(args) {
  const end = args.indexOf('--')
  const own = end < 0 ? args : args.slice(0, end)
  try {
    const { values } = parseArgs({ args: own, options: { only: { type: 'string' }, help: { type: 'boolean' } } })
    const only = (values.only ?? '').split(',').filter((name) => name !== '')
    return { only, help: values.help === true, extra: end < 0 ? [] : args.slice(end + 1) }
  } catch (error) {
    return fail(`${error.message}\nThe options: npm test -- --help`)
  }
}
