/**
 * Something that the person who runs the program can put right. The message says what, where and the way out;
 * it is shown as it is, without a stack, and the program ends with exit code 1.
 */
export class OperatorError extends Error {
  override name = 'OperatorError'
}
