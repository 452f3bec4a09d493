/** The simulator's cookies. The session is named for the library only: it never reaches a browser. */
export const cardCookies = {
  session: '__Host-yanagi-simulator',
  interaction: '__Host-yanagi-simulator-card',
  resume: '__Host-yanagi-simulator-resume',
} as const
