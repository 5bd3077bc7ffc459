declare module 'vitest' {
  interface ProvidedContext {
    /** How much of the friends model is walked through: see vitest.long.config.ts. */
    friendsModel: { seeds: number[]; steps: number }
  }
}

export {}
