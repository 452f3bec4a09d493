// A process of its own for `build.mjs`: what it loads would stay in memory. Argument: the built program.
import { writeCompiled } from './program.mjs'

writeCompiled(process.argv[2])
// Nothing of the program was called; what its packages opened ends here.
process.exit(0)
