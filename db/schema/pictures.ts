import { customType, pgTable, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A person's picture as it is shown: made small and stripped of everything but the pixels before it is stored. */
export const pictures = pgTable('pictures', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  id: uuid().notNull().unique(),
  /** WebP. */
  bytes: bytea().notNull(),
})
