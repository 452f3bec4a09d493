export const messages = {
  choose: 'Choose',
  numberNotAsked: 'You need not enter it: the city takes it from its register.',
  numberHint: '12 digits. It is sealed when you send it and never shown again',
  numberKept: 'Already entered. Enter it again only to change it',
  example: (text: string): string => `For example ${text}`,
  lookedUpNothing: 'No address was found for this postcode. Check it, or enter the address',
  lookedUpOne: 'The address was filled in. Enter the block number',
  lookedUpMany: (count: number) => `There are ${count} towns. Choose one`,
  lookedUpNoBank: 'The bank and branch were not found. Check the number or the name',
  townUsed: 'The place was set to this town',
} as const
