export const messages = {
  choose: 'Choose',
  numberNotAsked: 'You need not enter it: the city takes it from its register.',
  numberHint: '12 digits. It is sealed when you send it and never shown again',
  numberKept: 'Already entered. Enter it again only to change it',
  example: (text: string): string => `For example ${text}`,
} as const
