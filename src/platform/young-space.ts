import { setFlagsFromString } from 'node:v8'

// Imported before everything else: loading the program would let V8's young space grow to 32 MB, which it never gives back.
// A server lets it grow to what it needs (`app/small-heap.ts`); for other commands the beginning is enough.
setFlagsFromString('--semi-space-growth-factor=1')
