// `npm start`: the `start` command, with everything it needs prepared first.
process.argv.splice(2, 0, 'start')
await import('./yanagi.mjs')
