// A process of its own for `build.mjs`: what it loads would stay in memory. Arguments: the built program, and where it will lie.
import { writeCompiled } from './program.mjs'

writeCompiled(process.argv[2], process.argv[3])
// Nothing of the program was called; what its packages opened ends here.
process.exit(0)
