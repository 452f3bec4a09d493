import { createKeyRing } from '../create-key-ring.ts'
import { rotateKeys } from '../manage.ts'

/** Makes the keys of a new city and rotates those of `yanai`, as often as told: one of several processes that do it at once. */
const [folder = '', name = '', times = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
process.stdin.once('data', () => {
  for (let n = 0; n < Number(times); n++) {
    createKeyRing(folder, 'office', ['yanai', `${name}${n}`])
    rotateKeys(folder, 'office', 'yanai', new Date())
  }
  process.exit(0)
})
