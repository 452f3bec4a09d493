import { parseArgs } from 'node:util'

/** Programs around the server, not part of it: each entry exports `main(argv)`, which resolves with the exit code. */
export const tools = {
  tour: {
    entry: 'test/tour/main.ts',
    summary: 'Walk through all procedures as residents and staff, over HTTP; fails at the first broken promise',
    options: {
      url: ['PORTAL', 'Portal of a running demonstration; without it one is started and removed again'],
      office: ['OFFICE', 'Its office, when that is not the port after the portal'],
      only: ['PROCEDURE', 'One procedure alone'],
      out: ['DIR', 'Folder for the PDFs. Default: tour-output'],
      json: [undefined, 'One object a line'],
    },
  },
  bench: {
    entry: 'bench/main.ts',
    summary: 'Measure speed and memory against baselines of the same run; fails when a bar is missed',
    options: {
      port: ['N', 'First port. Default: 4700'],
      only: [
        'PART',
        'One of: catalogue; portal, or form, saving, submission; office, or queue, search, export; program, or start, memory',
      ],
      json: [undefined, 'One object a line'],
    },
  },
  pictures: {
    entry: 'test/journeys/pictures.ts',
    summary: 'Make the pictures of the documents from a demonstration that was just started',
    options: { url: ['PORTAL', 'Its portal. Default: http://localhost:4000'] },
  },
}

/** What is said instead of running the tool: its help, or what is wrong with the words after it. Null: run it. */
export function insteadOfTool(name, args) {
  const { options } = tools[name]
  const known = Object.entries(options).map(([option, [value]]) => [option, { type: value ? 'string' : 'boolean' }])
  try {
    const { values } = parseArgs({ args, options: Object.fromEntries([...known, ['help', { type: 'boolean' }]]) })
    return values.help ? { words: help(name), code: 0 } : null
  } catch (error) {
    return { words: `${error.message}\nThe options: npm run ${script(name)} --help`, code: 1 }
  }
}

function help(name) {
  const { summary, options } = tools[name]
  const lines = Object.entries(options).map(
    ([option, [value, meaning]]) => `  ${`--${option}${value ? ` ${value}` : ''}`.padEnd(24)}${meaning}`,
  )
  return [summary, '', `  npm run ${script(name)} [OPTIONS]`, '', ...lines].join('\n')
}

/** Tour and bench have a script of their own in package.json. */
function script(name) {
  return name === 'pictures' ? 'yanagi -- pictures' : `${name} --`
}
