/** Only to ourselves, never read by a script, gone with the session's end. */
export const COOKIE = { path: '/console', httpOnly: true, sameSite: 'strict', secure: 'auto' } as const;
