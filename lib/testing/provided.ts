declare module 'vitest' {
  interface ProvidedContext {
    /** How far four people walk against the model of friendships. */
    friendsModel: { seeds: number[]; steps: number }
  }
}

export {}
